//! Bound for loops that send complete rounds and look at the dirty pages after each (Xen, Hyper-V).
//!
//! Round 1 sends everything and takes t1. Round k sends what was rewritten during round k − 1:
//!
//! ```text
//! S_2 = min(HWSET, RATE·t1)      S_{k+1} = min(HWSET, RATE·S_k/r_u)
//! ```
//!
//! each at most, because a longer round lets more be rewritten. For λ = RATE/r_u < 1 that is S_2·λ^(k−2); for λ ≥ 1 it
//! is HWSET in every round. The last live round is K: the first one with fewer pages than the threshold, or the round
//! limit. The guest is stopped after it,
//!
//! ```text
//! t2 ≤ t1 + (S_2 + … + S_K)/r_u
//! ```
//!
//! (where the threshold ends it, all rounds above it and one just under: a page more or less must not decide on a round)
//! with S_{K+1} pages left, or λ·min(c1, S_2) where the threshold ended it: a real loop may come under the threshold
//! earlier, with just so many pages. A limit on volume or time is tested at round ends, so it can strike one longest
//! round late. A threshold below one page means "nothing left".

use super::course::{Course, Ending, WithoutALook};
use crate::numeric::whole_power;
use crate::predict::{LimitKind, Terms};
use crate::scenario::Hypervisor;

/// Rounds are counted up to this number; the accepted limits on rounds end here too.
pub(super) const MOST_COUNTED: f64 = 1_048_576.0;

pub(super) fn course(terms: &Terms, hypervisor: &Hypervisor, passes_over: bool) -> Course {
    let second = terms.dirtied_by(terms.t1);
    let threshold = terms.c1.max(1.0);
    let after_threshold = terms.hwset.min(terms.lambda() * threshold.min(second));
    let course = match (last_live(terms, second, threshold), hypervisor.round_limit.value) {
        (Some(LastLive { count, end }), limit) if comes_within(count, limit) => {
            let end = limit.map_or(end, |rounds| end.min(terms.rounds_end(rounds)));
            Course { rounds: count, ..Course::new(second, Ending::Threshold { t2: end, left: after_threshold }) }
        }
        (_, Some(rounds)) => {
            let end = terms.rounds_end(rounds);
            let left = set_of_round(terms, second, rounds.saturating_add(1));
            let ending = Ending::Limit { limit: LimitKind::Rounds(rounds), at: end, t2: end, left };
            Course { rounds: Some(rounds), ..Course::new(second, ending) }
        }
        (_, None) => Course::new(second, Ending::Outpaced),
    };
    with_limit_in_time(terms, Course { sooner: after_threshold, ..course }, second, passes_over)
}

/// The same where the order to stop after round k, which left S_{k+1} pages, comes while these are being sent: the guest may be
/// stopped as early as at the beginning of round k + 1, with all of it left, or as late as at its end. The loop sends the rest of
/// the round and only then looks, so that a page of the rest that was rewritten meanwhile goes twice. At time τ of the round
///
/// ```text
/// S − r_u τ + min(HWSET, RATE·τ)    ≤ S                      for RATE ≤ r_u
///                                   ≤ S + D·(1 − 1/λ)        for RATE > r_u, with D = min(HWSET, λS)
/// ```
///
/// are still to be sent. Where the threshold gives the order, it knows fewer pages than that: round k + 1 is then the last live
/// round of a loop that looks after each.
pub(super) fn overtaken(terms: &Terms, hypervisor: &Hypervisor) -> Course {
    let course = course(terms, hypervisor, false);
    let small = terms.c1.max(1.0).min(course.a1);
    let (ending, left) = match course.ending {
        Ending::Limit { limit, at, t2, left } => {
            let left = left.max(small);
            (Ending::Limit { limit, at, t2: t2 + left / terms.r_u, left }, left)
        }
        // A page more, and it is the round after that.
        Ending::Threshold { t2, left } => (Ending::Threshold { t2: t2 + left / terms.r_u, left: small }, small),
        endless => (endless, 0.0),
    };
    let rewritten = terms.hwset.min(terms.lambda() * left);
    let again = if terms.rate <= terms.r_u { 0.0 } else { rewritten * (1.0 - terms.r_u / terms.rate) };
    Course { ending, without_a_look: WithoutALook { again, waits: 0.0 }, sooner: small, ..course }
}

