//! Bound for loops that merge the dirty pages only when the known rest falls under the threshold (QEMU since 1.4).
//!
//! Let L be the known unsent pages and D those rewritten since the last merge. A = L + D falls by one with each page
//! sent and rises by one with each page written, and a merge never raises it, so A(t) is a line of slope RATE − r_u.
//! A burst that ends with A < c1 has L < c1: the loop merges, finds at most A pages, and stops. So the guest is stopped at
//! the first burst end after the line has come down to c1. Where does the line begin?
//!
//! The first merge comes when x < c1 pages of the first pass are unsent, at t1 − x/r_u, and finds x + min(HWSET, RATE·t1)
//! pages at most. Over all x that puts the line at t1 to at most
//!
//! ```text
//! a1 = min(RATE·t1, HWSET + λ c1)                        λ = RATE/r_u
//! ```
//!
//! which is the paper's line, later by λ·c1/(r_u − RATE) once the whole hot set has been rewritten. What the first pass
//! left is sent before the sender comes round again, at the latest at t_w = t1 + min(HWSET, RATE·t1)/r_u. Hence
//!
//! ```text
//! t2 ≤ max(t_w, t1 + (a1 − c1)/(r_u − RATE)) + burst     for RATE < r_u
//! t2 ≤ t_w + burst                                       for HWSET ≤ c1, at any rate
//! ```
//!
//! A threshold that follows a *measured* bandwidth is zero in the first window and tiny after one full of empty pages: two
//! windows are allowed for it to recover. When a limit strikes, a burst may have left ahead of its time. The details stand in
//! [`crate::docs::validity`].

use super::course::{Course, Ending};
use super::fluid::left_at;
use crate::predict::{LimitKind, Terms};

pub(super) fn course(terms: &Terms, burst: f64, window: f64) -> Course {
    // A measured threshold is zero in the first window: nothing is merged before, and the sender may idle.
    let start = if terms.measured { terms.t1.max(window) } else { terms.t1 };
    let dirtied = terms.dirtied_in(start);
    let falls_by = terms.r_u - terms.rate;
    let a1 = if dirtied == 0.0 {
        0.0
    } else if terms.t1 < start {
        dirtied
    } else {
        (terms.rate * terms.t1).min(terms.hwset + terms.rate / terms.r_u.min(terms.r_e) * terms.c1)
    };
    // A window is surely full of pages with content when it began after the first pass; on a link it may be a burst
    // longer. It counts from its end. Without empty pages that matters in the first two windows only.
    let two_windows = 2.0 * if terms.cap_binds { window } else { window + burst };
    let recovers = match (terms.measured && 0.0 < dirtied, 0.0 < terms.eset) {
        (true, true) => start + two_windows,
        (true, false) => start.max(2.0 * window + two_windows),
        (false, _) => start,
    };
    let first_pass_gone = (start + dirtied / terms.r_u).max(recovers);
    let by_threshold = if dirtied == 0.0 || (1.0 <= terms.c1 && terms.hwset <= terms.c1) {
        first_pass_gone + burst
    } else if terms.c1 < 1.0 || falls_by <= 0.0 {
        f64::INFINITY
    } else {
        first_pass_gone.max(start + (a1 - terms.c1).max(0.0) / falls_by) + burst
    };

    // In the first window the guest may be stopped without a look, when nothing known is left.
    let unseen = if terms.t1 < start { dirtied } else { 0.0 };
    let left = terms.c1.min(terms.vmsize).max(unseen);
    // No byte is sent while the sender idles.
    let limit_in_time = terms.limit_in_time.map(|(limit, at)| {
        let idles = terms.volume_in_bytes && matches!(limit, LimitKind::Volume(_)) && terms.t1 < at;
        (limit, if idles { at + (start - terms.t1) } else { at })
    });
    let ending = match limit_in_time {
        Some((limit, at)) if at < by_threshold => {
            // Until the sender has come round, pages of the first pass may be left beside the hot set.
            let cap = if at < first_pass_gone { terms.hwset + terms.c1 } else { terms.hwset };
            // Under a cap the burst that ends the first pass is up to a window ahead of its time, and the guest writes on.
            let ahead = if terms.cap_binds { terms.rate * window } else { 0.0 };
            let forced = if terms.t1 <= at && at < start {
                dirtied
            } else {
                left_at(terms, a1 + ahead + falls_by.max(0.0) * (start - terms.t1), cap.min(terms.wset), at)
            };
            Ending::Limit { limit, at, t2: (at + burst).min(by_threshold), left: forced.max(left) }
        }
        _ if by_threshold.is_finite() => Ending::Threshold { t2: by_threshold, left },
        _ if falls_by <= 0.0 => Ending::Outpaced,
        _ => Ending::NoPageAllowed,
    };
    Course { a1, ending, rounds: None }
}
