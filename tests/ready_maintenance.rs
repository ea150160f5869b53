//! Ready-made maintenance: that it is what the tests of the papers' tables play, and what comes of it.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use acceptance::deshpande::{NETPERF, REDIS, moved, netperf, redis};
use acceptance::kherbache::{Centres, Printed, TABLE_1, TABLE_2, TABLE_3};
use precopy_formats::maintenance::{Maintenance, Techniques, ready};
use precopy_model::plan::strategy::{Strategy, batched, convergence_aware, parallel, sequential};
use precopy_model::plan::{Plan, Rule, Task, Technique, Timeline, play};
use precopy_model::scenario::CheckedSite;

fn made(id: &str) -> Maintenance {
    (ready::find(id).expect(id).make)().read().unwrap_or_else(|problems| panic!("{id}: {problems:?}"))
}

/// Hosts, links and VMs without their names and their product.
fn assert_same(ours: &CheckedSite, theirs: &CheckedSite) {
    let host = |site: &CheckedSite, at: usize| {
        let mut host = site.hosts[at].clone();
        host.name.clear();
        host
    };
    let guest = |site: &CheckedSite, at: usize| {
        let mut guest = site.guests[at].clone();
        guest.name.clear();
        guest
    };
    let link = |site: &CheckedSite, at: usize| {
        let mut link = site.network.links[at].clone();
        link.name.clear();
        link
    };
    assert_eq!((ours.hosts.len(), ours.guests.len()), (theirs.hosts.len(), theirs.guests.len()));
    assert_eq!(ours.network.links.len(), theirs.network.links.len());
    for at in 0..ours.hosts.len() {
        assert_eq!(host(ours, at), host(theirs, at));
    }
    for at in 0..ours.guests.len() {
        assert_eq!(guest(ours, at), guest(theirs, at));
    }
    for at in 0..ours.network.links.len() {
        assert_eq!(link(ours, at), link(theirs, at));
    }
}

#[test]
fn blades_are_those_of_the_tests() {
    for (id, centres) in [
        ("kherbache-1", Centres::MAINTENANCE),
        ("kherbache-six-all", Centres::SIX),
        ("kherbache-one-a-link", Centres::THREE),
    ] {
        let ours = made(id);
        assert_same(&ours.site, &centres.site());
        assert_eq!(ours.draining, centres.draining(ours.draining.afterwards), "{id}");
    }
    let probed = Centres::SIX.probed(&Centres::SIX.site());
    let cables = made("kherbache-six-cables");
    let to: Vec<usize> = cables.draining.given.iter().step_by(4).map(|(_, to)| to - 6).collect();
    assert_eq!(to, probed);
}

/// The same of pre-copy, post-copy, and by traffic.
const OF_NETPERF: [&str; 3] = ["deshpande-netperf-pre-copy", "deshpande-netperf-post-copy", "deshpande-netperf"];
const OF_REDIS: [&str; 3] = ["deshpande-redis-pre-copy", "deshpande-redis-post-copy", "deshpande-redis"];

#[test]
fn what_comes_of_the_slides_experiments_is_what_the_table_in_the_docs_says() {
    let sent = |timeline: &Timeline| -> f64 { timeline.migrations().map(|(_, one)| one.sent.as_bytes()).sum() };
    for (ids, (site, draining)) in [(OF_NETPERF, netperf()), (OF_REDIS, redis())] {
        for id in ids {
            let maintenance = made(id);
            let ours = played(&maintenance, parallel);
            let (_, theirs) = moved(&site, &draining, maintenance.techniques);
            let (end, bytes) = (ours.end.as_seconds() / theirs.end.as_seconds(), sent(&ours) / sent(&theirs));
            assert!((end - 1.0).abs() < 2e-3 && (bytes - 1.0).abs() < 2e-3, "{id}: {end}, {bytes}");
        }
    }
}

