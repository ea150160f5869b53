//! What can be asked of a prediction of a recorded run: which predictor, which span of time, and whether it told the outcome.

use super::Run;
use super::compare::Pair;
use super::replay::Predicted;
use crate::predict::{Prediction, Reason};
use crate::quantity::Seconds;
use crate::scenario::LimitAction;

/// Who predicts a recorded run, and what it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Forecast {
    /// Salfner's equations.
    Paper,
    /// The bound.
    Bound,
    /// The simulated loop, which does not know where the writer stands.
    Unknown,
    /// The simulated loop with the writer where it stood.
    Known,
}

impl Forecast {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Paper, Self::Bound, Self::Unknown, Self::Known];

    /// Short name, in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Bound => "bound",
            Self::Unknown => "rounds",
            Self::Known => "rounds-known",
        }
    }

    /// What it says.
    #[must_use]
    pub const fn of(self, predicted: &Predicted) -> &Prediction {
        match self {
            Self::Paper => &predicted.paper,
            Self::Bound => &predicted.bound,
            Self::Unknown => &predicted.unknown,
            Self::Known => &predicted.known,
        }
    }
}

/// A span of time of a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// t3 − t0.
    MigrationTime,
    /// t3 − t2.
    Downtime,
}

impl Span {
    /// Both.
    pub const ALL: [Self; 2] = [Self::MigrationTime, Self::Downtime];

    /// Short name, in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::MigrationTime => "time",
            Self::Downtime => "downtime",
        }
    }

    /// What it was.
    #[must_use]
    pub const fn measured(self, run: &Run) -> Seconds {
        match self {
            Self::MigrationTime => run.measured.migration_time,
            Self::Downtime => run.measured.downtime,
        }
    }

    /// What was predicted; none: "never".
    #[must_use]
    pub const fn predicted(self, prediction: &Prediction) -> Option<Seconds> {
        match self {
            Self::MigrationTime => prediction.migration_time,
            Self::Downtime => prediction.downtime,
        }
    }

    /// Both, to be compared.
    #[must_use]
    pub const fn pair(self, run: &Run, prediction: &Prediction) -> Pair {
        Pair { predicted: self.predicted(prediction), measured: self.measured(run) }
    }
}

/// Whether a prediction says that the end has to be forced. A switch to post-copy is no such end.
#[must_use]
pub const fn is_forced(prediction: &Prediction) -> bool {
    matches!(prediction.reason, Reason::Limit { action, .. } if !matches!(action, LimitAction::PostCopy))
}
