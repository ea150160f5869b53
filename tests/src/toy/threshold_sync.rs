//! Looks when little is left (QEMU since 1.4).
//!
//! ```text
//! every >= 100 ms: allowed = bytes of this window / window * downtime limit; 0 before
//! repeat: known < allowed: look; known <= allowed: STOP
//!         send a burst
//! ```
//!
//! Under a cap a burst is what the window allows, sent at memory speed; the rest of the window is waited for. On a link
//! a burst is 50 ms of sending. Either ends early when nothing known is left, and then the test comes at once.

use super::machine::Machine;
use super::{Ended, Setup, Threshold};

/// How sending is paced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pacing {
    /// By a cap: one burst at the start of each window.
    Cap,
    /// By the link: bursts of so many seconds, one after the other.
    Link(f64),
}

/// What happens when nothing known is left while the threshold is still zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NothingLeft {
    /// Nothing, until there is a threshold.
    Waits,
    /// The guest is stopped without another look: 0 <= 0.
    Stops,
}

struct Window {
    length: f64,
    began: f64,
    bytes_then: f64,
    allowed: f64,
    seconds: Option<f64>,
}

/// Simulates, with measuring windows of so many seconds.
#[must_use]
pub fn threshold_sync(setup: &Setup, pacing: Pacing, window: f64, nothing_left: NothingLeft) -> Ended {
    let mut machine = Machine::new(setup);
    let (allowed, seconds) = match setup.rules.threshold {
        Threshold::Pages(pages) => (pages * setup.wire.page, None),
        Threshold::Seconds(seconds) => (0.0, Some(seconds)),
    };
    let mut window = Window { length: window, began: 0.0, bytes_then: 0.0, allowed, seconds };
    let mut due = window.length;
    while machine.now() <= setup.rules.horizon {
        if machine.limit_struck(machine.looks()) {
            return machine.give_up();
        }
        if machine.known_bytes() < window.allowed {
            machine.look();
            if machine.known_bytes() <= window.allowed {
                return machine.stop(false);
            }
        } else if machine.known() == 0 && window.allowed == 0.0 && nothing_left == NothingLeft::Stops {
            return machine.stop(false);
        }
        match pacing {
            Pacing::Cap => {
                while 1e-9 < due && machine.known() != 0 {
                    due -= machine.send().unwrap_or_default();
                }
                if due <= 1e-9 || window.allowed == 0.0 && nothing_left == NothingLeft::Waits {
                    machine.run_until(window.began + window.length);
                    due = due.min(0.0) + window.length;
                }
            }
            Pacing::Link(burst) => {
                let end = machine.now() + burst;
                if machine.known() == 0 && window.allowed == 0.0 {
                    // It tests all the time, so a limit is seen at once.
                    let limit = setup.rules.seconds.filter(|&limit| machine.now() < limit).unwrap_or(f64::INFINITY);
                    machine.run_until(limit.min(window.began + window.length));
                }
                while machine.now() + 1e-9 < end
                    && let Some(seconds) = machine.send()
                {
                    machine.run_until(machine.now() + seconds);
                }
            }
        }
        window.look_at(&machine);
    }
    Ended::Open
}

impl Window {
    /// Measures, when the window is over.
    fn look_at(&mut self, machine: &Machine) {
        let length = machine.now() - self.began;
        if length + 1e-9 < self.length {
            return;
        }
        if let Some(seconds) = self.seconds {
            self.allowed = (machine.bytes - self.bytes_then) / length * seconds;
        }
        self.began = machine.now();
        self.bytes_then = machine.bytes;
    }
}
