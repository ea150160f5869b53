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
//! with S_{K+1} pages left, or λ·min(c1, S_2) where the threshold ended it: a real loop may come under the threshold
//! earlier, with just so many pages. A limit on volume or time is tested at round ends, so it can strike one longest
//! round late. A threshold below one page means "nothing left".

use super::course::{Course, Ending};
use crate::numeric::whole_power;
use crate::predict::{LimitKind, Terms};
use crate::scenario::Hypervisor;

pub(super) fn course(terms: &Terms, hypervisor: &Hypervisor) -> Course {
    let second = terms.dirtied_in(terms.t1);
    let under = rounds_until_under(terms, second, terms.c1.max(1.0));
    let last_live =
        hypervisor.round_limit.value.map_or(under, |limit| Some(under.map_or(limit, |under| under.min(limit))));
    let by_threshold = under.is_some() && last_live == under;
    let after_threshold = terms.hwset.min(terms.lambda() * terms.c1.max(1.0).min(second));
    let ending = match last_live {
        Some(rounds) if by_threshold => Ending::Threshold { t2: terms.rounds_end(rounds), left: after_threshold },
        Some(rounds) => Ending::Limit {
            limit: LimitKind::Rounds(rounds),
            t2: terms.rounds_end(rounds),
            left: set_of_round(terms, second, rounds.saturating_add(1)),
        },
        None if terms.r_u <= terms.rate => Ending::Outpaced,
        None => Ending::NoPageAllowed,
    };
    let course = Course { a1: second, ending, rounds: last_live };
    with_other_limits(terms, hypervisor, course, second)
}

/// The first round k ≥ 2 with fewer pages than the threshold; none if there is none.
pub(super) fn rounds_until_under(terms: &Terms, second: f64, threshold: f64) -> Option<u32> {
    if second < threshold {
        return Some(2);
    }
    let lambda = terms.lambda();
    if 1.0 <= lambda {
        return None;
    }
    if lambda == 0.0 {
        return Some(3);
    }
    // S_2 λ^(k−2) < threshold; the last step of the logarithm is settled by looking.
    let steps = libm::floor(libm::log(threshold / second) / libm::log(lambda)).max(0.0);
    // Casts of floats saturate.
    let mut k = (steps as u32).saturating_add(2);
    while k < u32::MAX && threshold <= second * whole_power(lambda, k - 2) {
        k += 1;
    }
    Some(k)
}

/// S_k for k ≥ 2.
fn set_of_round(terms: &Terms, second: f64, k: u32) -> f64 {
    if k < 2 {
        return terms.vmsize;
    }
    second * whole_power(terms.lambda().min(1.0), k - 2)
}

/// Limits on volume and time, tested at round ends, where they strike before the course's own ending.
pub(super) fn with_other_limits(terms: &Terms, hypervisor: &Hypervisor, course: Course, second: f64) -> Course {
    let volume = hypervisor.volume_limit.value.map(|volume| {
        // Pages sent beyond the first pass until the rule holds.
        let beyond = ((volume.factor - 1.0) * terms.vmsize).max(0.0);
        (LimitKind::Volume(volume.factor), terms.t1 + beyond / terms.r_u)
    });
    let time = hypervisor.time_limit.value.map(|limit| (LimitKind::Time(limit), limit.as_seconds().max(terms.t1)));
    let earliest = [volume, time].into_iter().flatten().min_by(|a, b| a.1.total_cmp(&b.1));
    let own = match course.ending {
        Ending::Threshold { t2, .. } | Ending::Limit { t2, .. } => t2,
        Ending::Outpaced | Ending::NoPageAllowed => f64::INFINITY,
    };
    match earliest {
        Some((limit, at)) if at < own => {
            let t2 = (at + second / terms.r_u).min(own);
            let left = terms.hwset.min(terms.rate * second / terms.r_u).max(left_of(course.ending));
            Course { ending: Ending::Limit { limit, t2, left }, rounds: None, ..course }
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
