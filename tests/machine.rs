//! One migration as a state machine that is told when to rest and what the link carries: what comes of it does not hang on how
//! often it is asked.

#![allow(clippy::expect_used)] // a test may fail loudly

use precopy_formats::entries::{Entries, Raw};
use precopy_model::predict::post_copy::{self, Switch};
use precopy_model::predict::rounds::{Event, Machine};
use precopy_model::quantity::{BytesPerSecond, Seconds};
use precopy_model::scenario::{Checked, LoopFamily};

/// A small machine under custom rules, with other values as a scenario file has them.
fn small(others: &[(&str, &str)]) -> Checked {
    let usual = [
        ("hypervisor", "custom"),
        ("memory", "10000 pages"),
        ("workingSet", "10000 pages"),
        ("hotSet", "2000 pages"),
        ("dirtyRate", "5000 pages/s"),
        ("link", "10000 pages/s"),
        ("pageHeader", "0 B"),
        ("deviceState", "100 ms"),
    ];
    let kept = usual.iter().filter(|(name, _)| !others.iter().any(|other| other.0 == *name));
    let entries = kept.chain(others).map(|&(name, text)| (name.to_owned(), Raw::Text(text.to_owned()))).collect();
    Entries(entries).inputs().expect("sound").scenario().expect("sound")
}

/// All events until it is over.
fn events(machine: &mut Machine<'_>) -> Vec<(f64, Event)> {
    let mut events = Vec::new();
    while let Some(event) = machine.advance(Seconds::INFINITY) {
        events.push((machine.now().as_seconds(), event));
    }
    events
}

#[test]
fn a_guest_that_is_paused_is_stopped_from_there_on() {
    for family in ["threshold", "fluid"] {
        let scenario = small(&[
            ("loop", family),
            ("dirtyRate", "20000 pages/s"),
            ("downtimeLimit", "10 ms"),
            ("timeLimit", "1.23 s"),
            ("onLimit", "pause"),
        ]);
        let mut machine = Machine::new(&scenario);
        assert_eq!(machine.advance(Seconds::from_seconds(1.2)), None);
        assert!(!machine.is_stopped());
        // The very moment, and not when the loop gets round to it.
        assert_eq!(machine.advance(Seconds::INFINITY), Some(Event::Stops), "{family}");
        assert!((machine.now().as_seconds() - 1.23).abs() < 1e-9 && machine.is_stopped(), "{family}");
        assert_eq!(machine.advance(Seconds::from_seconds(1.25)), None);
        assert!(machine.is_stopped());
        assert_eq!(machine.advance(Seconds::INFINITY), Some(Event::Ends), "{family}: it stops once");
        assert!(machine.is_over() && !machine.is_stopped());
    }
}

#[test]
fn a_limit_before_the_memorys_turn_stops_the_guest_once() {
    // Other data takes 2 s, and the limit strikes after one.
    for (action, ends) in [("stop-and-copy", 2.0 + 1.0 + 0.1), ("pause", 2.0 + 1.0 + 0.1)] {
        let scenario = small(&[("timeLimit", "1 s"), ("onLimit", action), ("otherDataFirst", "81920000 B")]);
        let mut machine = Machine::new(&scenario);
        let [(stops, Event::Stops), (begins, Event::MemoryBegins), (over, Event::Ends)] = events(&mut machine)[..]
        else {
            panic!("{action}: {:?}", events(&mut Machine::new(&scenario)))
        };
        assert_eq!((stops, begins), (1.0, 2.0), "{action}");
        assert!((over - ends).abs() < 1e-9, "{action}: {over}");
    }
}

/// The families of loops under custom rules.
const FAMILIES: [&str; 7] = ["fluid", "threshold", "rounds", PASSING_OVER, "overtaken", "estimate", "vote"];
/// Rounds that pass over pages: no custom rule says so.
const PASSING_OVER: &str = "rounds that pass over pages";

/// The machine of a family, with other values.
fn of_family(family: &str, others: &[(&str, &str)]) -> Checked {
    if family != PASSING_OVER {
        return small(&[&[("loop", family)], others].concat());
    }
    let mut scenario = small(&[&[("loop", "rounds")], others].concat()).into_inner();
    scenario.hypervisor.family.enter(LoopFamily::FixedRounds { passes_over: true });
    scenario.check().expect("sound")
}

