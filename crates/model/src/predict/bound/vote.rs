//! Bound for loops that vote after each pass on averages of what it left dirty (VirtualBox).
//!
//! After pass k the loop knows S_{k+1}. Once `patience` passes are over it stops the guest when the mean of the last four such
//! numbers, divided by the mean rate since the start, is below *half* the downtime limit; the other ways to stop need a history
//! whose length is not known, and only make it earlier. It also asks that the last number is no larger than that mean (and a
//! little). For sets that shrink, S_{k+1} = min(HWSET, λ S_k), that is always so, and
//!
//! ```text
//! K = first k > patience with (S_{k−3} + … + S_k)/4 < c1/2
//! t2 ≤ t1 + (S_2 + … + S_K)/r_u
//! ```
//!
//! with at most c1 + 16 pages left, whichever way the vote is won. **A further condition**: no pass leaves more than the one
//! before; a guest that writes in waves can be passed over again and again.
//!
//! Source: VirtualBox, src/VBox/VMM/VMMR3/PGMSavedState.cpp, `pgmR3LiveVote`.

use super::course::{Course, Ending};
use super::fixed_rounds::{set_of_round, with_limit_in_time};
use crate::predict::{LimitKind, Terms};
use crate::scenario::Hypervisor;

/// Passes in the short average.
const AVERAGED: u32 = 4;
/// The vote lets the last pass exceed the average by at most this, in pages.
const SLACK: f64 = 16.0;

pub(super) fn course(terms: &Terms, hypervisor: &Hypervisor, patience: u32) -> Course {
    let second = terms.dirtied_in(terms.t1);
    let left = (terms.c1 + SLACK).min(second);
    let first = patience.saturating_add(1).max(2);
    let pass = first_won(terms, second, first);
    let ending = match (pass, hypervisor.round_limit.value) {
        (Some(pass), limit) if limit.is_none_or(|limit| pass <= limit) => {
            Ending::Threshold { t2: terms.rounds_end(pass), left }
        }
        (_, Some(rounds)) => {
            let end = terms.rounds_end(rounds);
            let left = set_of_round(terms, second, rounds.saturating_add(1)).max(left);
            Ending::Limit { limit: LimitKind::Rounds(rounds), at: end, t2: end, left }
        }
        (_, None) => Ending::Outpaced,
    };
    let rounds = if let Ending::Threshold { .. } = ending { pass } else { None };
    with_limit_in_time(terms, Course { a1: second, ending, rounds, step: None }, second)
}

/// The first pass from `first` on whose average is below half the threshold; none if there is none.
fn first_won(terms: &Terms, second: f64, first: u32) -> Option<u32> {
    let sum = |pass: u32| {
        (0..AVERAGED).map(|back| set_of_round(terms, second, pass.saturating_sub(back).max(2))).sum::<f64>()
    };
    let enough = terms.c1 / 2.0 * f64::from(AVERAGED);
    if sum(first) < enough {
        return Some(first);
    }
    let lambda = terms.lambda();
    if 1.0 <= lambda || enough <= 0.0 {
        return None;
    }
    // From here on every pass is λ times the one before; the last step of the logarithm is settled by looking.
    let start = first.max(AVERAGED + 2);
    let steps = libm::floor(libm::log(enough / sum(start)) / libm::log1p(-terms.free_share())).max(0.0);
    let guess = start.saturating_add(steps.min(1e9) as u32);
    (first..=start).chain(guess..guess.saturating_add(4)).find(|&pass| sum(pass) < enough)
}
