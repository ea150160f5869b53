//! What came of a plan: when each step began and ended and how, what links carried, what hosts drew.

use super::Action;
use crate::predict::{Outcome, Prediction};
use crate::quantity::{Bytes, BytesPerSecond, Joules, Seconds, Watts};

/// Something that is constant from one moment to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// Moments in seconds, and what it is from then on.
    pub values: Vec<(f64, f64)>,
}

impl Steps {
    /// From this moment on it is so much. What is not later than the last moment takes its place.
    pub(super) fn set(&mut self, at: f64, value: f64) {
        if let Some(last) = self.values.last_mut().filter(|last| at <= last.0) {
            last.1 = value;
            let count = self.values.len();
            let before = count.checked_sub(2).and_then(|at| self.values.get(at));
            if before.is_some_and(|before| before.1 == value) {
                self.values.pop();
            }
        } else if self.values.last().is_none_or(|last| last.1 != value) {
            self.values.push((at, value));
        }
    }

    /// What it is at a moment; nothing before the first.
    #[must_use]
    pub fn at(&self, moment: f64) -> f64 {
        let after = self.values.partition_point(|(at, _)| *at <= moment);
        after.checked_sub(1).and_then(|at| self.values.get(at)).map_or(0.0, |(_, value)| *value)
    }

    /// The area under it up to a moment.
    #[must_use]
    pub fn area(&self, until: f64) -> f64 {
        let ends = self.values.iter().skip(1).map(|(at, _)| *at).chain([until]);
        let pieces = self.values.iter().zip(ends).map(|((at, value), end)| value * (end.min(until) - at).max(0.0));
        pieces.sum()
    }

    /// The largest that it ever is; nothing where there is none.
    #[must_use]
    pub fn peak(&self) -> f64 {
        self.values.iter().map(|(_, value)| *value).fold(0.0, f64::max)
    }
}

/// A migration that was begun.
#[derive(Clone, Debug, PartialEq)]
pub struct Migrated {
    /// From which host.
    pub from: usize,
    /// What came of it, counted from its own start: outcome, reason, downtime, brownout, bytes.
    pub prediction: Prediction,
    /// What it sent, also where it never ended.
    pub sent: Bytes,
    /// How long each lane held it back: those that were full, and gave nobody more than it, in the order in which they first did.
    pub held_back: Vec<(usize, Seconds)>,
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// A host is on, or off.
    Switched,
    /// A migration is over: complete or cancelled.
    Migrated(Box<Migrated>),
    /// A migration goes on for ever as things are: nothing else is to come that would give it more.
    ForEver(Box<Migrated>),
    /// It was never begun.
    NotStarted(NotStarted),
}

/// Why a step was never begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotStarted {
    /// A step that it waits for never ended; or steps wait for each other.
    Waits,
    /// The VM is there already, or there is no such VM or host.
    Nothing,
    /// There is no way over the network.
    NoWay,
    /// The destination is off, or going down.
    HostOff,
    /// The destination never has the memory.
    NoMemory,
    /// VMs are left on the host that is to be switched off.
    NotEmpty,
    /// More would go on at once than may.
    TooMany,
}

/// A step, and when it was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    /// What.
    pub action: Action,
    /// When it was begun; none when it never was.
    pub start: Option<Seconds>,
    /// When it was over; none when it never was.
    pub end: Option<Seconds>,
    /// How.
    pub ended: Ended,
}

impl Ran {
    /// Whether it was done; of a migration, whether it completed.
    #[must_use]
    pub fn is_done(&self) -> bool {
        match &self.ended {
            Ended::Switched => true,
            Ended::Migrated(migrated) => migrated.prediction.outcome == Outcome::Completes,
            Ended::ForEver(_) | Ended::NotStarted(_) => false,
        }
    }

    /// The migration, if it is one that was begun.
    #[must_use]
    pub fn migrated(&self) -> Option<&Migrated> {
        match &self.ended {
            Ended::Migrated(migrated) | Ended::ForEver(migrated) => Some(migrated),
            Ended::Switched | Ended::NotStarted(_) => None,
        }
    }
}

/// What the applications of a VM wanted to send and receive while the plan went on, and what they could.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Served {
    /// Wanted, both directions together.
    pub wanted: Bytes,
    /// Carried.
    pub carried: Bytes,
}

/// A plan that has been played.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// By step.
    pub ran: Vec<Ran>,
    /// When the last thing that ended was over.
    pub end: Seconds,
    /// By lane: what migrations send over it, in bytes/s.
    pub migrating: Vec<Steps>,
    /// By lane: what applications send over it, in bytes/s.
    pub applications: Vec<Steps>,
    /// By VM.
    pub served: Vec<Served>,
    /// What all hosts draw, in watts.
    pub power: Steps,
    /// Migrations that go on.
    pub at_once: Steps,
}

impl Timeline {
    /// The energy of all hosts until the end: the area under the power. What that leaves out stands in [`crate::docs::plans`].
    #[must_use]
    pub fn energy(&self) -> Joules {
        Joules::from_joules(self.power.area(self.end.as_seconds()))
    }

    /// The most that is drawn.
    #[must_use]
    pub fn peak_power(&self) -> Watts {
        Watts::from_watts(self.power.peak())
    }

    /// All migrations that were begun.
    pub fn migrations(&self) -> impl Iterator<Item = (&Ran, &Migrated)> {
        self.ran.iter().filter_map(|ran| Some((ran, ran.migrated()?)))
    }

    /// Whether every step was done, and every migration completed.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.ran.iter().all(Ran::is_done)
    }

    /// The mean time of the migrations that are over; none where there are none.
    #[must_use]
    pub fn mean_migration_time(&self) -> Option<Seconds> {
        let times: Vec<f64> =
            self.migrations().filter_map(|(ran, _)| Some(ran.end?.as_seconds() - ran.start?.as_seconds())).collect();
        crate::numeric::mean(&times).map(Seconds::from_seconds)
    }

    /// The downtimes of all VMs together.
    #[must_use]
    pub fn total_downtime(&self) -> Seconds {
        self.migrations()
            .filter_map(|(_, migrated)| migrated.prediction.downtime)
            .fold(Seconds::ZERO, |all, one| all + one)
    }

    /// The most that migrations send over a lane at once.
    #[must_use]
    pub fn peak_of_lane(&self, lane: usize) -> BytesPerSecond {
        BytesPerSecond::from_bytes_per_second(self.migrating.get(lane).map_or(0.0, Steps::peak))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_know_their_value_and_their_area() {
        let mut steps = Steps::default();
        for (at, value) in [(1.0, 5.0), (2.0, 5.0), (3.0, 1.0), (3.0, 2.0), (4.0, 7.0), (4.0, 2.0)] {
            steps.set(at, value);
        }
        assert_eq!(steps.values, [(1.0, 5.0), (3.0, 2.0)]);
        assert_eq!([0.5, 1.0, 2.9, 3.0, 99.0].map(|at| steps.at(at)), [0.0, 5.0, 5.0, 2.0, 2.0]);
        assert_eq!([0.0, 2.0, 5.0].map(|until| steps.area(until)), [0.0, 5.0, 14.0]);
        assert_eq!(steps.peak(), 5.0);
    }
}
