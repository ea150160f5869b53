//! The numbers of a prediction without its curve, for where many are kept; and who predicts them.

use crate::predict::{Outcome, Prediction, Predictor, bound, rounds};
use crate::quantity::{Bytes, Seconds};
use crate::scenario::Checked;

/// Who answers a question over predictions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// The bound ([`bound::predict`]): the answer holds while its conditions do.
    Bound,
    /// The product's own loop ([`rounds::predict`]): the answer is the expectation.
    Rounds,
}

impl Who {
    /// Predicts one migration; rounds are played, not told of.
    #[must_use]
    pub fn predict(self, scenario: &Checked) -> Prediction {
        match self {
            Self::Bound => bound::predict(scenario),
            Self::Rounds => rounds::predict(scenario),
        }
    }

    /// The same, without the curve.
    #[must_use]
    pub fn figures(self, scenario: &Checked) -> Figures {
        Figures::of(&self.predict(scenario))
    }

    /// The predictor that it is.
    #[must_use]
    pub const fn predictor(self) -> Predictor {
        match self {
            Self::Bound => Predictor::Bound,
            Self::Rounds => Predictor::Rounds,
        }
    }
}

/// What a [`Prediction`] says in numbers; each as there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// How it ends.
    pub outcome: Outcome,
    /// Until the source is no longer needed, or the migration is given up; none when it never ends.
    pub migration_time: Option<Seconds>,
    /// The guest runs nowhere; zero when cancelled, none when it never ends.
    pub downtime: Option<Seconds>,
    /// The guest runs, but is throttled or waits for pages.
    pub brownout: Seconds,
    /// Bytes on the wire; none when it never ends.
    pub data: Option<Bytes>,
    /// Rounds of pre-copy, where they are counted.
    pub rounds: Option<u32>,
}

impl Figures {
    /// The numbers of a prediction.
    #[must_use]
    pub const fn of(prediction: &Prediction) -> Self {
        Self {
            outcome: prediction.outcome,
            migration_time: prediction.migration_time,
            downtime: prediction.downtime,
            brownout: prediction.brownout,
            data: prediction.data,
            rounds: prediction.rounds,
        }
    }
}

/// A number of a prediction, for questions that are asked of each alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The guest runs nowhere, in seconds.
    Downtime,
    /// Until the source is no longer needed, in seconds.
    MigrationTime,
    /// On the wire, in bytes.
    Data,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Downtime, Self::MigrationTime, Self::Data];

    /// The number, in its base unit; none when the migration does not complete: a guest that stays where it is has no downtime, and has
    /// not moved.
    #[must_use]
    pub fn of(self, figures: &Figures) -> Option<f64> {
        if figures.outcome != Outcome::Completes {
            return None;
        }
        match self {
            Self::Downtime => figures.downtime.map(Seconds::as_seconds),
            Self::MigrationTime => figures.migration_time.map(Seconds::as_seconds),
            Self::Data => figures.data.map(Bytes::as_bytes),
        }
    }
}
