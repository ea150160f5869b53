//! Ready-made maintenance: that it is what the tests of the papers' tables play, and what comes of it.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use acceptance::kherbache::Centres;
use precopy_formats::maintenance::{Maintenance, Techniques, ready};
use precopy_model::plan::strategy::{batched, convergence_aware, parallel, sequential};
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
