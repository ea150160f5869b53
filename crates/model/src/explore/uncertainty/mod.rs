//! How sure is the answer when inputs are not known exactly?

mod uncertain;

pub use uncertain::Uncertain;

use super::{Figures, Input, Measure, Who};
use crate::numeric::{DIMENSIONS, LowDiscrepancy, Ranked, within};
use crate::predict::{Outcome, Prediction, rounds};
use crate::quantity::{Pages, Seconds};
use crate::scenario::Checked;

/// A quantile of a number over all runs; those that do not complete count as larger than any number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantile {
    /// At least this share of the runs stays at or below it; none: it does not complete.
    pub value: Option<f64>,
    /// The same quantile a standard error of its probability lower. None as above.
    pub low: Option<f64>,
    /// And higher.
    pub high: Option<f64>,
}

/// What remains to be sent at a moment, over all runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The moment.
    pub at: Seconds,
    /// In 5 of 100 runs it is at most so much.
    pub p5: Pages,
    /// In half of them.
    pub p50: Pages,
    /// In 95 of 100.
    pub p95: Pages,
    /// In all of them.
    pub most: Pages,
}

/// Predictions for inputs that are not known exactly, run by run, so that whoever shows them can do something else in between.
///
/// Question: if these inputs may be anything that their distributions allow, and are independent of each other, in which share of the
/// cases does the migration complete, and what do downtime, migration time and data stay below in 50, 90, 95 and 99 of 100?
///
/// Run i takes point i of a scrambled Sobol' sequence ([`LowDiscrepancy`]), one coordinate u for each uncertain input, and the value
/// F⁻¹(u) of its distribution ([`Distribution::at`](crate::numeric::Distribution::at)). Values are put into the scenario in the order of [`Input::ALL`], so that what follows
/// an input comes after it ([`Input::put`]): with an uncertain memory size, a certain working set is a share of it. The scenario is
/// predicted by `who`.
///
/// | result | of N runs |
/// | --- | --- |
/// | share that completes, is cancelled, never ends | count / N |
/// | quantile of probability p | the ⌈p·N⌉-th smallest number, where runs that do not complete stand last: one of the numbers predicted, or "does not complete" |
/// | its standard error | the same at p ∓ √(p(1 − p)/N): that of independent points; these vary less, as a rule |
/// | band at a moment | quantiles of the remaining pages f(t) there |
///
/// Source of the quantile: definition 1 of Hyndman and Fan (see [`Ranked`]). With one uncertain input over which the number
/// grows, P90 of N = 2^m runs is the prediction for a value of that input whose probability is within 1/N of 0.9.
///
/// Conditions: take a power of two of runs, and all of them; 1024 are usual. The same seed gives the same numbers on every machine and in
/// wasm; an input keeps its coordinate whatever else is uncertain, so that what is added disturbs the least. Bands of rounds are of
/// the saw-tooth of the simulation, which costs more than the numbers do. After the end nothing remains; of a migration that is cancelled
/// or never ends, its last value does.
///
/// Edges: a value that the scenario does not accept is cut to the nearest that it does, as a hot set above the working set; so is a
/// certain hot set above an uncertain working set. [`Uncertainty::cut`] says how often. With nothing uncertain all runs are the same.
///
/// ```
/// // A guest that writes 20,000 pages/s, but up to 60,000 in one hour of twenty, through QEMU's cap of 128 MiB/s (32,704 pages/s).
/// use precopy_model::explore::{Input, Measure, Uncertain, Uncertainty, Who};
/// use precopy_model::numeric::Distribution;
/// use precopy_model::predict::Outcome;
/// use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
/// use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(20_000.0)),
///     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
///     hypervisor: presets::find("qemu").map(|preset| preset.hypervisor()).unwrap(),
/// }.check().unwrap();
/// let mut uncertain = Uncertain::default();
/// uncertain.set(Input::DirtyRate, Distribution::LogNormal { median: 20_000.0, p95: 60_000.0 });
/// let mut runs = Uncertainty::over(&scenario, &uncertain, Who::Bound, 1, 1024, &[]).unwrap();
/// while 0 < runs.next_runs(100) {} // the page may draw in between
/// // 32,704 is 0.74 standard deviations of the logarithm above the median: 77 of 100 are below.
/// let completes = runs.share(Outcome::Completes);
/// assert!((completes - 0.77).abs() < 0.01, "{completes}");
/// assert!(runs.quantile(Measure::Downtime, 0.5).unwrap().value.is_some());
/// assert_eq!(runs.quantile(Measure::Downtime, 0.9).unwrap().value, None); // does not complete
/// ```
#[derive(Clone, Debug)]
pub struct Uncertainty {
    scenario: Checked,
    uncertain: Uncertain,
    who: Who,
    points: LowDiscrepancy,
    count: u32,
    done: u32,
    completed: u32,
    cancelled: u32,
    /// How often each input was cut, in the order of [`Input::ALL`].
    cut: [u32; Input::ALL.len()],
    /// In the order of [`Measure::ALL`].
    numbers: [Ranked; Measure::ALL.len()],
    remaining: Vec<(Seconds, Ranked)>,
}

