//! Whether failures go with pressure: correlation, line, curve, and the rates from bin to bin.

use super::failures::Rate;
use super::{Log, Measure, Outcome, Record, Swept};
use crate::numeric::{Bivariate, Interval, Line, Logistic, LogisticFit, NoFit, Sorting, ranks};

/// With fewer of the rarer outcome a curve says little: ten for each number that is fitted besides the constant (Peduzzi and others,
/// *A simulation study of the number of events per variable in logistic regression analysis*, Journal of Clinical Epidemiology 49, 1996).
pub const FEWEST_EVENTS: u64 = 10;

/// Intervals hold the truth so often.
const CONFIDENCE: f64 = 0.95;

/// So many different pressures are a bin each.
const MOST_VALUES: usize = 12;

/// More are put into so many bins of equal counts.
const BINS: usize = 10;

/// Why there is no curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCurve {
    /// Too few of the rarer outcome: so many.
    TooFew(u64),
    /// All have the same pressure.
    NoSpread,
    /// Pressure tells failed and completed apart without an exception, so that the curve could be as steep as one likes.
    Separated,
    /// The numbers are too extreme to be reckoned with.
    Unsettled,
}

/// Migrations under about the same pressure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PressureBin {
    /// The least pressure among them.
    pub from: f64,
    /// The highest.
    pub to: f64,
    /// The mean.
    pub mean: f64,
    /// How many failed.
    pub rate: Rate,
    /// Between which shares the true one lies.
    pub interval: Option<Interval>,
    /// The share that the curve expects of them: where it is far from the interval, the curve does not fit.
    pub fitted: Option<f64>,
}

/// How failures go with pressure. That two things go together does not say that one makes the other: what both depend on, such as the
/// hour or a host, may be behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Associated {
    /// How many migrations were decided and tell their pressure, and how many of them failed.
    pub rate: Rate,
    /// Pearson's correlation of pressure and failure (1 or 0), migration by migration, with its interval.
    pub pearson: Option<(f64, Option<Interval>)>,
    /// Spearman's correlation of their ranks, with its interval.
    pub spearman: Option<(f64, Option<Interval>)>,
    /// Rates by pressure, rising.
    pub bins: Vec<PressureBin>,
    /// Correlation of the mean pressures and rates of the bins, each counted once, as the slides have it.
    pub pearson_of_bins: Option<f64>,
    /// The straight line through them, with its R².
    pub line: Option<Line>,
    /// The logistic curve of failure over pressure.
    pub curve: Result<Logistic, NoCurve>,
}

/// The pressures on those of a log's decided migrations that are taken, by a measure, and whether they failed. What weighs on them is
/// everything that was in flight, taken or not.
#[must_use]
pub fn failures_by_pressure(
    log: &Log,
    swept: &Swept,
    measure: Measure,
    takes: impl Fn(u32, &Record) -> bool,
) -> Vec<(f64, bool)> {
    let pairs = swept.flights.iter().zip(&swept.pressures);
    pairs
        .filter_map(|(flight, pressure)| {
            let record = log.records.get(flight.place as usize)?;
            (record.is_decided() && takes(flight.place, record)).then_some(())?;
            Some((measure.of(pressure), record.outcome == Outcome::Failed))
        })
        .collect()
}

/// That on its way.
///
/// Question: do more migrations fail when more is going on, and how many more? Kesavan's slides answer for one site with R = 0.8 and R² = 0.6
/// over bins of pressure; here the same stands beside correlations and a logistic curve over single migrations, each with its
/// interval. Sources of the statistics stand with [`Bivariate`], [`LogisticFit`] and [`crate::numeric::wilson`].
///
/// Conditions: migrations do not depend on each other but through the pressure; intervals of correlations with a failure of 0 or 1 are
/// approximations. Edges: [`NoCurve`]; correlations are none where nothing varies. Cost: n·log n steps.
///
/// ```
/// use precopy_model::records::log::Associating;
/// // Of a hundred under pressure p, p fail.
/// let points = (0..1000).map(|index| (f64::from(index / 100 * 4), index % 100 < index / 100 * 4)).collect();
/// let mut association = Associating::new(points);
/// while !association.go_on(500) {}
/// let associated = association.finish();
/// assert!(0.99 < associated.pearson_of_bins.unwrap());
/// let curve = associated.curve.unwrap();
/// assert!(0.0 < curve.slope_interval(0.95).least && (curve.probability(20.0) - 0.2).abs() < 0.05);
/// ```
#[derive(Clone, Debug)]
pub struct Associating {
    points: Vec<(f64, bool)>,
    sorting: Sorting,
    fit: LogisticFit,
}

impl Associating {
    /// Begins; points whose pressure is no number are left out.
    #[must_use]
    pub fn new(mut points: Vec<(f64, bool)>) -> Self {
        points.retain(|(pressure, _)| pressure.is_finite());
        let sorting = Sorting::new(points.iter().map(|(pressure, _)| *pressure));
        Self { sorting, fit: LogisticFit::new(points.clone()), points }
    }

    /// Goes on by so many steps; true when all is done.
    pub fn go_on(&mut self, steps: usize) -> bool {
        self.sorting.go_on(steps) && self.fit.go_on(steps)
    }

