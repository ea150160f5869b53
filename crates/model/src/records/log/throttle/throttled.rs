//! What a rule would have come to: who waits, for how long, and how many failures fewer are to be expected.

use super::super::site::Estimated;
use super::super::{Flight, Measure, Sweep, Swept, Times, TimesInOrder};
use super::{Queue, Rule};
use crate::numeric::{Interval, Logistic, normal_quantile};
use crate::quantity::Seconds;

/// Intervals hold the truth so often.
const CONFIDENCE: f64 = 0.95;

/// How many failures a curve expects under some pressures, and how that follows its intercept and slope.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exposure {
    /// Migrations.
    pub count: u64,
    /// Σ p.
    pub expected: f64,
    gradient: [f64; 2],
}

impl Exposure {
    /// Takes one more migration under a pressure.
    pub fn add(&mut self, curve: &Logistic, pressure: f64) {
        let p = curve.probability(pressure);
        let weight = p * (1.0 - p);
        self.count += 1;
        self.expected += p;
        let [of_intercept, of_slope] = &mut self.gradient;
        *of_intercept += weight;
        *of_slope += weight * pressure;
    }

    /// The standard error of what is expected: √(gᵀ·V·g), V the covariance of the curve (delta method).
    fn error(&self, curve: &Logistic) -> f64 {
        let [ii, is, ss] = curve.covariance;
        let [i, s] = self.gradient;
        libm::sqrt((i * i * ii + 2.0 * i * s * is + s * s * ss).max(0.0))
    }

    fn less(&self, other: &Self) -> Self {
        let [[i, s], [other_i, other_s]] = [self.gradient, other.gradient];
        Self { count: self.count, expected: self.expected - other.expected, gradient: [i - other_i, s - other_s] }
    }

    fn estimated(&self, curve: &Logistic) -> Estimated<f64> {
        let half = normal_quantile((1.0 + CONFIDENCE) / 2.0) * self.error(curve);
        let Interval { least, most } = Interval::around(self.expected, half);
        Estimated { value: self.expected, least, most }
    }

    /// The expected share that fails, with its interval; none of no migrations.
    #[must_use]
    pub fn rate(&self, curve: &Logistic) -> Option<Estimated<f64>> {
        let Estimated { value, least, most } = self.estimated(curve);
        let count = self.count as f64;
        (0 < self.count).then(|| Estimated {
            value: value / count,
            least: (least / count).max(0.0),
            most: (most / count).min(1.0),
        })
    }
}

/// What a rule would have come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Throttled {
    /// The rule.
    pub rule: Rule,
    /// Migrations that were played again.
    pub count: usize,
    /// The waits of those that had to wait.
    pub waits: Times,
    /// How much later the last one ends.
    pub later: Seconds,
    /// From the first begin to the last end, as it was.
    pub whole: Seconds,
    /// The most in flight at once, as it was and under the rule.
    pub most: [u32; 2],
    /// Failures that the curve expects, as it was and under the rule; none without a curve.
    pub expected: Option<[Estimated<f64>; 2]>,
    /// How many fewer.
    pub avoided: Option<Estimated<f64>>,
    /// The share that fails under the rule.
    pub rate: Option<Estimated<f64>>,
    /// When each would have begun, with what was then in flight.
    pub played: Swept,
}

/// That on its way.
///
/// Question: had this rule been in force, who would have waited, and how many failures would have been spared?
///
/// ```text
/// avoided = Σ p(pressure as it was) − Σ p(pressure under the rule)      ± z·√(gᵀ·V·g)
/// ```
///
/// | symbol | meaning | unit |
/// | --- | --- | --- |
/// | p | the fitted curve of failure over pressure | – |
/// | V | covariance of its intercept and slope | – |
/// | g | difference of the gradients of the two sums by intercept and slope | – |
///
/// Sources: Kesavan's takeaway is to throttle by cost; the interval is the delta method's (Cox and Hinkley, *Theoretical Statistics*, 1974,
/// 9.2). Conditions: durations are those of the log (under less pressure most would be shorter, so that waits are on the safe side); the
/// curve is the cause, not only a companion, of failures. Edges: without a curve nothing is said of failures. Cost: n·log n steps.
#[derive(Clone, Debug)]
pub struct Throttling<'a> {
    before: &'a Swept,
    rule: Rule,
    measure: Measure,
    curve: Option<Logistic>,
    work: Work,
    waits: Option<TimesInOrder>,
    exposures: [Exposure; 2],
    summed: usize,
}

