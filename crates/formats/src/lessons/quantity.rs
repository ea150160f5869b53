//! What can be asked of the model in a lesson: each quantity by its name, and who has to say it.

use precopy_model::explore::Measure;
use precopy_model::problem::Field;

/// A quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// An input of the scenario, or the product's own value.
    Input(Field),
    /// The product's name.
    Product,
    /// r_u.
    CopyRate,
    /// RATE/r_u.
    WriteShare,
    /// ESET.
    EmptySet,
    /// PSET.
    PassiveSet,
    /// t1.
    FirstPass,
    /// f(t1); of the simulated loop what its first look found.
    LeftFirstPass,
    /// t2.
    Stop,
    /// Pages left at t2.
    Left,
    /// c1.
    Threshold,
    /// t_c2.
    Limit,
    /// t3 − t0.
    MigrationTime,
    /// t3 − t2.
    Downtime,
    /// The guest runs, but is slowed down or waits.
    Brownout,
    /// Bytes on the wire.
    Data,
    /// Rounds of pre-copy.
    RoundsTaken,
    /// `completes`, `cancelled`, `never`.
    Outcome,
    /// `threshold`, `limit`, `nothing`.
    EndedBy,
    /// A whole sentence.
    Reason,
    /// Of a number, where inputs vary: what it does not exceed in so many of a hundred runs.
    Quantile(Measure, u8),
    /// The share of the runs that complete, where inputs vary.
    CompletesShare,
    /// d(downtime limit): the most that is rewritten in that time.
    Rewritten,
    /// When a plan is through.
    Completion,
    /// The mean time of a plan's migrations.
    MeanMigration,
    /// The energy of all hosts.
    Energy,
    /// The most that all hosts draw.
    PeakPower,
    /// Steps of a plan that were not done.
    Unfinished,
    /// The largest load beside a plan's migrations, as a line rate.
    Contention,
    /// Of recorded runs: the share whose time is no longer than predicted.
    CoveredTime,
    /// The same for the downtime.
    CoveredDowntime,
    /// Of recorded runs: the mean error of the time, as a share of the mean time.
    ErrorTime,
    /// The same for the downtime.
    ErrorDowntime,
    /// The share of recorded runs whose time is predicted to within five per cent.
    Within5,
}

/// What a quantity is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A scenario, whoever predicts.
    Scenario,
    /// A prediction: somebody has to say it.
    Prediction,
    /// Many predictions: inputs vary.
    Spread,
    /// A plan, played.
    Plan,
    /// Recorded runs, and a prediction of each.
    Runs,
}

/// Names, but for those of inputs and quantiles.
const NAMES: &[(&str, Quantity)] = &[
    ("product", Quantity::Product),
    ("copy-rate", Quantity::CopyRate),
    ("write-share", Quantity::WriteShare),
    ("empty-set", Quantity::EmptySet),
    ("passive-set", Quantity::PassiveSet),
    ("first-pass", Quantity::FirstPass),
    ("left-first-pass", Quantity::LeftFirstPass),
    ("stop", Quantity::Stop),
    ("left", Quantity::Left),
    ("threshold", Quantity::Threshold),
    ("limit", Quantity::Limit),
    ("migration-time", Quantity::MigrationTime),
    ("downtime", Quantity::Downtime),
    ("brownout", Quantity::Brownout),
    ("data", Quantity::Data),
    ("rounds-taken", Quantity::RoundsTaken),
    ("outcome", Quantity::Outcome),
    ("ended-by", Quantity::EndedBy),
    ("reason", Quantity::Reason),
    ("completes.share", Quantity::CompletesShare),
    ("rewritten", Quantity::Rewritten),
    ("completion", Quantity::Completion),
    ("mean-migration", Quantity::MeanMigration),
    ("energy", Quantity::Energy),
    ("peak-power", Quantity::PeakPower),
    ("unfinished", Quantity::Unfinished),
    ("contention", Quantity::Contention),
    ("covered-time", Quantity::CoveredTime),
    ("covered-downtime", Quantity::CoveredDowntime),
    ("error-time", Quantity::ErrorTime),
    ("error-downtime", Quantity::ErrorDowntime),
    ("within-5", Quantity::Within5),
];

/// Numbers that have quantiles, and which.
const MEASURES: [(&str, Measure); 3] =
    [("downtime", Measure::Downtime), ("migration-time", Measure::MigrationTime), ("data", Measure::Data)];
const PERCENTILES: [(&str, u8); 3] = [(".p50", 50), (".p90", 90), (".p99", 99)];

impl Quantity {
    /// The quantity of a name; an input has its key besides.
    pub(super) fn named(name: &str) -> Option<Self> {
        if let Some((_, quantity)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Some(*quantity);
        }
        let (ending, percent) = PERCENTILES.iter().find(|(ending, _)| name.ends_with(ending))?;
        let number = name.strip_suffix(ending)?;
        let (_, measure) = MEASURES.iter().find(|(known, _)| *known == number)?;
        Some(Self::Quantile(*measure, *percent))
    }

    /// Its name; that of an input is `input` and its key.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Input(field) => format!("input {}", crate::fields::row(field).key),
            Self::Quantile(measure, percent) => {
                let number = MEASURES.iter().find(|(_, known)| *known == measure).map_or("", |(name, _)| name);
                format!("{number}.p{percent}")
            }
            other => NAMES.iter().find(|(_, known)| *known == other).map_or("", |(name, _)| name).to_owned(),
        }
    }

    pub(super) const fn subject(self) -> Subject {
        match self {
            Self::Input(_)
            | Self::Product
            | Self::CopyRate
            | Self::WriteShare
            | Self::EmptySet
            | Self::PassiveSet
            | Self::Rewritten => Subject::Scenario,
            Self::FirstPass
            | Self::LeftFirstPass
            | Self::Stop
            | Self::Left
            | Self::Threshold
            | Self::Limit
            | Self::MigrationTime
            | Self::Downtime
            | Self::Brownout
            | Self::Data
            | Self::RoundsTaken
            | Self::Outcome
            | Self::EndedBy
            | Self::Reason => Subject::Prediction,
            Self::Quantile(..) | Self::CompletesShare => Subject::Spread,
            Self::Completion
            | Self::MeanMigration
            | Self::Energy
            | Self::PeakPower
            | Self::Unfinished
            | Self::Contention => Subject::Plan,
            Self::CoveredTime | Self::CoveredDowntime | Self::ErrorTime | Self::ErrorDowntime | Self::Within5 => {
                Subject::Runs
            }
        }
    }
}