    /// What came of it, once [`Self::go_on`] has said so.
    #[must_use]
    pub fn finish(self) -> Associated {
        let Self { points, sorting, fit } = self;
        let sorted = sorting.finish();
        let failed = points.iter().filter(|(_, failed)| *failed).count() as u64;
        let rate = Rate { failed, of: points.len() as u64 };
        let rarer = rate.failed.min(rate.of - rate.failed);
        let curve = match fit.finish() {
            // What is too few is so first of all: with one failure nearly everything is separated.
            _ if rarer < FEWEST_EVENTS => Err(NoCurve::TooFew(rarer)),
            Ok(curve) => Ok(curve),
            Err(NoFit::NoSpread) => Err(NoCurve::NoSpread),
            Err(NoFit::Separated) => Err(NoCurve::Separated),
            Err(NoFit::OneOutcome | NoFit::Unsettled) => Err(NoCurve::Unsettled),
        };
        let plain = Bivariate::of(points.iter().map(|(pressure, failed)| (*pressure, f64::from(u8::from(*failed)))));
        // Of two values that occur often, all that matters of their ranks is which is higher.
        let of_ranks = Bivariate::of(
            ranks(&sorted).into_iter().zip(&points).map(|(rank, (_, failed))| (rank, f64::from(u8::from(*failed)))),
        );
        let bins = bins(&points, &sorted, curve.as_ref().ok());
        let of_bins = Bivariate::of(bins.iter().filter_map(|bin| Some((bin.mean, bin.rate.share()?))));
        Associated {
            rate,
            pearson: plain.pearson().map(|r| (r, plain.pearson_interval(CONFIDENCE))),
            spearman: of_ranks.pearson().map(|rho| (rho, of_ranks.spearman_interval(CONFIDENCE))),
            pearson_of_bins: of_bins.pearson(),
            line: of_bins.line(),
            bins,
            curve,
        }
    }
}

/// A bin for each pressure where there are few, else bins of about equal counts, in which equal pressures stay together.
fn bins(points: &[(f64, bool)], sorted: &[(f64, u32)], curve: Option<&Logistic>) -> Vec<PressureBin> {
    let values = || sorted.chunk_by(|one, other| one.0 == other.0);
    let few = values().take(MOST_VALUES + 1).count() <= MOST_VALUES;
    let enough = if few { 1 } else { sorted.len().div_ceil(BINS) };
    let mut bins = Vec::new();
    let mut open: Vec<(f64, u32)> = Vec::new();
    let close = |open: &mut Vec<(f64, u32)>, bins: &mut Vec<PressureBin>| {
        bins.extend(bin(points, open, curve));
        open.clear();
    };
    for value in values() {
        open.extend_from_slice(value);
        if enough <= open.len() {
            close(&mut open, &mut bins);
        }
    }
    close(&mut open, &mut bins);
    bins
}

fn bin(points: &[(f64, bool)], sorted: &[(f64, u32)], curve: Option<&Logistic>) -> Option<PressureBin> {
    let (from, to) = (sorted.first()?.0, sorted.last()?.0);
    let of = sorted.len();
    let failed =
        sorted.iter().filter(|(_, place)| points.get(*place as usize).is_some_and(|(_, failed)| *failed)).count();
    let rate = Rate { failed: failed as u64, of: of as u64 };
    let mean =
        |number: &dyn Fn(f64) -> f64| sorted.iter().map(|(pressure, _)| number(*pressure)).sum::<f64>() / of as f64;
    Some(PressureBin {
        from,
        to,
        mean: if from == to { from } else { mean(&|pressure| pressure) },
        rate,
        interval: rate.interval(CONFIDENCE),
        fitted: curve.map(|curve| {
            if from == to { curve.probability(from) } else { mean(&|pressure| curve.probability(pressure)) }
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn associated(points: Vec<(f64, bool)>) -> Associated {
        let mut association = Associating::new(points);
        while !association.go_on(13) {}
        association.finish()
    }

    #[test]
    fn what_says_too_little_is_told() {
        let few = associated((0..500).map(|index| (f64::from(index % 7), index % 100 == 0)).collect());
        assert_eq!(few.curve, Err(NoCurve::TooFew(5)));
        assert_eq!(few.bins.len(), 7);
        let separated = associated((0..100).map(|index| (f64::from(index), 60 < index)).collect());
        assert_eq!(separated.curve, Err(NoCurve::Separated));
        let flat = associated((0..100).map(|index| (3.0, index % 3 == 0)).collect());
        assert_eq!((flat.curve, flat.pearson, flat.bins.len()), (Err(NoCurve::NoSpread), None, 1));
        let nothing = associated(Vec::new());
        assert_eq!((nothing.curve, nothing.bins.len()), (Err(NoCurve::TooFew(0)), 0));
    }

    #[test]
    fn bins_hold_everybody_once() {
        let many = associated((0..1003).map(|index| (f64::from(index * 7 % 331) / 3.0, index % 4 == 0)).collect());
        assert_eq!(many.bins.iter().map(|bin| bin.rate.of).sum::<u64>(), 1003);
        assert!((9..=11).contains(&many.bins.len()));
        assert!(many.bins.windows(2).all(|pair| pair[0].to < pair[1].from));
        let curve = many.curve.unwrap();
        // The curve of greatest likelihood expects as many as there were.
        let expected: f64 = many.bins.iter().map(|bin| bin.fitted.unwrap() * bin.rate.of as f64).sum();
        assert!((expected - curve.events as f64).abs() < 1e-6);
    }

    /// With ties Spearman's coefficient is Pearson's of the mean ranks; of a two-valued number ranks are a straight function of it.
    #[test]
    fn two_values_are_as_good_as_their_ranks() {
        let points: Vec<(f64, bool)> = (0..40).map(|index| (f64::from(index * index % 17), index % 3 == 0)).collect();
        let rho = associated(points.clone()).spearman.unwrap().0;
        let ranked = |numbers: Vec<f64>| ranks(&Sorting::new(numbers).at_once());
        let x = ranked(points.iter().map(|point| point.0).collect());
        let y = ranked(points.iter().map(|point| f64::from(u8::from(point.1))).collect());
        assert!((rho - Bivariate::of(x.into_iter().zip(y)).pearson().unwrap()).abs() < 1e-12);
    }
}