#[derive(Clone, Debug)]
enum Work {
    Queueing(Queue),
    Sweeping(Sweep),
    Summing(Swept),
}

impl<'a> Throttling<'a> {
    /// Begins, from what was in flight in the log.
    #[must_use]
    pub fn new(before: &'a Swept, rule: Rule, measure: Measure, curve: Option<Logistic>) -> Self {
        Self {
            work: Work::Queueing(Queue::new(before.flights.clone(), rule)),
            waits: None,
            exposures: [Exposure::default(); 2],
            summed: 0,
            before,
            rule,
            measure,
            curve,
        }
    }

    /// Goes on by so many steps; true when all is done.
    pub fn go_on(&mut self, steps: usize) -> bool {
        match &mut self.work {
            Work::Queueing(queue) => {
                if queue.go_on(steps) {
                    let empty = Queue::new(Vec::new(), self.rule);
                    let queue = std::mem::replace(queue, empty);
                    self.begun(queue);
                }
                false
            }
            Work::Sweeping(sweep) => {
                if sweep.go_on(steps) {
                    let swept = std::mem::replace(sweep, Sweep::new(Vec::new())).finish();
                    self.work = Work::Summing(swept);
                }
                false
            }
            Work::Summing(played) => {
                let has_waits = self.waits.as_mut().is_none_or(|waits| waits.go_on(steps));
                let Some(curve) = &self.curve else { return has_waits };
                let pairs = self.before.pressures.iter().zip(&played.pressures);
                for (before, after) in pairs.skip(self.summed).take(steps) {
                    let [was, is] = &mut self.exposures;
                    was.add(curve, self.measure.of(before));
                    is.add(curve, self.measure.of(after));
                    self.summed += 1;
                }
                has_waits && played.pressures.len() <= self.summed
            }
        }
    }

    fn begun(&mut self, queue: Queue) {
        let (flights, starts) = queue.finish();
        let waits = flights.iter().zip(&starts).map(|(flight, start)| *start - flight.start);
        self.waits = Some(TimesInOrder::new(waits.filter(|wait| Seconds::ZERO < *wait)));
        let begun = flights.iter().zip(starts).map(|(flight, start)| flight.begun(start));
        self.work = Work::Sweeping(Sweep::new(begun.collect()));
    }

    /// What came of it, once [`Self::go_on`] has said so.
    #[must_use]
    pub fn finish(self) -> Throttled {
        let played = match self.work {
            Work::Summing(played) => played,
            Work::Queueing(_) | Work::Sweeping(_) => {
                Swept { flights: Vec::new(), pressures: Vec::new(), steps: Vec::new() }
            }
        };
        let first = self.before.flights.iter().map(|flight| flight.start).fold(Seconds::INFINITY, Seconds::min);
        let last = |flights: &[Flight]| flights.iter().map(|flight| flight.end).fold(first, Seconds::max);
        let most = |swept: &Swept| swept.pressures.iter().map(|pressure| pressure.count).max().unwrap_or_default();
        let [was, is] = self.exposures;
        let curve = self.curve;
        let is_any = !self.before.flights.is_empty();
        Throttled {
            rule: self.rule,
            count: played.flights.len(),
            waits: self.waits.map(TimesInOrder::finish).unwrap_or_default(),
            later: if is_any { last(&played.flights) - last(&self.before.flights) } else { Seconds::ZERO },
            whole: if is_any { last(&self.before.flights) - first } else { Seconds::ZERO },
            most: [most(self.before), most(&played)],
            expected: curve.map(|curve| [was.estimated(&curve), is.estimated(&curve)]),
            avoided: curve.map(|curve| was.less(&is).estimated(&curve)),
            rate: curve.and_then(|curve| is.rate(&curve)),
            played,
        }
    }
}
