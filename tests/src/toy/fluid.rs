//! Looks at every tick (QEMU 0.13 with Proxmox's patch).
//!
//! ```text
//! (in the source a first burst leaves before the first tick)
//! every tick: look; send what a tick allows, in one burst
//!             more bytes sent than the limit: STOP
//!             left / (bytes sent so far / time so far) <= downtime limit: STOP
//! ```

use super::machine::Machine;
use super::{Ended, Setup, TICK, Threshold};

pub(super) fn simulate(setup: &Setup, burst_at_start: bool) -> Ended {
    let mut machine = Machine::new(setup);
    // Seconds of sending that are due; a page too much in one burst is missing in the next.
    let mut due = if burst_at_start { TICK } else { 0.0 };
    burst(&mut machine, &mut due);
    for tick in 1.. {
        machine.run_until(f64::from(tick) * TICK);
        if setup.rules.horizon < machine.now() {
            break;
        }
        machine.look();
        due += TICK;
        burst(&mut machine, &mut due);
        if machine.limit_struck(0) {
            return machine.give_up();
        }
        let allowed = match setup.rules.threshold {
            Threshold::Pages(pages) => pages * setup.wire.page,
            Threshold::Seconds(seconds) => machine.bytes / machine.now() * seconds,
        };
        if machine.known_bytes() <= allowed {
            return machine.stop(false);
        }
    }
    Ended::Open
}

fn burst(machine: &mut Machine<'_>, due: &mut f64) {
    // A billionth of a second is no page.
    while 1e-9 < *due {
        match machine.send() {
            Some(seconds) => *due -= seconds,
            None => *due = 0.0,
        }
    }
}