/// The coordinate of each input, in the order of [`Input::ALL`]. The first ones are the most even, and belong to what is uncertain the
/// most often and matters the most. Links rely on it: never to be changed, and a new input takes the next.
const COORDINATES: [usize; Input::ALL.len()] = [4, 3, 1, 0, 2, 5, 7, 6, 8];
const _: () = assert!(Input::ALL.len() <= DIMENSIONS);

impl Uncertainty {
    /// The shares that are usually asked for.
    pub const SHARES: [f64; 4] = [0.5, 0.9, 0.95, 0.99];
    /// How many runs are usual.
    pub const USUAL: u32 = 1024;
    /// The most runs.
    pub const MOST: u32 = 8192;
    /// The most moments of a band.
    pub const MOST_MOMENTS: usize = 512;

    /// So many runs (1 to [`Uncertainty::MOST`]), with a band at these moments, at most [`Uncertainty::MOST_MOMENTS`] of them; nothing is predicted yet.
    ///
    /// None where the scenario does not have an input that is uncertain, where a distribution has a fault ([`Distribution::check`](crate::numeric::Distribution::check)), and
    /// where there are too many or too few of something.
    #[must_use]
    pub fn over(
        scenario: &Checked,
        uncertain: &Uncertain,
        who: Who,
        seed: u64,
        count: u32,
        moments: &[Seconds],
    ) -> Option<Self> {
        let sound =
            uncertain.fits(scenario) && (1..=Self::MOST).contains(&count) && moments.len() <= Self::MOST_MOMENTS;
        let ranked = || Ranked::with_capacity(count as usize);
        sound.then(|| Self {
            scenario: scenario.clone(),
            uncertain: uncertain.clone(),
            who,
            points: LowDiscrepancy::seeded(seed),
            count,
            done: 0,
            completed: 0,
            cancelled: 0,
            cut: [0; Input::ALL.len()],
            numbers: Measure::ALL.map(|_| ranked()),
            remaining: moments.iter().map(|at| (*at, ranked())).collect(),
        })
    }

    /// How many runs there are to be.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// How many of them are done; all results are of these.
    #[must_use]
    pub const fn done(&self) -> u32 {
        self.done
    }

    /// Predicts so many more runs (at least one), or what is left when that is less; returns how many are left then.
    pub fn next_runs(&mut self, most: u32) -> u32 {
        let end = self.done.saturating_add(most.max(1)).min(self.count);
        while self.done < end {
            self.run(self.done);
            self.done += 1;
        }
        self.count - self.done
    }

