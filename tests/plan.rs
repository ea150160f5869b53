//! Plans, played: each migration alone is the simulation of one VM; together they share what there is, and nothing is lost or made up.

#![allow(clippy::expect_used)] // a test may fail loudly

use acceptance::sites::{PORT, guest, host, star, traffic};
use precopy_model::numeric::Random;
use precopy_model::numeric::fair_share::{Flow, shares};
use precopy_model::plan::{
    Action, AtOnce, CORES_PER_MIGRATION, Ended, Migrated, NotStarted, Plan, Ran, Step, Technique, Timeline, play,
};
use precopy_model::predict::{Outcome, rounds};
use precopy_model::quantity::{Bytes, PagesPerSecond, Seconds};
use precopy_model::scenario::{CheckedSite, Guest, Site};
use proptest::prelude::*;

fn gib(number: f64) -> Bytes {
    Bytes::from_gib(number)
}

fn checked(site: Site) -> CheckedSite {
    site.check().expect("a sound site")
}

fn migrate(guest: usize, to: usize) -> Step {
    Step::new(Action::Migrate { guest, to, technique: Technique::PreCopy })
}

fn follow(guest: usize, to: usize) -> Step {
    Step::new(Action::Migrate { guest, to, technique: Technique::PostCopy })
}

fn all_at_once(steps: impl IntoIterator<Item = Step>) -> Plan {
    Plan { steps: steps.into_iter().collect(), at_once: AtOnce::default() }
}

fn migrated(ran: &Ran) -> &Migrated {
    ran.migrated().expect("a migration that was begun")
}

fn took(ran: &Ran) -> f64 {
    (ran.end.expect("over") - ran.start.expect("begun")).as_seconds()
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs())
}

/// What migrations sent over all lanes, and what the migrations say that they sent over each of theirs.
fn sent(site: &CheckedSite, timeline: &Timeline) -> (f64, f64) {
    let end = f64::MAX;
    let carried = timeline.migrating.iter().map(|lane| lane.area(end)).sum();
    let told = timeline.migrations().map(|(ran, migrated)| {
        let Action::Migrate { to, .. } = ran.action else { return 0.0 };
        let lanes = site.lanes().between(migrated.from, to).map_or(0, |way| way.len());
        lanes as f64 * migrated.sent.as_bytes()
    });
    (carried, told.sum())
}

#[test]
fn a_migration_alone_is_the_simulation_of_one_vm() {
    let site = checked(star(2, vec![guest("a", 0, gib(4.0))]));
    let timeline = play(&site, &all_at_once([migrate(0, 1)]));
    let alone = rounds::predict(site.migration(0).expect("there"));
    let prediction = &migrated(&timeline.ran[0]).prediction;
    assert_eq!(prediction.outcome, Outcome::Completes);
    let seconds = |time: Option<Seconds>| time.expect("completes").as_seconds();
    assert!(close(seconds(prediction.migration_time), seconds(alone.migration_time), 1e-9));
    assert!(close(seconds(prediction.downtime), seconds(alone.downtime), 1e-6));
    assert!(close(took(&timeline.ran[0]), seconds(alone.migration_time), 1e-9));
    assert!(timeline.is_done());
}

#[test]
fn two_on_one_link_take_more_than_twice_as_long_as_one() {
    let site = checked(star(3, vec![guest("a", 0, gib(4.0)), guest("b", 0, gib(4.0))]));
    let one = took(&play(&site, &all_at_once([migrate(0, 1)])).ran[0]);
    let both = play(&site, &all_at_once([migrate(0, 1), migrate(1, 2)]));
    for ran in &both.ran {
        assert!(2.0 * one < took(ran) && took(ran) < 2.3 * one, "{} against {one}", took(ran));
    }
    // Only their source's port is full, and it held both back all the time that they copied.
    let port = site.lanes().port(0).expect("has a port").0;
    for ran in &both.ran {
        let held: Vec<usize> = migrated(ran).held_back.iter().map(|(lane, _)| *lane).collect();
        assert_eq!(held, [port]);
    }
    assert!(close(both.peak_of_lane(port).as_bytes_per_second(), PORT, 1e-6));
    assert_eq!(both.at_once.peak(), 2.0);
}

#[test]
fn different_hosts_do_not_hinder_each_other() {
    let site = checked(star(4, vec![guest("a", 0, gib(4.0)), guest("b", 1, gib(4.0))]));
    let one = took(&play(&site, &all_at_once([migrate(0, 2)])).ran[0]);
    let both = play(&site, &all_at_once([migrate(0, 2), migrate(1, 3)]));
    assert!(both.ran.iter().all(|ran| close(took(ran), one, 1e-9)));
    // Both to the same host: its port is shared.
    let into_one = play(&site, &all_at_once([migrate(0, 2), migrate(1, 2)]));
    assert!(into_one.ran.iter().all(|ran| 2.0 * one < took(ran)));
}

