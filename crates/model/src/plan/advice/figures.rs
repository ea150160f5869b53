//! What a plan comes to, in the numbers by which advice is compared.

use crate::plan::timeline::{Migrated, Ran, Timeline};
use crate::plan::{Action, Technique};
use crate::predict::{Outcome, Reason};
use crate::quantity::{Joules, Seconds, Watts};

/// What a plan comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Steps that were not done, and VMs that were left out.
    pub undone: usize,
    /// Migrations that were wanted.
    pub migrations: usize,
    /// Those that ended as they should: by their threshold, or by post-copy from the beginning.
    pub converged: usize,
    /// When the last thing that ended was over.
    pub end: Seconds,
    /// The downtimes of all VMs together.
    pub total_downtime: Seconds,
    /// The longest of them.
    pub longest_downtime: Seconds,
    /// The energy of all hosts until the end.
    pub energy: Joules,
    /// The most that they draw.
    pub peak_power: Watts,
}

/// What counts as better by enough to be told.
const BETTER: f64 = 0.99;

impl Figures {
    /// Those of a plan that has been played, from which so many VMs had been left out.
    #[must_use]
    pub fn of(timeline: &Timeline, left_out: usize) -> Self {
        let migrations = timeline.ran.iter().filter(|ran| matches!(ran.action, Action::Migrate { .. })).count();
        let downtimes = timeline.migrations().filter_map(|(_, migrated)| migrated.prediction.downtime);
        Self {
            undone: timeline.ran.iter().filter(|ran| !ran.is_done()).count() + left_out,
            migrations: migrations + left_out,
            converged: timeline.migrations().filter(|(ran, migrated)| converged(ran, migrated)).count(),
            end: timeline.end,
            total_downtime: timeline.total_downtime(),
            longest_downtime: downtimes.fold(Seconds::ZERO, |longest, one| if longest < one { one } else { longest }),
            energy: timeline.energy(),
            peak_power: timeline.peak_power(),
        }
    }

    /// Whether it is better than another one: more is done, more converge, it is over sooner, or as soon with less downtime; of the last two,
    /// by a hundredth at least.
    #[must_use]
    pub fn is_better_than(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.missed(), other.missed());
        if mine != theirs {
            return mine < theirs;
        }
        let [end, downtime] = [(self.end, other.end), (self.total_downtime, other.total_downtime)]
            .map(|(mine, theirs)| (mine.as_seconds(), theirs.as_seconds()));
        end.0 <= BETTER * end.1 && end.0 < end.1
            || end.0 <= end.1 && downtime.0 <= BETTER * downtime.1 && downtime.0 < downtime.1
    }

    /// Whether it comes before another one: fewer undone, fewer that do not converge, sooner over, less downtime.
    #[must_use]
    pub fn comes_before(&self, other: &Self) -> bool {
        self.rank() < other.rank()
    }

    /// Steps undone, and migrations that did not end as they should.
    const fn missed(&self) -> (usize, usize) {
        (self.undone, self.migrations.saturating_sub(self.converged))
    }

    fn rank(&self) -> ((usize, usize), f64, f64) {
        (self.missed(), self.end.as_seconds(), self.total_downtime.as_seconds())
    }
}

/// Whether a migration ended as it should.
pub(super) fn converged(ran: &Ran, migrated: &Migrated) -> bool {
    let is_post_copy = matches!(ran.action, Action::Migrate { technique: Technique::PostCopy, .. });
    let by_threshold = matches!(migrated.prediction.reason, Reason::Threshold { .. });
    ran.end.is_some() && migrated.prediction.outcome == Outcome::Completes && (is_post_copy || by_threshold)
}
