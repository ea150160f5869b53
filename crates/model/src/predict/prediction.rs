//! One prediction type for all predictors: outcome and reason, times, volume, and the curve of remaining pages.

use super::{LimitKind, Reason, Terms};
use crate::numeric::Curve;
use crate::quantity::{Bytes, Pages, Seconds};
use crate::scenario::LimitAction;

/// Who predicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Predictor {
    /// Salfner's equations, as read.
    Paper,
    /// The closed form that bounds the product's loop.
    Bound,
    /// The product's loop, simulated.
    Rounds,
}

impl Predictor {
    /// Short name, in links and files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Bound => "bound",
            Self::Rounds => "rounds",
        }
    }
}

/// How a migration ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The guest runs at the destination.
    Completes,
    /// The migration is cancelled: the guest stays where it is.
    Cancelled,
    /// It goes on for ever.
    Never,
}

impl Outcome {
    /// Short name, in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Completes => "completes",
            Self::Cancelled => "cancelled",
            Self::Never => "never",
        }
    }
}

/// What a predictor says of one migration.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// Who says it.
    pub predictor: Predictor,
    /// How it ends.
    pub outcome: Outcome,
    /// Why it ends so.
    pub reason: Reason,
    /// t1: end of the first pass over all memory, when nothing ends it earlier.
    pub first_pass_end: Seconds,
    /// t2: the guest is stopped; none when it never is.
    pub stop: Option<Seconds>,
    /// Pages left at t2.
    pub left: Option<Pages>,
    /// t3 − t0: until the source is no longer needed; for a cancelled migration until it is given up; none when never.
    pub migration_time: Option<Seconds>,
    /// t3 − t2: the guest runs nowhere; zero when cancelled, none when it never ends.
    pub downtime: Option<Seconds>,
    /// Time in which the guest runs but is throttled or waits for pages.
    pub brownout: Seconds,
    /// Bytes on the wire: headers, empty pages and re-sends included; none when it never ends.
    pub data: Option<Bytes>,
    /// Rounds of pre-copy, the first pass included, where the loop has rounds and the predictor counts them.
    pub rounds: Option<u32>,
    /// Remaining pages at which the guest would be stopped (c1).
    pub threshold: Pages,
    /// Time at which pre-copy would be given up (t_c2); none: no limit.
    pub limit: Option<Seconds>,
    /// The curve f(t) with its parts.
    pub remaining: Remaining,
}

impl Prediction {
    /// What can be said before the ending is known: never, for a reason, with no times but t1.
    pub(super) fn without_end(predictor: Predictor, terms: &Terms, reason: Reason) -> Self {
        Self {
            predictor,
            outcome: Outcome::Never,
            reason,
            first_pass_end: Seconds::from_seconds(terms.t1),
            stop: None,
            left: None,
            migration_time: None,
            downtime: None,
            brownout: Seconds::ZERO,
            data: None,
            rounds: None,
            threshold: terms.threshold(),
            limit: terms.limit_at(),
            remaining: Remaining::default(),
        }
    }

    /// The same prediction when other data goes over the link first: every moment is later by that. Where a limit struck before
    /// the memory's turn, a guest that it stops waits until then, stopped; a switch to post-copy comes when there is something to
    /// switch.
    pub(super) fn behind_other_data(mut self, terms: &Terms) -> Self {
        if terms.lead == 0.0 {
            return self;
        }
        let lead = Seconds::from_seconds(terms.lead);
        let early = match self.reason {
            Reason::Limit { action: LimitAction::PostCopy, .. } => Seconds::ZERO,
            _ => Seconds::from_seconds(terms.early),
        };
        let until_stop = match self.reason {
            Reason::Limit { limit: LimitKind::Time(_), .. } | Reason::Cancelled { limit: LimitKind::Time(_), .. } => {
                lead - early
            }
            _ => lead,
        };
        self.first_pass_end = self.first_pass_end + lead;
        self.stop = self.stop.map(|stop| stop + until_stop);
        self.limit = self.limit.map(|limit| limit + lead - early);
        let cancelled_at = match self.outcome {
            Outcome::Cancelled => self.migration_time.map(|time| time + until_stop),
            Outcome::Completes | Outcome::Never => None,
        };
        match cancelled_at.filter(|_| until_stop < lead) {
            // Nothing of the memory is sent before its turn.
            Some(end) => {
                let share = terms.share_of_other_data(end);
                let memory = if share < 1.0 { None } else { self.data };
                self.data = Some(terms.other_data * share + memory.unwrap_or(Bytes::ZERO));
                self.migration_time = Some(end);
                self.remaining = self.remaining.held_until(end.as_seconds());
            }
            None => {
                self.downtime = self.downtime.map(|downtime| downtime + (lead - until_stop));
                self.data = self.data.map(|data| data + terms.other_data);
                self.migration_time = self.migration_time.map(|time| time + lead);
                self.remaining = self.remaining.later_by(terms.lead);
            }
        }
        if let Reason::Limit { at, .. } | Reason::Cancelled { at, .. } = &mut self.reason {
            *at = *at + until_stop;
        }
        self
    }

