//! Bound for loops that read the dirty pages before each round and stop when that round would be short enough to be sent
//! while the guest is down (Cloud Hypervisor since 52).
//!
//! The sets are those of fixed rounds, S_2 = min(HWSET, RATE·t1) and S_{k+1} = min(HWSET, λ S_k); round k is not sent
//! live when S_k ≤ c1. The last live round has more than c1 pages, so the one after has more than λ·c1, and the sum of
//! the rounds between is less than (S_2 − λ·c1)/(1 − λ):
//!
//! ```text
//! t2 ≤ t1 + (S_2 − λ·c1)/(r_u − RATE)                    for S_2 > c1 and RATE < r_u
//! t2 ≤ t1                                                for S_2 ≤ c1
//! ```
//!
//! with at most c1 pages left. A limit is tested before each round, so it can strike one longest round late; before the first
//! round too, when other data has taken so long.

use super::course::{Course, Ending};
use super::fixed_rounds::{set_of_round, with_limit_in_time};
use crate::predict::{LimitKind, Terms};
use crate::scenario::Hypervisor;

pub(super) fn course(terms: &Terms, hypervisor: &Hypervisor) -> Course {
    let second = terms.dirtied_by(terms.t1);
    let threshold = terms.c1.max(1.0);
    let lambda = terms.lambda();
    // A page more or less must not decide on a whole round: the guest may write as the round begins.
    let by_threshold = if second == 0.0 || second + 1.0 <= terms.c1_low {
        terms.t1
    } else if second <= terms.c1 {
        // The bandwidth of the first round counts the time for empty pages: one more round may be sent.
        terms.t1 + second / terms.r_u
    } else if lambda < 1.0 {
        // Less than a page is one round.
        let sent = (second - lambda * threshold).max(second * terms.free_share());
        terms.t1 + sent / (terms.r_u - terms.rate)
    } else {
        f64::INFINITY
    };
    let ending = match hypervisor.round_limit.value {
        Some(rounds) if terms.rounds_end(rounds) < by_threshold => {
            let end = terms.rounds_end(rounds);
            let left = set_of_round(terms, second, rounds.saturating_add(1)).max(threshold.min(second));
            Ending::Limit { limit: LimitKind::Rounds(rounds), at: end, t2: end, left }
        }
        _ if by_threshold.is_finite() => Ending::Threshold { t2: by_threshold, left: threshold.min(second) },
        _ => Ending::Outpaced,
    };
    let course = Course { sooner: threshold.min(second), ..Course::new(second, ending) };
    match terms.limit_in_time {
        // Other data has taken so long that the limit strikes before the first round.
        Some((limit, 0.0)) => Course { ending: Ending::Limit { limit, at: 0.0, t2: 0.0, left: terms.wset }, ..course },
        _ => with_limit_in_time(terms, course, second, false),
    }
}
