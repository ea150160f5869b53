//! Looks after each round; the order to stop comes while the next one is being sent (XenServer).
//!
//! ```text
//! round 1: all pages
//! after each round: look; the limit, or less than the threshold: the order to stop is on its way
//!                   send what was found; somewhere in it the guest is stopped, and the rest of it is sent all the same
//! look again, and send that
//! ```

use super::machine::Machine;
use super::{AtLimit, Dice, Ended, Setup, Threshold};

/// A threshold in seconds is taken at the speed of content pages.
pub(super) fn simulate(setup: &Setup, at_once: bool) -> Ended {
    let threshold = match setup.rules.threshold {
        Threshold::Pages(pages) => pages,
        Threshold::Seconds(seconds) => setup.speeds.content * setup.wire.content / setup.wire.page * seconds,
    };
    let mut dice = Dice::new(setup.guest.seed ^ 0xA11);
    let mut machine = Machine::new(setup);
    machine.send_all();
    for rounds in 1.. {
        if setup.rules.horizon < machine.now() {
            break;
        }
        machine.look();
        let set = machine.known();
        let limit = machine.limit_struck(rounds);
        if limit || (set as f64) < threshold {
            // At once, at the end, or somewhere between.
            let before = match dice.below(4) {
                _ if at_once => 0,
                0 => 0,
                1 => set,
                _ => dice.below(set + 1),
            };
            for _ in 0..before {
                if let Some(seconds) = machine.send() {
                    machine.run_until(machine.now() + seconds);
                }
            }
            if limit && setup.rules.at_limit != AtLimit::Stop {
                return machine.give_up();
            }
            machine.pause(machine.now());
            machine.send_all();
            return machine.stop(limit);
        }
        machine.send_all();
    }
    Ended::Open
}
