//! What a family's derivation yields, and the curve that belongs to it.

use crate::predict::prediction::Remaining;
use crate::predict::{LimitKind, Step, Terms};
use crate::quantity::Pages;

/// The course of a migration under a bound: the line A(t) after the first pass, and the ending.
#[derive(Clone, Copy, Debug)]
pub(in crate::predict) struct Course {
    /// Height of the line A at t1, in pages; never below what was dirtied in the first pass where that matters.
    pub(in crate::predict) a1: f64,
    /// How it ends.
    pub(in crate::predict) ending: Ending,
    /// Live rounds, where the family counts them.
    pub(in crate::predict) rounds: Option<u32>,
    /// The step of a raised threshold that is in force at the end.
    pub(in crate::predict) step: Option<Step>,
    /// What differs when a limit only pauses the guest, or the order to stop overtakes the loop.
    pub(in crate::predict) without_a_look: WithoutALook,
    /// Pages that can be left at most when its threshold ends it before its limit does.
    pub(in crate::predict) sooner: f64,
}

/// A loop that goes on when the guest has been stopped sends what it knew before it looks: a page that it knew to be unsent
/// and that was written since is sent twice.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::predict) struct WithoutALook {
    /// So many are sent a second time, at most.
    pub(in crate::predict) again: f64,
    /// Seconds in which it may send nothing, at most.
    pub(in crate::predict) waits: f64,
}

/// How a migration ends, at the latest.
#[derive(Clone, Copy, Debug)]
pub(in crate::predict) enum Ending {
    /// By its threshold.
    Threshold {
        /// The guest is stopped by then, in seconds.
        t2: f64,
        /// With at most so many pages left.
        left: f64,
    },
    /// By a limit.
    Limit {
        /// Which one.
        limit: LimitKind,
        /// When it strikes, in seconds; the product may notice later.
        at: f64,
        /// The guest is stopped by then, in seconds.
        t2: f64,
        /// With at most so many pages left.
        left: f64,
    },
    /// Not for sure: RATE ≥ r_u and no limit.
    Outpaced,
    /// Not for sure: the threshold is below one page.
    NoPageAllowed,
}

/// What is copied while the guest is stopped.
#[derive(Clone, Copy, Debug)]
pub(in crate::predict) struct Rest {
    /// Pages at the copy rate, at most.
    pub(in crate::predict) pages: f64,
    /// That rate, in pages/s.
    pub(in crate::predict) rate: f64,
    /// Pages more that may be empty ones, at their own rate.
    pub(in crate::predict) empty: f64,
    /// That rate, in pages/s.
    pub(in crate::predict) r_e: f64,
    /// Pages of it that are sent a second time, at most.
    pub(in crate::predict) again: f64,
    /// Seconds in which nothing may be sent.
    pub(in crate::predict) waits: f64,
}

impl Rest {
    /// How long that takes.
    pub(in crate::predict) fn seconds(&self) -> f64 {
        let Self { pages, rate, empty, r_e, again, waits } = *self;
        pages / rate + if empty == 0.0 { 0.0 } else { empty / r_e } + again / rate + waits
    }
}

impl Course {
    /// A course whose loop looks first when it stops the guest.
    pub(super) fn new(a1: f64, ending: Ending) -> Self {
        let sooner = match ending {
            Ending::Threshold { left, .. } | Ending::Limit { left, .. } => left,
            Ending::Outpaced | Ending::NoPageAllowed => 0.0,
        };
        Self { a1, ending, rounds: None, step: None, without_a_look: WithoutALook::default(), sooner }
    }

    /// Pages with content sent until t2: the working set once, then at most r_u all the time.
    pub(in crate::predict) fn used_sent(&self, terms: &Terms, t2: f64) -> f64 {
        terms.wset + terms.r_u * (t2 - terms.t1).max(0.0)
    }

    /// The same where the migration ends with that: no more than r_u all the time.
    pub(in crate::predict) fn used_sent_in_vain(&self, terms: &Terms, t2: f64) -> f64 {
        self.used_sent(terms, t2).min(terms.r_u * t2)
    }