#[test]
fn traffic_competes_in_its_own_direction_only() {
    let time = |out: f64, into: f64| {
        let mut moved = guest("a", 0, gib(4.0));
        moved.traffic = traffic(out, into);
        let site = checked(star(2, vec![moved]));
        let timeline = play(&site, &all_at_once([migrate(0, 1)]));
        (took(&timeline.ran[0]), timeline)
    };
    let (quiet, _) = time(0.0, 0.0);
    assert!(close(time(0.0, 0.9 * PORT).0, quiet, 1e-9), "what it receives leaves pre-copy alone");
    let (sends, timeline) = time(0.5 * PORT, 0.0);
    assert!(1.9 * quiet < sends && sends < 2.1 * quiet, "what it sends takes half: {sends} for {quiet}");
    // It got all that it wanted while it ran: half is its fair share.
    let served = timeline.served[0];
    assert!(close(served.carried.as_bytes(), served.wanted.as_bytes(), 1e-9));
    // More than a fair share is not to be had.
    let (_, timeline) = time(0.9 * PORT, 0.0);
    assert!(timeline.served[0].carried < timeline.served[0].wanted);
}

#[test]
fn a_post_copied_vm_runs_at_its_destination_at_once() {
    let mut moved = guest("a", 0, gib(4.0));
    moved.traffic = traffic(0.0, 0.25 * PORT);
    let site = checked(star(2, vec![moved]));
    let timeline = play(&site, &all_at_once([follow(0, 1)]));
    let prediction = &migrated(&timeline.ran[0]).prediction;
    assert_eq!(prediction.outcome, Outcome::Completes);
    let down = prediction.downtime.expect("completes").as_seconds();
    assert!(down < 1.0, "{down}");
    // What it receives comes in over the destination's port, where its memory comes in too.
    let into = site.lanes().port(1).expect("has a port").1;
    let applications = &timeline.applications[into];
    assert!(close(applications.at(took(&timeline.ran[0]) / 2.0), 0.25 * PORT, 1e-9));
    assert_eq!(
        timeline.applications[site.lanes().port(0).expect("has a port").1].at(took(&timeline.ran[0]) / 2.0),
        0.0
    );
}

#[test]
fn energy_is_the_sum_of_what_each_state_draws() {
    let mut site = star(2, vec![guest("a", 0, gib(4.0))]);
    site.hosts[1].is_on = false;
    let site = checked(site);
    let steps = [Step::new(Action::Boot(1)), migrate(0, 1).after([0]), Step::new(Action::Shutdown(0)).after([1])];
    let timeline = play(&site, &all_at_once(steps));
    assert!(timeline.is_done());
    let copying = took(&timeline.ran[1]);
    let down = migrated(&timeline.ran[1]).prediction.downtime.expect("completes").as_seconds();
    // 10 W off, 120 W coming up, 100 W idle, 10 W for each of 16 busy cores.
    let busy = |cores: f64| 100.0 + 10.0 * cores;
    let boots = 100.0 * (120.0 + busy(1.0));
    let copies = copying * (busy(CORES_PER_MIGRATION) + busy(CORES_PER_MIGRATION)) + (copying - down) * 10.0;
    let goes_down = 30.0 * (120.0 + busy(1.0));
    // Device state is restored while the VM stands still: it runs again before its migration is over only in post-copy.
    let by_hand = boots + copies + goes_down;
    assert!(close(timeline.energy().as_joules(), by_hand, 1e-6), "{:?} {by_hand}", timeline.energy());
    assert_eq!(timeline.peak_power().as_watts(), f64::max(busy(1.0) + 120.0, 2.0 * busy(1.0) + 10.0));
    assert!(close(timeline.end.as_seconds(), 100.0 + copying + 30.0, 1e-12));
}

#[test]
fn a_step_waits_for_memory_and_for_those_before_it() {
    let mut site = star(3, vec![guest("a", 0, gib(4.0)), guest("b", 1, gib(4.0))]);
    site.hosts[1].memory = gib(6.0);
    let site = checked(site);
    // The first has to wait until the second has left.
    let timeline = play(&site, &all_at_once([migrate(0, 1), migrate(1, 2)]));
    assert!(timeline.is_done());
    assert_eq!(timeline.ran[0].start, timeline.ran[1].end);
    // Nobody leaves: it is told why it never began.
    let alone = play(&site, &all_at_once([migrate(0, 1)]));
    assert_eq!(alone.ran[0].ended, Ended::NotStarted(NotStarted::NoMemory));
    assert_eq!(alone.end, Seconds::ZERO);
}

