//! What came of a plan, from what was noted while it was played.

use super::{Player, StepState};
use crate::plan::running::Running;
use crate::plan::timeline::{Ended, Migrated, NotStarted, Ran, Served, Steps, Timeline};
use crate::predict::Prediction;
use crate::quantity::{Bytes, Seconds};

impl Player<'_> {
    /// What came of it; of a plan that is still being played, what came of it so far.
    #[must_use]
    pub fn timeline(mut self) -> Timeline {
        self.flows.end(self.now);
        let mut unfinished: Vec<Option<Ended>> = vec![None; self.steps.len()];
        for mut one in std::mem::take(&mut self.running) {
            let prediction = one.machine.prediction();
            let step = one.step;
            let migrated = migrated(&mut one, prediction, self.now);
            if let Some(ended) = unfinished.get_mut(step) {
                *ended = Some(Ended::ForEver(Box::new(migrated)));
            }
        }
        let waiting: Vec<(usize, NotStarted)> = (0..self.steps.len())
            .map(|step| {
                let waits = self.awaited.get(step).is_some_and(|&awaited| 0 < awaited);
                (step, if waits { NotStarted::Waits } else { self.why_not(step).unwrap_or(NotStarted::TooMany) })
            })
            .collect();
        let steps = std::mem::take(&mut self.steps);
        let ran = steps.into_iter().zip(unfinished).zip(waiting).zip(&self.plan.steps);
        let ran = ran.map(|(((state, unfinished), (_, why)), step)| match state {
            StepState::Over(ran) => ran,
            StepState::Waiting => Ran { action: step.action, start: None, end: None, ended: Ended::NotStarted(why) },
            StepState::Begun(at) => Ran {
                action: step.action,
                start: Some(Seconds::from_seconds(at)),
                end: None,
                ended: unfinished.unwrap_or(Ended::NotStarted(NotStarted::Waits)),
            },
        });
        Timeline {
            ran: ran.collect(),
            end: Seconds::from_seconds(self.last_end),
            migrating: self.sent.into_iter().map(summed).collect(),
            applications: self.flows.changes.into_iter().map(summed).collect(),
            served: self
                .flows
                .served
                .into_iter()
                .map(|[wanted, carried]| Served {
                    wanted: Bytes::from_bytes(wanted),
                    carried: Bytes::from_bytes(carried),
                })
                .collect(),
            power: self.power,
            at_once: self.at_once,
        }
    }
}

pub(super) fn migrated(one: &mut Running<'_>, prediction: Prediction, now: f64) -> Migrated {
    one.is_held_back(None, now);
    let held = std::mem::take(&mut one.held_back);
    let held_back = held.into_iter().map(|(lane, seconds)| (lane, Seconds::from_seconds(seconds))).collect();
    Migrated { from: one.from, prediction, sent: one.machine.sent(), held_back }
}

/// Sums changes up to what there is from each moment on.
fn summed(mut changes: Vec<(f64, f64)>) -> Steps {
    crate::numeric::sort_by(&mut changes, |a, b| a.0.total_cmp(&b.0));
    let mut steps = Steps::default();
    let largest = changes.iter().map(|(_, by)| by.abs()).fold(0.0, f64::max);
    let mut sum = 0.0;
    for (at, by) in changes {
        sum += by;
        // What rounding leaves of a sum that is nothing.
        steps.set(at, if sum.abs() <= largest * 1e-9 { 0.0 } else { sum });
    }
    steps
}
