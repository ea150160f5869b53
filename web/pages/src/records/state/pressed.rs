//! What is asked about pressure, and what is told: what each migration was expected to take, what was in flight, and how failures go with it.

use precopy_model::numeric::Logistic;
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::records::log::{CostUnit, Costs, Expectation, Filter, Log, Measure, Site, Step, Swept};

use super::large::Large;

/// What a log says of its site, and what that makes each of its migrations take.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The site; none where too few migrations tell time and size.
    pub site: Option<Site>,
    /// What is expected of each, by its place in the log.
    pub expected: Vec<Option<Expectation>>,
}

/// What is in flight, by which cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// Of this log.
    pub log: Large<Log>,
    /// With what is expected of it; none as long as that is not known, so that each costs the same.
    pub known: Option<Large<Known>>,
    /// A migration costs so.
    pub unit: CostUnit,
}

/// What was in flight.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// All of it.
    pub swept: Large<Swept>,
    /// What costs are of; none where nothing is known, so that each costs one.
    pub unit: Option<CostUnit>,
    /// For so many the cost is assumed.
    pub assumed: usize,
    /// From the first begin to the last end.
    pub span: Option<(Seconds, Seconds)>,
}

impl Loaded {
    /// Takes it together.
    #[must_use]
    pub fn of(swept: Swept, costs: &Costs) -> Self {
        let span = span(&swept.steps);
        Self { swept: Large::new(swept), unit: costs.unit, assumed: costs.assumed, span }
    }
}

/// From the first step to the last one.
#[must_use]
pub fn span(steps: &[Step]) -> Option<(Seconds, Seconds)> {
    let (first, last) = (steps.first()?.at, steps.last()?.at);
    (first < last).then_some((first, last))
}

/// How do failures go with pressure?
#[derive(Clone, Debug, PartialEq)]
pub struct Associate {
    /// Of this log.
    pub log: Large<Log>,
    /// Whose pressure is this.
    pub swept: Large<Swept>,
    /// Measured so.
    pub measure: Measure,
    /// Of these migrations; what weighs on them is everything.
    pub filter: Filter,
}

/// A pressure as a number for the eye: what one of its units is, and how many of the model's go into one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Migrations.
    Count,
    /// Bytes, shown in GiB.
    Bytes,
    /// Seconds, shown in minutes.
    Minutes,
}

impl Scale {
    /// Of a measure whose costs are of a unit.
    #[must_use]
    pub const fn of(measure: Measure, unit: Option<CostUnit>) -> Self {
        match (measure, unit) {
            (Measure::Count | Measure::CountOnHost, _) | (_, None) => Self::Count,
            (_, Some(CostUnit::Bytes)) => Self::Bytes,
            (_, Some(CostUnit::Seconds)) => Self::Minutes,
        }
    }

    /// So much is one.
    #[must_use]
    pub fn one(self) -> f64 {
        match self {
            Self::Count => 1.0,
            Self::Bytes => Bytes::from_gib(1.0).as_bytes(),
            Self::Minutes => 60.0,
        }
    }
}

/// By how much the odds of failure are multiplied for one more: the factor, and its interval.
#[must_use]
pub fn odds(curve: &Logistic, scale: Scale, confidence: f64) -> [f64; 3] {
    let interval = curve.slope_interval(confidence);
    [curve.slope, interval.least, interval.most].map(|slope| (slope * scale.one()).exp())
}
