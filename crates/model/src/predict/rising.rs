//! Thresholds that a product raises while a migration does not get there.

use crate::quantity::Seconds;
use crate::scenario::{Doubling, RoundSteps};

/// Nova looks twice a second whether a step is due.
pub(super) const NOVA_POLL: f64 = 0.5;

/// How the threshold of a scenario moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rising {
    /// Not at all.
    Never,
    /// In steps of time.
    OverTime(TimeSteps),
    /// By rounds, then the migration is given up.
    ByRounds(&'static RoundSteps),
    /// Doubled until it fits; the closed forms keep the first value.
    Doubling(Doubling),
}

/// A threshold in force from a moment on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// From when on, in seconds since memory began to be sent.
    pub at: f64,
    /// The downtime limit.
    pub limit: Seconds,
    /// c1 in pages.
    pub c1: f64,
}

/// Equal steps of a downtime limit over time.
///
/// Nova: base = limit/steps, raise = (limit − base)/steps; at i·every the limit is ⌊base + i·raise⌋ milliseconds, for
/// i = 0 … steps.
///
/// Source: openstack/nova, nova/virt/libvirt/migration.py, `downtime_steps` and `update_downtime`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeSteps {
    /// How many raises.
    pub count: u32,
    /// Seconds between two of them.
    pub every: f64,
    /// The limit in the end.
    pub limit: Seconds,
    /// Seconds before memory begins to be sent, in which the steps go on too.
    pub lead: f64,
    /// c1 for each second of the limit, in pages.
    pub pages_per_second: f64,
}

impl TimeSteps {
    /// The step with this number; the last one for any number beyond.
    #[must_use]
    pub fn step(&self, index: u32) -> Step {
        let index = f64::from(index.min(self.count));
        let (count, last) = (f64::from(self.count), self.limit.as_milliseconds());
        let base = last / count;
        let limit = Seconds::from_milliseconds(libm::floor(base + index * (last - base) / count + 1e-9));
        Step { at: self.due(index).max(0.0), limit, c1: self.pages_per_second * limit.as_seconds() }
    }

    /// When a step is due, in seconds since memory began to be sent: before that, where other data takes so long.
    fn due(&self, index: f64) -> f64 {
        index * self.every - self.lead
    }

    /// By when a step is sure to have been taken. The first one is taken before anything is sent.
    #[must_use]
    pub fn taken_by(&self, index: u32) -> f64 {
        if index == 0 { f64::NEG_INFINITY } else { self.due(f64::from(index)) + NOVA_POLL }
    }

    /// All steps in their order.
    pub fn steps(&self) -> impl Iterator<Item = Step> + '_ {
        (0..=self.count).map(|index| self.step(index))
    }

    /// The last step that can be in force at a moment.
    #[must_use]
    pub fn in_force(&self, at: f64) -> Step {
        self.steps().take_while(|step| step.at <= at).last().unwrap_or_else(|| self.step(0))
    }
}