    fn run(&mut self, index: u32) {
        let changed = self.changed(&self.points.point(index));
        let prediction = self.predict(changed.as_ref().unwrap_or(&self.scenario));
        match prediction.outcome {
            Outcome::Completes => self.completed += 1,
            Outcome::Cancelled => self.cancelled += 1,
            Outcome::Never => {}
        }
        let figures = Figures::of(&prediction);
        for (ranked, measure) in self.numbers.iter_mut().zip(Measure::ALL) {
            ranked.add(measure.of(&figures).unwrap_or(f64::INFINITY));
        }
        for (at, ranked) in &mut self.remaining {
            ranked.add(prediction.remaining.at(*at).total);
        }
    }

    /// The scenario of a point; none: as it is.
    fn changed(&mut self, point: &[f64; DIMENSIONS]) -> Option<Checked> {
        let mut changed: Option<Checked> = None;
        let hot_set_is_certain = self.uncertain.get(Input::HotSet).is_none();
        for (input, distribution) in self.uncertain.inputs() {
            let before = changed.as_ref().unwrap_or(&self.scenario);
            let coordinate = COORDINATES.get(input as usize).and_then(|coordinate| point.get(*coordinate));
            let (Some(share), Some(accepted)) = (coordinate, input.accepted(before)) else { continue };
            let drawn = distribution.at(*share);
            let value = within(drawn, accepted.from, accepted.to);
            let Some(after) = input.put(before, value) else { continue };
            let hot_set = hot_set_is_certain && input == Input::WorkingSet;
            let follows = hot_set && after.dirtying.hot_set < before.dirtying.hot_set;
            for (input, is_cut) in [(input, value != drawn), (Input::HotSet, follows)] {
                if let Some(cut) = self.cut.get_mut(input as usize) {
                    *cut += u32::from(is_cut);
                }
            }
            changed = Some(after);
        }
        changed
    }

    fn predict(&self, scenario: &Checked) -> Prediction {
        match self.who {
            // The curve is drawn only when the simulation tells of itself.
            Who::Rounds if !self.remaining.is_empty() => rounds::simulate(scenario).prediction,
            who => who.predict(scenario),
        }
    }

    /// In how many of the runs it ended so.
    #[must_use]
    pub const fn ended(&self, outcome: Outcome) -> u32 {
        match outcome {
            Outcome::Completes => self.completed,
            Outcome::Cancelled => self.cancelled,
            Outcome::Never => self.done - self.completed - self.cancelled,
        }
    }

    /// In which share of the runs it ended so; zero before the first one. Its standard error is √(s(1 − s)/N) at most, as that of a
    /// quantile.
    #[must_use]
    pub fn share(&self, outcome: Outcome) -> f64 {
        f64::from(self.ended(outcome)) / f64::from(self.done.max(1))
    }

    /// In how many of the runs the value of an input was cut to what the scenario accepts.
    #[must_use]
    pub fn cut(&self, input: Input) -> u32 {
        self.cut.get(input as usize).copied().unwrap_or(0)
    }

    /// What a number does not exceed in this share of the runs (see [`Uncertainty`]), in the number's base unit; none before the first run.
    #[must_use]
    pub fn quantile(&self, measure: Measure, share: f64) -> Option<Quantile> {
        let ranked = self.numbers.get(measure as usize)?;
        let share = within(share, 0.0, 1.0);
        let error = libm::sqrt(share * (1.0 - share) / f64::from(self.done.max(1)));
        let at = |share: f64| ranked.at(share).map(|number| Some(number).filter(|number| number.is_finite()));
        Some(Quantile { value: at(share)?, low: at(share - error)?, high: at(share + error)? })
    }

    /// What remains to be sent at each of the moments, in their order; nothing before the first run.
    pub fn bands(&self) -> impl Iterator<Item = Band> + '_ {
        self.remaining.iter().filter_map(|(at, ranked)| {
            let pages = |share| ranked.at(share).map(Pages::from_pages);
            Some(Band { at: *at, p5: pages(0.05)?, p50: pages(0.5)?, p95: pages(0.95)?, most: pages(1.0)? })
        })
    }
}

#[cfg(test)]
mod tests;
