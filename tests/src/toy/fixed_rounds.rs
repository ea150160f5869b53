//! Looks after each round (Xen since 4.6).
//!
//! ```text
//! round 1: all pages
//! rounds 2 to the limit: look; nothing: STOP; less than the threshold: send it live, STOP; send it live
//! STOP
//! ```
//!
//! Xen up to 4.5 looks into the log before each page and passes over those that are there already; they stay for the next round.

use super::machine::Machine;
use super::{Ended, Setup, Threshold};

/// A threshold in seconds is taken at the speed of content pages.
pub(super) fn simulate(setup: &Setup, passes_over: bool) -> Ended {
    let threshold = match setup.rules.threshold {
        Threshold::Pages(pages) => pages,
        Threshold::Seconds(seconds) => setup.speeds.content * setup.wire.content / setup.wire.page * seconds,
    };
    let mut machine = Machine::new(setup);
    send(&mut machine, passes_over);
    for rounds in 1.. {
        if machine.limit_struck(rounds) {
            return machine.give_up();
        }
        if setup.rules.horizon < machine.now() {
            break;
        }
        machine.look();
        let set = machine.known();
        if set == 0 {
            return machine.stop(false);
        }
        send(&mut machine, passes_over);
        if (set as f64) < threshold {
            return machine.stop(false);
        }
    }
    Ended::Open
}

fn send(machine: &mut Machine<'_>, passes_over: bool) {
    if passes_over { machine.send_all_but_rewritten() } else { machine.send_all() }
}