/// Advances in steps to a moment, or until it is over.
fn step(machine: &mut Machine<'_>, by: f64, until: f64) {
    let mut moment = machine.now().as_seconds();
    while !machine.is_over() && moment < until {
        moment = (moment + by).min(until);
        while machine.now().as_seconds() < moment && machine.advance(Seconds::from_seconds(moment)).is_some() {}
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-9
}

#[test]
fn it_does_not_matter_how_often_it_is_asked() {
    for family in FAMILIES {
        for rate in ["0 pages/s", "3000 pages/s", "8000 pages/s", "15000 pages/s"] {
            for writes in ["round-robin", "in-order", "uniform"] {
                let scenario = of_family(
                    family,
                    &[("dirtyRate", rate), ("writes", writes), ("downtimeLimit", "28.7 ms"), ("timeLimit", "4 s")],
                );
                let mut whole = Machine::new(&scenario);
                let events = events(&mut whole);
                for by in [0.0123, 0.37] {
                    let mut parts = Machine::new(&scenario);
                    step(&mut parts, by, 100.0);
                    let (ours, theirs) = (parts.now().as_seconds(), whole.now().as_seconds());
                    assert!(close(ours, theirs), "{family} {rate} {writes}: {ours} in steps, {theirs}: {events:?}");
                    let (ours, theirs) = (parts.sent().as_bytes(), whole.sent().as_bytes());
                    assert!(close(ours, theirs), "{family} {rate} {writes}: {ours} bytes in steps, {theirs}");
                }
            }
        }
    }
}

#[test]
fn pages_go_by_while_a_round_is_sent() {
    for family in FAMILIES {
        // First passes of a second and of two minutes: in the longer one, ticks are taken together.
        for (memory, first_pass) in [("10000 pages", 1.0), ("1200000 pages", 120.0)] {
            let scenario =
                of_family(family, &[("memory", memory), ("workingSet", memory), ("dirtyRate", "1000 pages/s")]);
            let mut machine = Machine::new(&scenario);
            let sent = |machine: &Machine<'_>, pages: f64| {
                // A loop that looks at every tick is a burst ahead of its time.
                let sent = machine.sent().as_bytes() / 4096.0;
                assert!((pages - 1.0..pages + 1001.0).contains(&sent), "{family}, {memory}: {sent} pages, not {pages}");
            };
            step(&mut machine, 0.1 * first_pass, 0.5 * first_pass);
            sent(&machine, 5000.0 * first_pass);
            // On half the link, the other half takes as long again.
            machine.set_bandwidth(BytesPerSecond::from_bytes_per_second(5000.0 * 4096.0));
            step(&mut machine, 0.1 * first_pass, first_pass);
            sent(&machine, 7500.0 * first_pass);
        }
    }
}

#[test]
fn a_moment_that_is_past_changes_nothing() {
    for family in FAMILIES {
        let scenario = of_family(family, &[("otherDataFirst", "20480000 B")]);
        let mut machine = Machine::new(&scenario);
        loop {
            let (now, sent) = (machine.now(), machine.sent());
            assert_eq!(machine.advance(Seconds::from_seconds(now.as_seconds() / 2.0)), None, "{family}");
            assert_eq!((machine.now(), machine.sent()), (now, sent), "{family}");
            if machine.is_over() {
                break;
            }
            step(&mut machine, 0.031, now.as_seconds() + 0.031);
        }
    }
}

#[test]
fn a_switch_comes_however_long_it_is_away() {
    for family in FAMILIES {
        // All of the hot set is written again and again: without a limit that is for ever.
        let scenario =
            of_family(family, &[("dirtyRate", "60000 pages/s"), ("hotSet", "8000 pages"), ("downtimeLimit", "10 ms")]);
        let switched = |switch| post_copy::predict(&scenario, switch).prediction;
        for moment in [1234.5, 1e6] {
            let prediction = switched(Switch::At(Seconds::from_seconds(moment)));
            assert!(prediction.ends_in_post_copy(), "{family}: {}", prediction.reason_in_words());
            assert!(prediction.stop.is_some_and(|stop| close(stop.as_seconds(), moment)), "{family}: {prediction:?}");
            // As much as the link carries until then, and what is left, once more; pages that are passed over take no time.
            let seconds = prediction.data.map_or(0.0, |data| data.as_bytes() / 4096.0 / 10_000.0);
            let carried = moment + prediction.left.map_or(0.0, |left| left.as_pages() / 10_000.0);
            assert!((seconds - carried).abs() < 0.11, "{family}: {seconds} of {carried} s");
        }
        if family != "fluid" {
            let prediction = switched(Switch::AfterRounds(1000));
            assert!(prediction.ends_in_post_copy(), "{family}: {}", prediction.reason_in_words());
            assert_eq!(prediction.rounds, Some(1000), "{family}");
        }
    }
}

#[test]
fn a_migration_that_never_ends_sends_no_more_than_its_new_link_carries() {
    for family in ["threshold", "rounds"] {
        let scenario = small(&[("loop", family), ("dirtyRate", "40000 pages/s"), ("downtimeLimit", "10 ms")]);
        let mut machine = Machine::new(&scenario);
        let at = Seconds::from_seconds;
        machine.set_bandwidth(BytesPerSecond::from_mib_per_second(40.0));
        // Not so long that it is known to go on for ever.
        machine.advance(at(6.0));
        let before = machine.sent().as_bytes();
        machine.set_bandwidth(BytesPerSecond::from_mib_per_second(10.0));
        machine.advance(at(106.0));
        let rate = (machine.sent().as_bytes() - before) / 100.0;
        assert!(rate <= 10.2 * 1_048_576.0, "{family}: {rate}");
    }
}