fn played(maintenance: &Maintenance, plan: impl Fn(&CheckedSite, &Task, &[Rule]) -> Plan) -> Timeline {
    let task = maintenance.task().unwrap_or_else(|none| panic!("no room for {}", none.guest));
    play(&maintenance.site, &plan(&maintenance.site, &task, &maintenance.all_rules()))
}

#[test]
fn everything_is_done_one_after_the_other_and_while_it_converges() {
    for one in ready::ALL.iter().filter(|one| one.id != "thousand") {
        let maintenance = made(one.id);
        let slow = played(&maintenance, sequential);
        let quick = played(&maintenance, |site, task, rules| batched(site, task, rules, Some(2), None));
        let careful = played(&maintenance, convergence_aware);
        println!(
            "{:24} sequential {:8.1} s, two a host {:8.1} s, while they converge {:8.1} s, at once {:8.1} s",
            one.id,
            slow.end.as_seconds(),
            quick.end.as_seconds(),
            careful.end.as_seconds(),
            played(&maintenance, parallel).end.as_seconds()
        );
        assert!(slow.is_done() && careful.is_done(), "{}", one.id);
    }
}

#[test]
fn the_slides_example_is_chosen_as_the_slides_say() {
    let maintenance = made("deshpande-two");
    assert_eq!(maintenance.techniques, Techniques::ByTraffic);
    let task = maintenance.task().expect("room");
    let techniques: Vec<Technique> = task.moves.iter().map(|one| one.technique).collect();
    assert_eq!(techniques, [Technique::PostCopy, Technique::PreCopy]);
}

#[test]
fn a_thousand_vms_are_planned() {
    let maintenance = made("thousand");
    let timeline = played(&maintenance, parallel);
    println!("{} s, done: {}", timeline.end.as_seconds(), timeline.is_done());
    assert_eq!(timeline.migrations().count(), 100);
    assert!(timeline.is_done());
}

#[test]
fn what_is_published_is_what_the_papers_tables_print() {
    use Strategy::{Parallel, Sequential};
    let printed = |id: &str| -> Vec<(Strategy, Printed)> {
        let all = ready::find(id).expect(id).published.iter();
        let of = |one: &ready::Published| {
            let draws = one.energy.zip(one.peak_power);
            let draws = draws.map(|(energy, peak)| (energy.as_joules() / 3600.0, peak.as_watts() / 1000.0));
            (one.strategy, (one.completion.as_seconds(), one.mean_migration.expect("printed").as_seconds(), draws))
        };
        all.map(of).collect()
    };
    for (id, [one_by_one, at_once]) in ["kherbache-1", "kherbache-2"].into_iter().zip(TABLE_1) {
        assert_eq!(printed(id), [(Sequential, one_by_one), (Parallel, at_once)], "{id}");
    }
    let six = ["kherbache-six-all", "kherbache-six-three", "kherbache-six-cables"];
    let three = ["kherbache-four-a-link", "kherbache-two-a-link", "kherbache-one-a-link"];
    for (id, row) in six.into_iter().zip(TABLE_2).chain(three.into_iter().zip(TABLE_3)) {
        assert_eq!(printed(id), [(Parallel, row)], "{id}");
    }
    let netperf: Vec<(f64, f64)> = OF_NETPERF
        .map(|id| {
            let one = ready::find(id).expect(id).published[0];
            (one.completion.as_seconds(), one.sent.expect("printed").as_bytes() / 1024.0 / 1024.0)
        })
        .to_vec();
    assert_eq!(netperf, NETPERF);
    for (id, (end, mean, gigabytes)) in OF_REDIS.into_iter().zip(REDIS) {
        let one = ready::find(id).expect(id).published[0];
        let (its_mean, sent) = (one.mean_migration.expect("printed"), one.sent.expect("printed"));
        assert_eq!((one.completion.as_seconds(), its_mean.as_seconds()), (end, mean), "{id}");
        assert!((sent.as_bytes() / 1e9 - gigabytes).abs() < 1e-9, "{id}");
    }
    for one in ready::ALL {
        assert!(one.published.iter().all(|row| one.source.place.contains(row.place)), "{}", one.id);
    }
}