    /// The rest that a loop copies which goes on as before when the guest is stopped, without a look first.
    pub(super) fn rest_without_a_look(&self, terms: &Terms, left: f64) -> Rest {
        let WithoutALook { again, waits } = self.without_a_look;
        Rest { again, waits, ..self.rest(terms, left, terms.r_u) }
    }

    /// The rest that is copied at a copy rate while the guest is stopped. When a limit strikes inside the first pass, empty pages may
    /// be among it: as many as the time that is missing to t1 allows.
    pub(super) fn rest(&self, terms: &Terms, left: f64, rate: f64) -> Rest {
        let missing = match self.ending {
            Ending::Limit { at, .. } => (terms.t1 - at).max(0.0),
            Ending::Threshold { .. } | Ending::Outpaced | Ending::NoPageAllowed => 0.0,
        };
        let empty = if missing == 0.0 {
            0.0
        } else if terms.volume_in_bytes {
            // Where empty pages come last, so many bytes are through before any of them.
            terms.eset
        } else {
            terms.eset.min(terms.r_e * missing)
        };
        // Any page left may be an empty one that the first pass has not reached.
        let left = left.min(terms.vmsize);
        let slow = if terms.r_e < rate { left.min(terms.eset) } else { 0.0 };
        Rest { pages: left - slow, rate, empty: empty + slow, r_e: terms.r_e, again: 0.0, waits: 0.0 }
    }

    /// The curve of a migration that goes on for ever.
    pub(super) fn curve_without_end(&self, terms: &Terms) -> Remaining {
        let mut remaining = first_pass(terms);
        self.line(terms, 0.0, f64::INFINITY, &mut remaining);
        remaining
    }

    /// The curve up to t2: it comes down to `left` and stays there until the product looks.
    pub(super) fn curve_until(&self, terms: &Terms, t2: f64, left: f64) -> Remaining {
        let mut remaining = first_pass(terms);
        self.line(terms, left, t2, &mut remaining);
        let reached = remaining.first_at_or_below(Pages::from_pages(left)).map_or(t2, |at| at.as_seconds().min(t2));
        let held = remaining.cut_after(reached);
        remaining.push_with_total(t2, held);
        remaining
    }

    /// min(HWSET, A(t)) from t1 down to `left`; by t2, where another step of a raised threshold is sure to come down by then.
    fn line(&self, terms: &Terms, left: f64, t2: f64, remaining: &mut Remaining) {
        let falls_by = terms.r_u - terms.rate;
        let at_t1 = terms.dirtied_by(terms.t1);
        if falls_by <= 0.0 || at_t1 <= left {
            return;
        }
        let a1 = self.a1.max(at_t1);
        let end = (terms.t1 + (a1 - left) / falls_by).min(t2);
        remaining.push((end - (at_t1 - left) / falls_by).max(terms.t1), 0.0, 0.0, at_t1);
        remaining.push(end, 0.0, 0.0, left);
    }
}

/// The first pass as it is drawn: empty pages first, then passive and hot pages in proportion, while what was
/// rewritten counts again: h = min(HWSET, what is unsent of it + RATE·t). The order is the guest's secret; the bounds
/// do not depend on it, and t1 is the same for all orders.
fn first_pass(terms: &Terms) -> Remaining {
    let mut remaining = Remaining::with_capacity(10);
    let empty_gone = terms.eset / terms.r_e;
    remaining.push(0.0, terms.eset, terms.pset, terms.hwset);
    remaining.push(empty_gone, 0.0, terms.pset, terms.hwset);
    let at_t1 = terms.dirtied_by(terms.t1);
    if at_t1 < terms.hwset {
        // Unsent and rewritten together fall below the hot set when HWSET·(share sent) overtakes RATE·t.
        let sent_slope = terms.hwset * terms.r_u / terms.wset;
        let falls = sent_slope * empty_gone / (sent_slope - terms.first_rate);
        if empty_gone < falls && falls < terms.t1 {
            let unsent = 1.0 - (falls - empty_gone) * terms.r_u / terms.wset;
            remaining.push(falls, 0.0, terms.pset * unsent, terms.hwset);
        }
    }
    remaining.push(terms.t1, 0.0, 0.0, at_t1);
    remaining
}
