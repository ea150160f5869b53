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
use super::manager::Manager;
use super::{AtLimit, BURST, Ended, Grain, MEASURING_WINDOW, Setup, Threshold};

/// How sending is paced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pacing {
    /// By a cap: one burst at the start of each window.
    Cap,
    /// The same, but a burst takes the time that the link needs for it, and ends after [`BURST`] at the latest.
    CapAtLinkSpeed,
    /// By the link: one burst after the other.
    Link,
}

/// What happens when nothing known is left while the threshold is still zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NothingLeft {
    /// Nothing, until there is a threshold.
    Waits,
    /// The guest is stopped without another look, because 0 <= 0: what QEMU's source does.
    Stops,
}

/// The measured bandwidth and what follows from it.
struct Window {
    began: f64,
    bytes_then: f64,
    allowed: f64,
    manager: Option<Manager>,
    /// Bytes that may be left beside that.
    granted: f64,
    /// When the bandwidth was measured last.
    measured_at: Option<f64>,
}

/// What a cap has let through in a window: bytes that have left the buffer, and what is in it.
struct Buffer {
    left: f64,
    holds: f64,
    pages: usize,
}

impl Buffer {
    /// Puts a page in; a full buffer is sent. The few bytes of an empty page count at once.
    fn put(&mut self, bytes: f64, in_full: bool, grain: Grain) {
        if !in_full {
            self.left += bytes;
            return;
        }
        self.holds += bytes;
        self.pages += 1;
        if grain.buffer <= self.pages {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.left += self.holds;
        (self.holds, self.pages) = (0.0, 0);
    }
}

pub(super) fn simulate(setup: &Setup, pacing: Pacing, nothing_left: NothingLeft) -> Ended {
    let mut machine = Machine::new(setup);
    let allowed = match setup.rules.threshold {
        Threshold::Pages(pages) => pages * setup.wire.page,
        Threshold::Seconds(_) => 0.0,
    };
    let mut window = Window {
        began: 0.0,
        bytes_then: 0.0,
        allowed,
        manager: Manager::of(setup),
        granted: setup.rules.granted * setup.wire.page,
        measured_at: None,
    };
    // Under a cap: seconds of sending that are due; a page too much in one burst is missing in the next.
    let mut due = MEASURING_WINDOW;
    // The same in bytes, where bursts take their time.
    let cap = setup.speeds.content * setup.wire.content * MEASURING_WINDOW;
    let mut quota = cap;
    let grain = setup.rules.grain;
    let mut buffer = Buffer { left: 0.0, holds: 0.0, pages: 0 };
    while machine.now() <= setup.rules.horizon {
        let raises = setup.rules.at_limit == AtLimit::Raise && matches!(setup.rules.threshold, Threshold::Seconds(_));
        if machine.limit_struck(0) && (!raises || window.measured_at == Some(machine.now())) {
            return machine.give_up();
        }
        if let Some(manager) = &mut window.manager {
            manager.run_until(machine.now(), machine.looks(), machine.known());
            if let Some(at) = manager.gave_up {
                return match setup.rules.at_limit {
                    AtLimit::Cancel => Ended::Cancelled { at, looks: machine.looks() },
                    _ => machine.give_up(),
                };
            }
        }
        if machine.known_bytes() < window.allowed {
            machine.look();
            if machine.known_bytes() <= window.allowed {
                return machine.stop(false);
            }
        }
        let idle = machine.known() == 0 && window.allowed == 0.0;
        if idle && nothing_left == NothingLeft::Stops {
            return machine.stop(false);
        }
        match pacing {
            Pacing::Cap => {
                while 1e-9 < due && machine.known() != 0 {
                    due -= machine.send().unwrap_or_default();
                }
                if due <= 1e-9 || idle {
                    machine.run_until(window.began + MEASURING_WINDOW);
                    due = due.min(0.0) + MEASURING_WINDOW;
                }
            }
            Pacing::CapAtLinkSpeed if 0 < grain.buffer => {
                let end = machine.now() + BURST;
                let mut sent = 0;
                while buffer.left <= cap + 1e-6 {
                    let Some((bytes, in_full)) = machine.next_page() else { break };
                    let Some(seconds) = machine.send_at_link_speed() else { break };
                    machine.run_until(machine.now() + seconds);
                    buffer.put(bytes, in_full, grain);
                    let looks = sent % grain.clock.max(1) == 0;
                    sent += 1;
                    if looks && end <= machine.now() + 1e-9 {
                        break;
                    }
                }
                buffer.flush();
                let window_ends = window.began + MEASURING_WINDOW;
                if cap + 1e-6 < buffer.left || idle {
                    machine.run_until(window_ends);
                }
                if window_ends <= machine.now() + 1e-9 {
                    buffer.left = 0.0;
                }
            }
            Pacing::CapAtLinkSpeed => {
                let end = machine.now() + BURST;
                while machine.now() + 1e-9 < end && 1e-6 < quota {
                    let before = machine.bytes;
                    let Some(seconds) = machine.send_at_link_speed() else { break };
                    quota -= machine.bytes - before;
                    machine.run_until(machine.now() + seconds);
                }
                let window_ends = window.began + MEASURING_WINDOW;
                if quota <= 1e-6 || idle {
                    machine.run_until(window_ends);
                }
                if window_ends <= machine.now() + 1e-9 {
                    quota = quota.min(0.0) + cap;
                }
            }
            Pacing::Link => {
                let end = machine.now() + BURST;
                if idle {
                    // It tests all the time, so a limit is seen at once.
                    let limit = setup.rules.seconds.filter(|&limit| machine.now() < limit).unwrap_or(f64::INFINITY);
                    machine.run_until(limit.min(window.began + MEASURING_WINDOW));
                }
                let mut sent = 0;
                while machine.now() + 1e-9 < end || (0 < grain.clock && sent % grain.clock != 1 % grain.clock) {
                    let Some(seconds) = machine.send() else { break };
                    machine.run_until(machine.now() + seconds);
                    sent += 1;
                }
            }
        }
        window.measure(&mut machine);
    }
    Ended::Open
}

impl Window {
    /// Measures, when the window is over.
    fn measure(&mut self, machine: &mut Machine<'_>) {
        let length = machine.now() - self.began;
        if length + 1e-9 < MEASURING_WINDOW {
            return;
        }
        if let Some(manager) = &mut self.manager {
            manager.run_until(machine.now(), machine.looks(), machine.known());
            self.allowed = (machine.bytes - self.bytes_then) / length * manager.limit + self.granted;
            machine.raised = manager.raised;
        }
        self.began = machine.now();
        self.measured_at = Some(self.began);
        self.bytes_then = machine.bytes;
    }
}
