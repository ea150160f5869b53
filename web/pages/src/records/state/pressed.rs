//! What is asked about pressure, and what is told: what each migration costs, what was in flight, and how failures go with it.

use precopy_model::numeric::Logistic;
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::records::log::{CostUnit, Costs, Log, Measure, Name, Site, Step, Swept};

use super::large::Large;
use super::part::Part;

/// What does each migration cost? With dirty rates that is a simulated migration for each, so that it is asked only where it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Of this log.
    pub log: Large<Log>,
    /// By what it says of its site.
    pub site: Large<Option<Site>>,
    /// A migration costs so.
    pub unit: CostUnit,
}

/// What is in flight, by which cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// Of this log.
    pub log: Large<Log>,
    /// What each costs; none: as much as any other.
    pub costs: Option<Large<Costs>>,
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

/// What was in flight at one host?
#[derive(Clone, Debug, PartialEq)]
pub struct AtHost {
    /// Of all that was in flight.
    pub swept: Large<Swept>,
    /// The host.
    pub host: Name,
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
    pub part: Part,
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
