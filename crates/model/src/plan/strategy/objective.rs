//! What makes one plan better than another.

use crate::plan::check::{Breach, Broken};
use crate::plan::timeline::Timeline;

/// What is to be least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Objective {
    /// When all is over.
    Completion,
    /// The mean time of a migration.
    MeanMigrationTime,
    /// The energy of all hosts until then.
    Energy,
    /// The most that all hosts draw at once.
    PeakPower,
    /// The downtimes of all VMs together.
    TotalDowntime,
    /// A sum of all.
    Weighted(Weights),
}

/// What a second, a kilojoule or a watt counts in a weighted sum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weights {
    /// A second of completion.
    pub completion: f64,
    /// A second of the mean migration time.
    pub mean_migration_time: f64,
    /// A kilojoule.
    pub energy: f64,
    /// A watt of the peak.
    pub peak_power: f64,
    /// A second of downtime, of all VMs together.
    pub total_downtime: f64,
}

/// 1 kJ in J.
const JOULES_PER_KILOJOULE: f64 = 1000.0;

impl Objective {
    /// The number that is to be least: s, J, W, or a weighted sum.
    #[must_use]
    pub fn of(&self, timeline: &Timeline) -> f64 {
        let completion = timeline.end.as_seconds();
        let mean = timeline.mean_migration_time().map_or(0.0, |time| time.as_seconds());
        let energy = timeline.energy().as_joules();
        let peak = timeline.peak_power().as_watts();
        let downtime = timeline.total_downtime().as_seconds();
        match self {
            Self::Completion => completion,
            Self::MeanMigrationTime => mean,
            Self::Energy => energy,
            Self::PeakPower => peak,
            Self::TotalDowntime => downtime,
            Self::Weighted(weights) => {
                weights.completion * completion
                    + weights.mean_migration_time * mean
                    + weights.energy * energy / JOULES_PER_KILOJOULE
                    + weights.peak_power * peak
                    + weights.total_downtime * downtime
            }
        }
    }
}

/// How good a plan is: what it does not do, what it breaks, the objective, and when it is over. Less is better, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Grade {
    undone: usize,
    broken: usize,
    pub(super) value: f64,
    end: f64,
}

impl Grade {
    pub(super) fn of(timeline: &Timeline, breaches: &[Breach], objective: &Objective) -> Self {
        let undone = breaches.iter().filter(|breach| matches!(breach.broken, Broken::Step(_))).count();
        Self { undone, broken: breaches.len() - undone, value: objective.of(timeline), end: timeline.end.as_seconds() }
    }
}
