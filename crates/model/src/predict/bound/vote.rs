//! Bound for loops that vote after each pass on averages of what it left dirty (VirtualBox).
//!
//! After pass k the loop knows S_{k+1}. Let `short` be the mean of the last four such numbers and `long` their sum over the last
//! 64 passes, divided by 64 even while there are fewer. The guest is stopped after pass k when
//!
//! ```text
//! short ≤ long, and S_{k+1} ≤ short and a little; and
//!     k > patience:  short < c1/2, or short < c1 and long ≤ c1        c1 from the pages sent each second since pass 8
//!     k ≤ patience:  long ≤ 256, or short ≤ 128 and long ≤ 1024       pages
//! ```
//!
//! The rules of early passes only make it earlier. For RATE < r_u each set is at most λ times the one before, whatever the guest
//! does, and short ≤ long is sure once the sets before the last four make up for the 64:
//!
//! ```text
//! λ⁻¹ + … + λ^−(k−4) ≥ 15·(1 + λ + λ² + λ³)
//! ```
//!
//! After 64 passes it is sure for any sets of which none is larger than the one before: for RATE ≥ r_u that is **a further
//! condition**, because a guest that writes in waves can then be passed over again and again; and only HWSET < c1/2 is sure,
//! because pages that are being written wait for the next pass and count with those written meanwhile. With K the first such pass in which
//! the bounds S_{k+1} = min(HWSET, λ S_k) win the vote,
//!
//! ```text
//! t2 ≤ t1 + (S_2 + … + S_K + S_{K+1})/r_u
//! ```
//!
//! (one pass more: whether a set is just small enough must not decide on a pass) with at most max(c1, 256) + 16 pages left,
//! whichever way the vote is won. A limit counts in whole milliseconds, and below 32 of them as 32.
//!
//! Source: VirtualBox, src/VBox/VMM/VMMR3/PGMSavedState.cpp, `pgmR3LiveVote`; the 64: include/PGMInternal.h.

use super::course::{Course, Ending};
use super::fixed_rounds::{MOST_COUNTED, set_of_round, with_limit_in_time};
use crate::predict::{LimitKind, Step, Terms};
use crate::quantity::Seconds;
use crate::scenario::{Hypervisor, Threshold};

/// Passes in the short average.
const SHORT: u32 = 4;
/// Passes in the long average.
const LONG: u32 = 64;
/// The vote lets the last pass exceed the short average by at most this, in pages.
const SLACK: f64 = 16.0;
/// In early passes so many pages may be left, in pages.
const EARLY: f64 = 256.0;
/// The least downtime limit, in milliseconds; all limits are whole ones.
const LEAST_MILLISECONDS: f64 = 32.0;

pub(super) fn course(terms: &Terms, hypervisor: &Hypervisor, patience: u32) -> Course {
    let second = terms.dirtied_by(terms.t1);
    // It counts pages, whatever they take on the link.
    let (step, c1, half) = match hypervisor.threshold.value {
        Threshold::DowntimeLimit { limit, .. } => {
            let limit = libm::floor(limit.as_milliseconds() + 1e-9).max(LEAST_MILLISECONDS);
            let pages = |milliseconds: f64| terms.r_u * Seconds::from_milliseconds(milliseconds).as_seconds();
            let step = Step { at: 0.0, limit: Seconds::from_milliseconds(limit), c1: pages(limit) };
            (Some(step), step.c1, pages(libm::floor(limit / 2.0)))
        }
        Threshold::Pages(_) => (None, terms.c1, terms.c1 / 2.0),
    };
    // It rounds averages down: less than a page is none.
    let (c1, half) = (c1.max(1.0), half.max(1.0));
    let small = (c1.max(EARLY) + SLACK).min(second);
    let ending = match (first_won(terms, second, [c1, half], patience), hypervisor.round_limit.value) {
        (Some(Won { pass, end }), limit) if limit.is_none_or(|limit| pass.is_some_and(|pass| pass < limit)) => {
            Ending::Threshold { t2: end, left: small }
        }
        (_, Some(rounds)) => {
            let end = terms.rounds_end(rounds);
            let left = set_of_round(terms, second, rounds.saturating_add(1)).max(small);
            Ending::Limit { limit: LimitKind::Rounds(rounds), at: end, t2: end, left }
        }
        (_, None) => Ending::Outpaced,
    };
    // Passes are not counted: pages that are being written are passed over, and passes are shorter and more for it.
    with_limit_in_time(
        terms,
        Course { rounds: None, step, sooner: small, ..Course::new(second, ending) },
        second,
        false,
    )
}

/// A vote that is sure to be won.
struct Won {
    /// After which pass, where that can be counted.
    pass: Option<u32>,
    /// The guest is stopped by then.
    end: f64,
}

impl Won {
    fn after(terms: &Terms, pass: u32) -> Self {
        Self { pass: Some(pass), end: terms.rounds_end(pass.saturating_add(1)) }
    }
}

/// The first pass in which the vote is sure to be won; none if there is none.
fn first_won(terms: &Terms, second: f64, [c1, half]: [f64; 2], patience: u32) -> Option<Won> {
    let free = terms.free_share().max(0.0);
    let lambda = 1.0 - free;
    let patient = patience.saturating_add(1).max(SHORT);
    if free == 0.0 {
        // Pages that are being written are passed over and count with those written meanwhile: up to twice the hot set.
        return (second < half).then(|| Won::after(terms, patient.max(LONG)));
    }
    let sure_from = 15.0 * (1.0 + lambda * (1.0 + lambda * (1.0 + lambda)));
    // Sets before the last four, the last of those being 1; the last four, and all.
    let (mut before, mut sum_before) = (1.0, 0.0);
    let mut last_four = [2, 3, 4, 5].map(|round| set_of_round(terms, second, round));
    let mut all: f64 = last_four.iter().sum();
    for pass in SHORT..=LONG {
        if patient <= pass && (sure_from <= sum_before || pass == LONG) {
            let (short, long) = (last_four.iter().sum::<f64>() / f64::from(SHORT), all / f64::from(LONG));
            if short < half || (short < c1 && long <= c1) {
                return Some(Won::after(terms, pass));
            }
        }
        before /= lambda;
        sum_before += before;
        let [_, third, second, last] = last_four;
        last_four = [third, second, last, last * lambda];
        all += last * lambda;
    }
    // From here on all averages shrink by λ with each pass; the last step of the logarithm is settled by looking.
    let enough = (half / mean_of(lambda, SHORT)).max(c1 / mean_of(lambda, LONG));
    let last = set_of_round(terms, second, LONG + 1);
    let steps = libm::floor(libm::log(enough / last) / libm::log1p(-free)).max(0.0);
    if MOST_COUNTED < steps {
        // The vote before it was lost with S_K ≥ enough, and S_{K+1} is λ times that.
        let end = terms.t1 + (second - lambda * lambda * enough) / (terms.r_u - terms.rate);
        return Some(Won { pass: None, end });
    }
    let guess = LONG.saturating_add(steps as u32).max(patient);
    let pass = (guess..guess.saturating_add(4))
        .find(|pass| set_of_round(terms, second, pass.saturating_add(1)) < enough)
        .unwrap_or_else(|| guess.saturating_add(4));
    Some(Won::after(terms, pass))
}

/// Mean of so many sets, the last of which is 1 and each λ times the one before.
fn mean_of(lambda: f64, count: u32) -> f64 {
    let mut sum = 0.0;
    for _ in 0..count {
        sum = sum / lambda + 1.0;
    }
    sum / f64::from(count)
}
