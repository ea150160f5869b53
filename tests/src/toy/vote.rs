//! Votes after each pass (VirtualBox).
//!
//! ```text
//! pass 1: all pages; each further pass: what was written during the one before
//! after pass k: now = pages to be sent; short = mean of now over four passes; long = sum over the last 64, divided by 64
//!     another pass, unless short <= long and now <= short (or a little more)
//!     k > 11: STOP if short takes less than half of the downtime limit, or short and long both less than all of it
//!     else:   STOP if long <= 256, or short <= 128 and long <= 1024
//! ```
//!
//! Averages and milliseconds are whole numbers; the pages each second are counted from pass 8 on. A threshold in pages is what
//! fits into the limit.

use super::machine::Machine;
use super::{Ended, Setup, Threshold};

const REMEMBERED: usize = 64;
const LEAST_MILLISECONDS: u64 = 32;

pub(super) fn simulate(setup: &Setup) -> Ended {
    let mut machine = Machine::new(setup);
    let mut left: Vec<u64> = Vec::new();
    let (mut counted_from, mut counted) = (0.0, 0_u64);
    for pass in 1_u32.. {
        if pass == 8 {
            (counted_from, counted) = (machine.now(), 0);
        }
        counted += machine.known() as u64;
        machine.send_all();
        machine.look();
        let now = machine.known() as u64;
        machine.grew |= left.last().is_some_and(|&before| before < now);
        left.push(now);
        let short = if left.len() < 4 { u64::MAX } else { left.iter().rev().take(4).sum::<u64>() / 4 };
        let long = left.iter().rev().take(REMEMBERED).sum::<u64>() / REMEMBERED as u64;
        let speed = counted as f64 / (machine.now() - counted_from);
        let fits = match setup.rules.threshold {
            Threshold::Seconds(seconds) => {
                let most = ((seconds * 1000.0).round() as u64).max(LEAST_MILLISECONDS);
                let milliseconds = |pages: u64| if pages == 0 { 0 } else { (pages as f64 / speed * 1000.0) as u64 };
                (milliseconds(long) <= most && milliseconds(short) < most) || milliseconds(short) < most / 2
            }
            Threshold::Pages(most) => {
                let (short, long) = (short as f64, long as f64);
                short == 0.0 || (long <= most && short < most) || short < most / 2.0
            }
        };
        let steady = short <= long && (now <= short || now - short < (short / 8).min(16));
        let small = if pass <= 11 { (short <= 128 && long <= 1024) || long <= 256 } else { fits };
        if steady && small {
            return machine.stop(false);
        }
        if machine.limit_struck(pass) {
            return machine.give_up();
        }
        if setup.rules.horizon < machine.now() {
            break;
        }
    }
    Ended::Open
}
