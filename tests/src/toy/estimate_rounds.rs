//! Looks before each round (Cloud Hypervisor since 52).
//!
//! ```text
//! for i = 0, 1, …: look (i > 0)
//!     nothing, or (i > 0 and set / bandwidth of the round before <= downtime limit): STOP
//!     a limit: cancel, or STOP
//!     send the set live
//! ```

use super::machine::Machine;
use super::{Ended, Setup, Threshold};

pub(super) fn simulate(setup: &Setup) -> Ended {
    let mut machine = Machine::new(setup);
    let mut allowed = 0.0;
    for round in 0.. {
        if 0 < round {
            machine.look();
            if machine.known_bytes() <= allowed {
                return machine.stop(false);
            }
        }
        if machine.known() == 0 {
            return machine.stop(false);
        }
        if machine.limit_struck(round) {
            return machine.give_up();
        }
        if setup.rules.horizon < machine.now() {
            break;
        }
        let (began, bytes_then) = (machine.now(), machine.bytes);
        machine.send_all();
        allowed = match setup.rules.threshold {
            Threshold::Pages(pages) => pages * setup.wire.page,
            Threshold::Seconds(seconds) => (machine.bytes - bytes_then) / (machine.now() - began) * seconds,
        };
    }
    Ended::Open
}
