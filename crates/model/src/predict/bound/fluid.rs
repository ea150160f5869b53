//! Bound for loops that merge the dirty pages on every tick and test right after (qemu-kvm 0.11 to 1.1).
//!
//! At t1 the first pass is complete, and what is left is what was rewritten: `a1 = min(HWSET, RATE·t1)`. Every tick sees
//! all of it, so the guest is stopped at the first tick after A(t) has come down to the threshold:
//!
//! ```text
//! t2 ≤ t1 + max(0, a1 − c1) / (r_u − RATE) + tick        for RATE < r_u
//! t2 ≤ t1 + tick                                         for HWSET ≤ c1, at any rate
//! ```
//!
//! Where the product divides by the mean bandwidth since the start, the time in which only empty pages went by makes its
//! threshold smaller: c1·(WSET/r_u)/t1 at t1, which is used for t2. The first burst leaves before the clock runs, which makes
//! it larger: c1·(1 + tick/earliest stop) bounds what is left. Where it divides by the bandwidth inside a burst, that is at least
//! the mean and at most the link's.
//!
//! A guest that is only paused waits up to a tick for the next burst.

use super::course::{Course, Ending, WithoutALook};
use crate::numeric::within;
use crate::predict::Terms;

pub(super) fn course(terms: &Terms, tick: f64) -> Course {
    let a1 = terms.dirtied_by(terms.t1);
    let falls_by = terms.r_u - terms.rate;
    let by_threshold = if a1 == 0.0 || (1.0 <= terms.c1_low && terms.hwset <= terms.c1_low) {
        terms.t1 + tick
    } else if terms.c1_low < 1.0 || falls_by <= 0.0 {
        f64::INFINITY
    } else {
        terms.t1 + (a1 - terms.c1_low).max(0.0) / falls_by + tick
    };
    // The first burst leaves before the clock has run: a mean over k ticks contains k + 1 bursts.
    let c1_high = if terms.measured && !terms.measured_in_bursts {
        let earliest = ((terms.wset - 2.0 * terms.c1) / terms.r_u - tick).max(tick);
        terms.c1 * (1.0 + tick / earliest)
    } else {
        terms.c1
    };
    let by_rule = c1_high.min(terms.vmsize);
    let ending = match terms.limit_in_time {
        Some((limit, at)) if at < by_threshold => Ending::Limit {
            limit,
            at,
            t2: (at + tick).min(by_threshold),
            left: left_at(terms, a1, terms.hwset, at).max(by_rule),
        },
        _ if by_threshold.is_finite() => Ending::Threshold { t2: by_threshold, left: by_rule },
        _ if falls_by <= 0.0 => Ending::Outpaced,
        _ => Ending::NoPageAllowed,
    };
    let without_a_look = WithoutALook { again: 0.0, waits: tick };
    Course { without_a_look, sooner: by_rule, ..Course::new(a1, ending) }
}

/// At most so many pages with content are left when a limit strikes: those that the first pass has not reached (in
/// whatever order it goes) and those rewritten, in all no more than the working set; after it, the line A or `cap`.
pub(super) fn left_at(terms: &Terms, a1: f64, cap: f64, at: f64) -> f64 {
    if at < terms.t1 {
        let unsent = terms.wset.min(terms.r_u * (terms.t1 - at));
        (unsent + terms.dirtied_by(at)).min(terms.wset)
    } else {
        // RATE ≥ r_u: the line rises, and the cap is all that holds.
        let line = a1 - (terms.r_u - terms.rate).max(0.0) * (at - terms.t1);
        if terms.r_u <= terms.rate { cap } else { within(line, 0.0, cap) }
    }
}
