//! Looks after each round (Xen since 4.6).
//!
//! ```text
//! round 1: all pages
//! rounds 2 to the limit: look; nothing: STOP; less than the threshold: send it live, STOP; send it live
//! STOP
//! ```

use super::machine::Machine;
use super::{Ended, Setup, Threshold};

/// A threshold in seconds is taken at the speed of content pages.
pub(super) fn simulate(setup: &Setup) -> Ended {
    let threshold = match setup.rules.threshold {
        Threshold::Pages(pages) => pages,
        Threshold::Seconds(seconds) => setup.speeds.content * setup.wire.content / setup.wire.page * seconds,
    };
    let mut machine = Machine::new(setup);
    machine.send_all();
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
        machine.send_all();
        if (set as f64) < threshold {
            return machine.stop(false);
        }
    }
    Ended::Open
}