/// The last live round: its number, if that can be counted, and when it ends.
struct LastLive {
    count: Option<u32>,
    end: f64,
}

const fn comes_within(count: Option<u32>, limit: Option<u32>) -> bool {
    match (count, limit) {
        (_, None) => true,
        (Some(count), Some(limit)) => count <= limit,
        (None, Some(_)) => false,
    }
}

/// The first round k ≥ 2 with fewer pages than the threshold; none if there is none.
fn last_live(terms: &Terms, second: f64, threshold: f64) -> Option<LastLive> {
    if second == 0.0 || second + 1.0 < threshold {
        return Some(LastLive { count: Some(2), end: terms.rounds_end(2) });
    }
    if second < threshold {
        // A page more, and it takes another round.
        let more = terms.hwset.min(terms.lambda() * second);
        return Some(LastLive { count: Some(2), end: terms.t1 + (second + more) / terms.r_u });
    }
    let free = terms.free_share();
    if free <= 0.0 {
        return None;
    }
    // S_2 λ^(k−2) < threshold; the last step of the logarithm is settled by looking.
    let steps = libm::floor(libm::log(threshold / second) / libm::log1p(-free)).max(0.0);
    if MOST_COUNTED < steps {
        // The sum of all rounds until S_K, which is no less than λ·threshold.
        let lambda = terms.lambda();
        let end = terms.t1 + (second - lambda * lambda * threshold) / (terms.r_u - terms.rate);
        return Some(LastLive { count: None, end });
    }
    let first_guess = (steps as u32).saturating_add(1).max(2);
    let count = (first_guess..first_guess.saturating_add(4))
        .find(|&k| set_of_round(terms, second, k) < threshold)
        .unwrap_or_else(|| first_guess.saturating_add(4));
    // Whether a round is just under the threshold or just not must not decide on a whole round: the sum of all rounds
    // above the threshold, and one that is just under it.
    let lambda = terms.lambda();
    let sent = (second - lambda * threshold) / free + lambda * threshold;
    Some(LastLive { count: Some(count), end: (terms.t1 + sent / terms.r_u).max(terms.rounds_end(count)) })
}

/// S_k for k ≥ 2.
pub(super) fn set_of_round(terms: &Terms, second: f64, k: u32) -> f64 {
    second * whole_power(terms.lambda().min(1.0), k.saturating_sub(2))
}

/// The limit on volume or time, tested at round ends, where it strikes before the course's own ending.
pub(super) fn with_limit_in_time(terms: &Terms, course: Course, second: f64, passes_over: bool) -> Course {
    let own = match course.ending {
        Ending::Threshold { t2, .. } | Ending::Limit { t2, .. } => t2,
        Ending::Outpaced | Ending::NoPageAllowed => f64::INFINITY,
    };
    match terms.limit_in_time {
        Some((limit, at)) if at.max(terms.t1) <= own => {
            let later = terms.hwset.min(terms.lambda() * second);
            let (t2, left) = if terms.t1 < at {
                ((at + second / terms.r_u).min(own), later.max(left_of(course.ending)))
            } else if passes_over {
                // The first pass may be over before that already, and the next round under way.
                (terms.t1.max(at + second / terms.r_u), second.max(later))
            } else {
                // Noticed after the first pass, when nothing that was rewritten has been sent.
                (terms.t1, second)
            };
            // Rounds are complete: nothing of the first pass is left.
            Course { ending: Ending::Limit { limit, at: t2, t2, left }, rounds: None, ..course }
        }
        _ => course,
    }
}

const fn left_of(ending: Ending) -> f64 {
    match ending {
        Ending::Threshold { left, .. } | Ending::Limit { left, .. } => left,
        Ending::Outpaced | Ending::NoPageAllowed => 0.0,
    }
}
