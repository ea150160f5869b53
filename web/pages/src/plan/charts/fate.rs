//! What came of a step, as it is drawn: how it ended, and the moments between which its parts lie.

use precopy_model::plan::{Action, Ended, NotStarted, Ran, Technique};
use precopy_model::predict::{Outcome, Reason};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::LimitAction;

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A host comes up.
    Boots,
    /// A host goes down.
    GoesDown,
    /// Pre-copy that ends by its threshold.
    Converges,
    /// Post-copy, as it was planned.
    PostCopy,
    /// A limit stopped the guest, and the rest was copied.
    Forced,
    /// A limit switched it to post-copy.
    SwitchesOver,
    /// A limit ended it: the VM stays where it is.
    Cancelled,
    /// It goes on for ever.
    Never,
    /// It was never begun.
    NotBegun(NotStarted),
}

impl Fate {
    /// What came of this step.
    #[must_use]
    pub fn of(ran: &Ran) -> Self {
        let migrated = match &ran.ended {
            Ended::NotStarted(why) => return Self::NotBegun(*why),
            Ended::Switched => {
                return if matches!(ran.action, Action::Shutdown(_)) { Self::GoesDown } else { Self::Boots };
            }
            Ended::ForEver(_) => return Self::Never,
            Ended::Migrated(migrated) => migrated,
        };
        let planned = matches!(ran.action, Action::Migrate { technique: Technique::PostCopy, .. });
        match (migrated.prediction.outcome, migrated.prediction.reason) {
            (Outcome::Never, _) => Self::Never,
            (Outcome::Cancelled, _) => Self::Cancelled,
            (Outcome::Completes, Reason::Limit { action: LimitAction::PostCopy, .. }) if planned => Self::PostCopy,
            (Outcome::Completes, Reason::Limit { action: LimitAction::PostCopy, .. }) => Self::SwitchesOver,
            (Outcome::Completes, Reason::Limit { .. }) => Self::Forced,
            (Outcome::Completes, _) => Self::Converges,
        }
    }

    /// Whether it is a migration whose pre-copy did not converge, which is to be seen at once.
    #[must_use]
    pub const fn stands_out(self) -> bool {
        matches!(self, Self::Forced | Self::SwitchesOver | Self::Cancelled | Self::Never)
    }

    /// Whether the VM is at its destination afterwards.
    #[must_use]
    pub const fn arrives(self) -> bool {
        matches!(self, Self::Converges | Self::PostCopy | Self::Forced | Self::SwitchesOver)
    }

    /// Whether it is something that a host does.
    #[must_use]
    pub const fn is_of_host(self) -> bool {
        matches!(self, Self::Boots | Self::GoesDown)
    }
}

/// A step that was begun: its moments in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The step, by number.
    pub step: usize,
    /// What came of it.
    pub fate: Fate,
    /// The host that it is about; of a migration, the one that is left.
    pub host: usize,
    /// When it was begun.
    pub start: f64,
    /// When it was over; infinite where it never is.
    pub end: f64,
    /// From when on the VM stands still, and until when; none where it never does.
    pub still: Option<(f64, f64)>,
}

impl Bar {
    /// The bar of a step; none of one that was never begun.
    #[must_use]
    pub fn of(step: usize, ran: &Ran) -> Option<Self> {
        let start = ran.start?.as_seconds();
        let fate = Fate::of(ran);
        let end = ran.end.map_or(f64::INFINITY, Seconds::as_seconds);
        let (host, still) = match (ran.action, ran.migrated()) {
            (Action::Boot(host) | Action::Shutdown(host), _) => (host, None),
            (Action::Migrate { .. }, Some(migrated)) => {
                let prediction = &migrated.prediction;
                let still = prediction.stop.filter(|_| fate != Fate::Cancelled).map(|stop| {
                    let stop = start + stop.as_seconds();
                    let runs = prediction.downtime.map_or(end, |downtime| stop + downtime.as_seconds());
                    // Where nothing follows, what rounding leaves is not something that does.
                    (stop, if matches!(fate, Fate::PostCopy | Fate::SwitchesOver) { runs.min(end) } else { end })
                });
                (migrated.from, still)
            }
            (Action::Migrate { .. }, None) => return None,
        };
        let fate = if end.is_infinite() && !fate.is_of_host() { Fate::Never } else { fate };
        Some(Self { step, fate, host, start, end, still })
    }

    /// Whether it goes on at a moment.
    #[must_use]
    pub fn is_on_at(&self, moment: f64) -> bool {
        self.start <= moment && moment < self.end
    }
}
