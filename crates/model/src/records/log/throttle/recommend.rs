//! Which limit keeps failures below a target.

use super::super::{Measure, Swept};
use super::{Exposure, RuleKind, Throttled, Throttling};
use crate::numeric::Logistic;

/// What can be said of a limit.
#[derive(Clone, Debug, PartialEq)]
pub enum Recommendation {
    /// The curve expects no more failures than wanted as it is.
    NotNeeded,
    /// The loosest limit under which it expects no more than wanted, and what comes of it.
    Limit(Box<Throttled>),
    /// Not even the strictest limit does; what comes of that.
    OutOfReach(Box<Throttled>),
    /// There is nothing to be limited.
    Nothing,
}

/// That on its way: a bisection over limits, each played through.
///
/// Question: how many at once, or how much, so that at most this share is to be expected to fail? Conditions and sources: as [`Throttling`]; a
/// looser limit lets no fewer fail. Counts are sought among whole numbers, amounts in steps of a 64th of the most that was ever in flight.
///
/// Edges: see [`Recommendation`]. Cost: some seven replays.
#[derive(Clone, Debug)]
pub struct Recommending<'a> {
    before: &'a Swept,
    kind: RuleKind,
    measure: Measure,
    curve: Logistic,
    target: f64,
    /// The loosest limit that is known to do, and the strictest that is known not to.
    does: u32,
    does_not: u32,
    trial: Option<(u32, Throttling<'a>)>,
    strictest: Option<Throttled>,
    best: Option<Throttled>,
    as_it_is: Exposure,
    summed: usize,
}

impl<'a> Recommending<'a> {
    /// Begins; the target is a share.
    #[must_use]
    pub fn new(before: &'a Swept, kind: RuleKind, measure: Measure, curve: Logistic, target: f64) -> Self {
        let limits = kind.limits(&before.pressures);
        Self {
            does: 0,
            does_not: limits + 1,
            trial: None,
            strictest: None,
            best: None,
            as_it_is: Exposure::default(),
            summed: 0,
            before,
            kind,
            measure,
            curve,
            target,
        }
    }

    /// Goes on by so many steps; true when all is done.
    pub fn go_on(&mut self, steps: usize) -> bool {
        if self.summed < self.before.pressures.len() {
            let rest = self.before.pressures.iter().skip(self.summed).take(steps);
            rest.for_each(|pressure| self.as_it_is.add(&self.curve, self.measure.of(pressure)));
            self.summed = (self.summed + steps).min(self.before.pressures.len());
            return false;
        }
        if self.is_good_as_it_is() {
            return true;
        }
        let Some((limit, trial)) = &mut self.trial else { return !self.try_next() };
        if trial.go_on(steps) {
            let limit = *limit;
            if let Some((_, trial)) = self.trial.take() {
                self.judge(limit, trial.finish());
            }
        }
        false
    }

    fn is_good_as_it_is(&self) -> bool {
        self.as_it_is.rate(&self.curve).is_none_or(|rate| rate.value <= self.target)
    }

    /// Takes the middle of what is open; false when nothing is.
    fn try_next(&mut self) -> bool {
        let middle = u32::midpoint(self.does, self.does_not);
        if middle <= self.does {
            return false;
        }
        let rule = self.kind.limited_to(middle, &self.before.steps);
        self.trial = Some((middle, Throttling::new(self.before, rule, self.measure, Some(self.curve))));
        true
    }

    fn judge(&mut self, limit: u32, throttled: Throttled) {
        if throttled.rate.is_some_and(|rate| rate.value <= self.target) {
            self.does = limit;
            self.best = Some(throttled);
        } else {
            self.does_not = limit;
            self.strictest = Some(throttled);
        }
    }

    /// What came of it, once [`Self::go_on`] has said so.
    #[must_use]
    pub fn finish(self) -> Recommendation {
        if self.before.flights.is_empty() {
            Recommendation::Nothing
        } else if self.is_good_as_it_is() {
            Recommendation::NotNeeded
        } else if let Some(best) = self.best {
            Recommendation::Limit(Box::new(best))
        } else {
            self.strictest.map_or(Recommendation::Nothing, |strictest| Recommendation::OutOfReach(Box::new(strictest)))
        }
    }
}
