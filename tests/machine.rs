//! One migration as a state machine that is told when to rest and what the link carries: what comes of it does not hang on how
//! often it is asked.

#![allow(clippy::expect_used)] // a test may fail loudly

use precopy_formats::entries::{Entries, Raw};
use precopy_model::predict::rounds::{Event, Machine};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::Checked;

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