    /// t3: the guest runs at the destination; none when it never does.
    #[must_use]
    pub fn end(&self) -> Option<Seconds> {
        match self.outcome {
            Outcome::Completes => self.migration_time,
            Outcome::Cancelled | Outcome::Never => None,
        }
    }

    /// Whether the guest goes on at the destination before all of its memory is there.
    #[must_use]
    pub const fn ends_in_post_copy(&self) -> bool {
        matches!(self.reason, Reason::Limit { action: LimitAction::PostCopy, .. })
    }

    /// The reason as a sentence.
    #[must_use]
    pub fn reason_in_words(&self) -> String {
        self.reason.in_words(self.predictor)
    }
}

/// Remaining pages and their parts at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// f: all of them.
    pub total: f64,
    /// e: empty pages.
    pub empty: f64,
    /// p: pages that are sent once.
    pub passive: f64,
    /// h: pages of the hot set.
    pub hot: f64,
}

/// f(t) = e(t) + p(t) + h(t), in pages over seconds, with its exact break points.
///
/// The sum holds until the guest is stopped. After that it holds too, but for one reading: `paper` keeps equation (14)
/// as printed, which charges left-over empty pages at r_u, while the parts go at their own rates.
///
/// A migration that never ends keeps its last value after the last break point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remaining {
    curve: Curve<4>,
}

impl Remaining {
    pub(super) fn with_capacity(knots: usize) -> Self {
        Self { curve: Curve::with_capacity(knots) }
    }

    /// Adds a break point whose total is the sum of its parts.
    pub(in crate::predict) fn push(&mut self, at: f64, empty: f64, passive: f64, hot: f64) {
        self.curve.push(at, [empty + passive + hot, empty, passive, hot]);
    }

    /// Adds a break point with a total of its own.
    pub(super) fn push_with_total(&mut self, at: f64, parts: Parts) {
        self.curve.push(at, [parts.total, parts.empty, parts.passive, parts.hot]);
    }

    /// The same curve, later; before it, its first value.
    fn later_by(self, seconds: f64) -> Self {
        let mut later = Self::with_capacity(self.curve.knots().len() + 1);
        if let Some(first) = self.curve.knots().first() {
            later.curve.push(0.0, first.values);
        }
        for knot in self.curve.knots() {
            later.curve.push(knot.at + seconds, knot.values);
        }
        later
    }

    /// Its first value until a moment.
    fn held_until(self, end: f64) -> Self {
        let mut held = Self::with_capacity(2);
        if let Some(first) = self.curve.knots().first() {
            held.curve.push(0.0, first.values);
            held.curve.push(end, first.values);
        }
        held
    }

    /// Cuts the curve off after a moment; returns the parts there.
    pub(super) fn cut_after(&mut self, at: f64) -> Parts {
        parts(self.curve.cut_after(at))
    }

    /// The parts at a moment.
    #[must_use]
    pub fn at(&self, time: Seconds) -> Parts {
        parts(self.curve.values(time.as_seconds()))
    }

    /// The first moment at which at most so many pages remain.
    #[must_use]
    pub fn first_at_or_below(&self, pages: Pages) -> Option<Seconds> {
        self.curve.first_at_or_below(0, pages.as_pages()).map(Seconds::from_seconds)
    }

    /// The break points in order of time.
    pub fn knots(&self) -> impl ExactSizeIterator<Item = (Seconds, Parts)> + '_ {
        self.curve.knots().iter().map(|knot| (Seconds::from_seconds(knot.at), parts(knot.values)))
    }
}

const fn parts([total, empty, passive, hot]: [f64; 4]) -> Parts {
    Parts { total, empty, passive, hot }
}
