//! The work of finding advice, in pieces.

use std::collections::VecDeque;

use super::counsel::other;
use super::options::{Axis, Options};
use super::search::{Search, Tried, smaller};
use super::{Advice, Counsel, Disturbance, Headroom, pairs};
use crate::explore::{Target, Verdict, Who};
use crate::scenario::Checked;

/// A piece of the work.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Task {
    Single(Axis),
    /// Whether two changes are needed: known when every single one has been tried.
    Pairs,
    Pair(Axis, Axis),
    /// Whether two changes are needed of which one is not cheap: known when nothing else has been found.
    LastPairs,
    Headroom,
}

/// Looks for advice piece by piece, so that whoever shows it can do something else in between.
pub struct Advisor {
    scenario: Checked,
    targets: Vec<Target>,
    who: Who,
    options: Options,
    tasks: VecDeque<Task>,
    nearest: Option<Tried>,
    counsel: Counsel,
}

impl Advisor {
    /// Begins: predicts the scenario as it is. Without targets it is wanted to complete.
    #[must_use]
    pub fn new(scenario: &Checked, targets: &[Target], who: Who) -> Self {
        let targets = if targets.is_empty() { vec![Target::Completes] } else { targets.to_vec() };
        let now = who.figures(scenario);
        let verdicts: Vec<Verdict> = targets.iter().map(|target| target.judge(&now)).collect();
        let other = other(who).figures(scenario);
        let counsel =
            Counsel { now, other, verdicts, headroom: None, advice: Vec::new(), nearest: None, predictions: 2 };
        let options = Options::of(scenario);
        let tasks = if counsel.is_met() {
            [Task::Headroom].into()
        } else {
            options.axes(scenario).into_iter().map(Task::Single).chain([Task::Pairs, Task::LastPairs]).collect()
        };
        Self { scenario: scenario.clone(), targets, who, options, tasks, nearest: None, counsel }
    }

    /// Does the next piece, of some dozens of predictions; whether there is more to do.
    pub fn go_on(&mut self) -> bool {
        let Some(task) = self.tasks.pop_front() else { return false };
        let mut search = Search { targets: &self.targets, who: self.who, predictions: 0, nearest: self.nearest.take() };
        let found = match task {
            Task::Single(axis) => {
                let sharp = axis == Axis::DirtyRate;
                let mut found: Option<Tried> = None;
                for run in self.options.runs(axis, &self.scenario) {
                    let tried = search.along(&self.scenario, &[], &run, sharp);
                    found = smaller(&self.scenario, found, tried);
                    // What is done at a limit is tried in an order of its own.
                    if matches!(axis, Axis::AtLimit(_)) && found.is_some() {
                        break;
                    }
                }
                found
            }
            Task::Pairs => {
                let is_cheap = |advice: &Advice| advice.disturbance <= Disturbance::Throttling;
                if !self.counsel.advice.iter().any(is_cheap) {
                    for (lever, axis) in pairs::cheap() {
                        self.tasks.insert(self.tasks.len().saturating_sub(1), Task::Pair(lever, axis));
                    }
                }
                None
            }
            Task::LastPairs => {
                if self.counsel.advice.is_empty() {
                    self.tasks.extend(pairs::LAST.map(|(lever, axis)| Task::Pair(lever, axis)));
                }
                None
            }
            Task::Pair(lever, axis) => pairs::found(&mut search, &self.options, &self.scenario, lever, axis),
            Task::Headroom => {
                self.counsel.headroom = Some(Headroom::of(&mut search, &self.scenario, self.counsel.now));
                None
            }
        };
        self.counsel.predictions += search.predictions;
        self.nearest = search.nearest;
        if let Some(found) = found {
            self.insert(found);
        }
        if self.tasks.is_empty() && self.counsel.advice.is_empty() && !self.counsel.is_met() {
            let nearest = self.nearest.take().map(|tried| Advice::of(&self.scenario, tried, &self.targets));
            self.counsel.predictions += u32::from(nearest.is_some());
            self.counsel.nearest = nearest;
        }
        !self.tasks.is_empty()
    }

    /// What has been found so far.
    #[must_use]
    pub const fn counsel(&self) -> &Counsel {
        &self.counsel
    }

    /// What has been found, when there is no more to do or nobody waits for it.
    #[must_use]
    pub fn finish(self) -> Counsel {
        self.counsel
    }

    fn insert(&mut self, found: Tried) {
        let advice = Advice::of(&self.scenario, found, &self.targets);
        self.counsel.predictions += 1;
        let all = &mut self.counsel.advice;
        let place = all.iter().take_while(|other| !advice.comes_before(other)).count();
        all.insert(place, advice);
    }
}