#[test]
fn what_can_never_be_begun_says_why() {
    let mut site = star(3, vec![guest("a", 0, gib(4.0))]);
    site.hosts[2].is_on = false;
    site.network.links.remove(1);
    let site = checked(site);
    let why = |steps: Vec<Step>| match play(&site, &all_at_once(steps)).ran.swap_remove(0).ended {
        Ended::NotStarted(why) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(vec![migrate(0, 1)]), NotStarted::NoWay);
    assert_eq!(why(vec![migrate(0, 2)]), NotStarted::HostOff);
    assert_eq!(why(vec![migrate(0, 0)]), NotStarted::Nothing);
    assert_eq!(why(vec![migrate(7, 1)]), NotStarted::Nothing);
    assert_eq!(why(vec![migrate(0, 9)]), NotStarted::Nothing);
    assert_eq!(why(vec![Step::new(Action::Shutdown(0))]), NotStarted::NotEmpty);
    assert_eq!(why(vec![Step::new(Action::Boot(0))]), NotStarted::Nothing);
    assert_eq!(why(vec![migrate(0, 2).after([1]), migrate(0, 2).after([0])]), NotStarted::Waits);
    assert_eq!(why(vec![migrate(0, 2).after([5])]), NotStarted::Waits);
}

#[test]
fn no_more_go_on_at_once_than_may() {
    let guests = (0..6).map(|at| guest(&format!("vm {at}"), at % 2, gib(1.0))).collect();
    let site = checked(star(4, guests));
    let steps: Vec<Step> = (0..6).map(|at| migrate(at, 2 + at % 2)).collect();
    let most = |at_once: AtOnce| {
        let timeline = play(&site, &Plan { steps: steps.clone(), at_once });
        assert!(timeline.is_done());
        timeline.at_once.peak()
    };
    assert_eq!(most(AtOnce::default()), 6.0);
    assert_eq!(most(AtOnce { in_all: Some(3), ..AtOnce::default() }), 3.0);
    assert_eq!(most(AtOnce { from_host: Some(1), ..AtOnce::default() }), 2.0);
    assert_eq!(most(AtOnce { to_host: Some(2), ..AtOnce::default() }), 4.0);
    assert_eq!(most(AtOnce { per_host: Some(1), ..AtOnce::default() }), 2.0);
    assert_eq!(most(AtOnce { per_link: Some(2), ..AtOnce::default() }), 4.0);
}

/// A guest that needs more than a third of its port to converge.
fn busy(name: &str, host: usize) -> Guest {
    let mut guest = guest(name, host, gib(2.0));
    guest.dirtying.hot_set = Bytes::from_mib(512.0);
    guest.dirtying.rate = PagesPerSecond::from_pages_per_second(12_000.0);
    guest
}

#[test]
fn as_many_at_once_as_still_converge() {
    let guests = (0..6).map(|at| busy(&format!("vm {at}"), 0)).collect();
    let site = checked(star(3, guests));
    let steps: Vec<Step> = (0..6).map(|at| migrate(at, 1 + at % 2)).collect();
    let all = play(&site, &all_at_once(steps.clone()));
    let converge = play(&site, &Plan { steps, at_once: AtOnce { while_they_converge: true, ..AtOnce::default() } });
    assert!(converge.is_done());
    assert_eq!(converge.at_once.peak(), 2.0);
    // Six at once share a port that carries enough for two: none converges, and as none ends, none ever gets more.
    assert!(!all.is_done());
    assert!(all.ran.iter().all(|ran| matches!(ran.ended, Ended::ForEver(_))));
}

#[test]
fn one_that_does_not_converge_may_once_it_gets_more() {
    let guests = vec![busy("a", 0), busy("b", 0), guest("c", 0, gib(1.0)), guest("d", 0, gib(1.0))];
    let site = checked(star(2, guests));
    let timeline = play(&site, &all_at_once((0..4).map(|at| migrate(at, 1))));
    assert!(timeline.is_done(), "{:?}", timeline.ran);
}

