//! What a migration is wanted to be, and whether a prediction meets it.

use super::{Figures, Input};
use crate::predict::Outcome;
use crate::quantity::{Bytes, Seconds};

/// What a number may exceed a target by, as a share, and count as equal.
pub(super) const ROUNDING: f64 = 1e-9;

/// What is wanted of a migration. All of them want it to complete: a guest that stays where it is has no downtime, and has not moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A downtime of at most so much.
    Downtime(Seconds),
    /// A migration time of at most so much.
    MigrationTime(Seconds),
    /// At most so many bytes on the wire.
    Data(Bytes),
    /// That it completes at all.
    Completes,
}

/// What a prediction says to a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// It is met.
    Met,
    /// It completes, but with so much more than is wanted: seconds or bytes, as the target has.
    Missed(f64),
    /// It does not even complete.
    DoesNotComplete,
}

impl Verdict {
    /// Whether the target is met.
    #[must_use]
    pub fn is_met(self) -> bool {
        self == Self::Met
    }

    /// How far off it is, in seconds or bytes: nothing when met, without end when the migration does not complete.
    ///
    /// ```
    /// use precopy_model::explore::Verdict;
    /// assert!(Verdict::Met.miss() < Verdict::Missed(0.1).miss());
    /// assert!(Verdict::Missed(1e9).miss() < Verdict::DoesNotComplete.miss());
    /// ```
    #[must_use]
    pub const fn miss(self) -> f64 {
        match self {
            Self::Met => 0.0,
            Self::Missed(by) => by,
            Self::DoesNotComplete => f64::INFINITY,
        }
    }
}

/// An end of an input's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The small values.
    Lower,
    /// The large ones.
    Higher,
}

impl Target {
    /// Whether a prediction meets the target: it completes, and `number ≤ wanted · (1 + 10⁻⁹)`.
    ///
    /// The billionth part is for rounding: over inputs that do not matter a number stays the same but for its last digits, and a target
    /// of just that number would be met here and missed there.
    ///
    /// ```
    /// use precopy_model::explore::{Figures, Target, Verdict};
    /// use precopy_model::predict::Outcome;
    /// use precopy_model::quantity::{Bytes, Seconds};
    /// let s = Seconds::from_seconds;
    /// let figures = Figures {
    ///     outcome: Outcome::Completes,
    ///     migration_time: Some(s(40.0)),
    ///     downtime: Some(s(0.5)),
    ///     brownout: Seconds::ZERO,
    ///     data: Some(Bytes::from_gib(4.0)),
    ///     rounds: None,
    /// };
    /// assert_eq!(Target::Downtime(s(0.5)).judge(&figures), Verdict::Met);
    /// assert_eq!(Target::Downtime(s(0.5 - 1e-12)).judge(&figures), Verdict::Met);
    /// assert_eq!(Target::MigrationTime(s(30.0)).judge(&figures), Verdict::Missed(10.0));
    /// let stays = Figures { outcome: Outcome::Cancelled, downtime: Some(Seconds::ZERO), ..figures };
    /// assert_eq!(Target::Downtime(s(0.5)).judge(&stays), Verdict::DoesNotComplete);
    /// ```
    #[must_use]
    pub fn judge(self, figures: &Figures) -> Verdict {
        if figures.outcome != Outcome::Completes {
            return Verdict::DoesNotComplete;
        }
        let seconds = |time: Option<Seconds>| time.map(Seconds::as_seconds);
        let (number, wanted) = match self {
            Self::Downtime(most) => (seconds(figures.downtime), most.as_seconds()),
            Self::MigrationTime(most) => (seconds(figures.migration_time), most.as_seconds()),
            Self::Data(most) => (figures.data.map(Bytes::as_bytes), most.as_bytes()),
            Self::Completes => return Verdict::Met,
        };
        match number {
            Some(number) if number <= wanted * (1.0 + ROUNDING) => Verdict::Met,
            Some(number) => Verdict::Missed(number - wanted),
            None => Verdict::DoesNotComplete,
        }
    }

    /// On which side of an input the target is easier to meet, as a rule: small guests that write little, fast links, high caps,
    /// strong throttling. A downtime limit and a stop threshold end a migration the sooner the higher they are, and let the guest
    /// stand the longer.
    #[must_use]
    pub const fn good_side(self, input: Input) -> Side {
        match input {
            Input::Memory | Input::WorkingSet | Input::HotSet | Input::DirtyRate => Side::Lower,
            Input::Link | Input::BandwidthCap | Input::FirstThrottle => Side::Higher,
            Input::DowntimeLimit | Input::StopThreshold => match self {
                Self::Downtime(_) => Side::Lower,
                Self::MigrationTime(_) | Self::Data(_) | Self::Completes => Side::Higher,
            },
        }
    }
}