/// A site with guests here and there, and a plan for some of them.
fn drawn(seed: u64) -> (CheckedSite, Plan) {
    let mut dice = Random::seeded(seed);
    let mut below = move |most: usize| ((dice.share() * most as f64) as usize).min(most - 1);
    let hosts = 2 + below(4);
    let guests: Vec<Guest> = (0..1 + below(7))
        .map(|at| {
            let mut guest = guest(&format!("vm {at}"), below(hosts), gib(0.25 + 0.25 * below(8) as f64));
            guest.dirtying.rate = PagesPerSecond::from_pages_per_second(500.0 * below(40) as f64);
            guest.traffic = traffic(1e7 * below(8) as f64, 1e7 * below(8) as f64);
            guest
        })
        .collect();
    let steps = (0..guests.len()).map(|at| {
        let to = below(hosts);
        let mut step = if below(3) == 0 { follow(at, to) } else { migrate(at, to) };
        if 0 < at && below(3) == 0 {
            step = step.after([below(at)]);
        }
        step.not_before = Seconds::from_seconds(3.0 * below(3) as f64);
        step
    });
    let steps = steps.collect();
    let limit = |number: usize| (0 < number).then_some(number as u32);
    let at_once = AtOnce { from_host: limit(below(4)), per_link: limit(below(4)), ..AtOnce::default() };
    (checked(star(hosts, guests)), Plan { steps, at_once })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_played_lanes_carry_what_migrations_send_and_no_more_than_they_can(seed in any::<u64>()) {
        let (site, plan) = drawn(seed);
        let timeline = play(&site, &plan);
        let (carried, told) = sent(&site, &timeline);
        prop_assert!(close(carried, told, 1e-6), "{carried} {told}");
        for (_, migrated) in timeline.migrations() {
            if let Some(data) = migrated.prediction.data {
                prop_assert_eq!(data, migrated.sent);
            }
        }
        for (at, lane) in site.lanes().all().iter().enumerate() {
            let most = lane.rate.as_bytes_per_second() * (1.0 + 1e-6);
            let (migrating, applications) = (&timeline.migrating[at], &timeline.applications[at]);
            for (moment, _) in migrating.values.iter().chain(&applications.values) {
                let both = migrating.at(*moment) + applications.at(*moment);
                prop_assert!(both <= most, "{both} of {most} at {moment}");
            }
        }
        let area: f64 = timeline.power.area(timeline.end.as_seconds());
        prop_assert!(close(timeline.energy().as_joules(), area, 1e-12));
        for served in &timeline.served {
            prop_assert!(served.carried.as_bytes() <= served.wanted.as_bytes() * (1.0 + 1e-9));
        }
        prop_assert_eq!(&timeline, &play(&site, &plan));
    }

    #[test]
    fn no_flow_can_gain_without_a_poorer_one_losing(seed in any::<u64>()) {
        let mut dice = Random::seeded(seed);
        let mut below = move |most: usize| ((dice.share() * most as f64) as usize).min(most - 1);
        let capacities: Vec<f64> = (0..1 + below(5)).map(|_| below(20) as f64).collect();
        let uses: Vec<Vec<usize>> = (0..1 + below(8))
            .map(|_| (0..capacities.len()).filter(|_| below(2) == 0).collect())
            .collect();
        let demands: Vec<f64> = uses.iter().map(|_| if below(3) == 0 { f64::INFINITY } else { below(15) as f64 }).collect();
        let flows: Vec<Flow<'_>> = uses.iter().zip(&demands).map(|(uses, &demand)| Flow { demand, uses }).collect();
        let given = shares(&capacities, &flows);
        let used = |at: usize| flows.iter().zip(&given).filter(|(flow, _)| flow.uses.contains(&at)).map(|(_, share)| share.rate).sum::<f64>();
        for (at, &capacity) in capacities.iter().enumerate() {
            prop_assert!(used(at) <= capacity * (1.0 + 1e-9), "{at} carries {}", used(at));
        }
        for (flow, share) in flows.iter().zip(&given) {
            let has_enough = flow.demand <= share.rate;
            // Full, and nobody there has more than it: to give it more one would have to take it from one as poor.
            let is_held = flow.uses.iter().any(|&at| {
                let others = flows.iter().zip(&given).filter(|(other, _)| other.uses.contains(&at));
                capacities[at] <= used(at) * (1.0 + 1e-9) + 1e-12
                    && others.map(|(_, other)| other.rate).fold(0.0, f64::max) <= share.rate * (1.0 + 1e-9)
            });
            prop_assert!(has_enough || is_held || flow.uses.is_empty(), "{flow:?} {share:?}");
        }
    }
}

#[test]
fn a_host_without_vms_goes_down_and_comes_back() {
    let mut site = star(2, vec![guest("a", 0, gib(1.0))]);
    site.hosts[1] = host("spare");
    let site = checked(site);
    let steps = [Step::new(Action::Shutdown(1)), Step::new(Action::Boot(1)), migrate(0, 1).after([1])];
    let timeline = play(&site, &all_at_once(steps));
    assert!(timeline.is_done(), "{:?}", timeline.ran);
    assert_eq!(timeline.ran[1].start, timeline.ran[0].end);
    assert_eq!(timeline.ran[2].start.map(Seconds::as_seconds), Some(130.0));
}
