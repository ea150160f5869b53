//! Managers beside a loop, which raise its downtime limit while it does not get there.

use super::core::LEAST_SHARE;
use crate::predict::rising::NOVA_POLL;
use crate::predict::{Rising, Terms, TimeSteps};
use crate::scenario::{Checked, Doubling, RoundSteps, Threshold};

/// How the limit is raised.
#[derive(Clone, Debug)]
enum Raises {
    Never,
    OverTime { steps: TimeSteps, taken: u32 },
    ByRounds { steps: &'static RoundSteps, first: Option<u32>, looks: u32, done: usize, next: f64 },
    Doubling { rule: Doubling, grown: u32, rest: f64, looks: u32, next: f64 },
}

/// A manager at work.
#[derive(Clone, Debug)]
pub(super) struct Manager {
    raises: Raises,
    /// The downtime limit now, in seconds; zero where there is none.
    pub(super) limit: f64,
    /// Whether it has given up.
    pub(super) gave_up: bool,
}

impl Manager {
    pub(super) fn of(scenario: &Checked, terms: &Terms) -> Self {
        let limit = match scenario.hypervisor.threshold.value {
            Threshold::DowntimeLimit { limit, .. } => limit.as_seconds(),
            Threshold::Pages(_) => 0.0,
        };
        let (raises, limit) = match terms.rising {
            Rising::Never => (Raises::Never, limit),
            Rising::OverTime(steps) => (Raises::OverTime { steps, taken: 0 }, steps.step(0).limit.as_seconds()),
            Rising::ByRounds(steps) => {
                let next = steps.poll.as_seconds();
                (Raises::ByRounds { steps, first: None, looks: 0, done: 0, next }, steps.first.as_seconds())
            }
            Rising::Doubling(rule) => {
                (Raises::Doubling { rule, grown: 0, rest: 0.0, looks: 0, next: rule.poll.as_seconds() }, limit)
            }
        };
        Self { raises, limit, gave_up: false }
    }

    /// Whether it may still raise the limit, or give up.
    pub(super) fn is_pending(&self) -> bool {
        match &self.raises {
            Raises::Never => false,
            Raises::OverTime { steps, taken } => *taken < steps.count,
            Raises::ByRounds { .. } => !self.gave_up,
            Raises::Doubling { rule, .. } => self.limit < rule.most.as_seconds(),
        }
    }

    /// Until when nothing that it sees can make it act, if the loop does not look.
    pub(super) fn quiet_until(&self, looks: u32) -> f64 {
        match &self.raises {
            Raises::Never => f64::INFINITY,
            Raises::OverTime { steps, taken } if *taken < steps.count => due(steps, taken.saturating_add(1)),
            Raises::OverTime { .. } => f64::INFINITY,
            Raises::ByRounds { looks: seen, next, .. } | Raises::Doubling { looks: seen, next, .. } => {
                if *seen < looks { *next } else { f64::INFINITY }
            }
        }
    }

    /// What it does until a moment, counted from the start of the migration: so many looks of the loop are over, and so many pages
    /// are left; a second carries so many.
    pub(super) fn run_until(&mut self, now: f64, looks: u32, rest: f64, per_second: f64) {
        match &mut self.raises {
            Raises::Never => {}
            Raises::OverTime { steps, taken } => {
                while *taken < steps.count && due(steps, taken.saturating_add(1)) <= now {
                    *taken += 1;
                    self.limit = steps.step(*taken).limit.as_seconds();
                }
            }
            Raises::ByRounds { steps, first, looks: seen, done, next } => {
                let poll = steps.poll.as_seconds();
                while *next <= now && !self.gave_up {
                    let begun = *first.get_or_insert(looks);
                    let grew = *seen < looks && begun < looks;
                    *seen = looks;
                    if grew {
                        match steps.raises.get(*done) {
                            Some(&(after, limit)) if after < looks - begun => {
                                *done += 1;
                                self.limit = limit.as_seconds();
                            }
                            Some(_) => {}
                            None => self.gave_up = true,
                        }
                    }
                    *next = following(*next, poll, now);
                }
            }
            Raises::Doubling { rule, grown, rest: seen, looks: looked, next } => {
                while *next <= now {
                    if *seen < rest || rest == 0.0 {
                        *grown += 1;
                    }
                    (*seen, *looked) = (rest, looks);
                    if rule.after <= *grown {
                        *grown = 0;
                        self.limit = (self.limit * 2.0).min(rule.most.as_seconds());
                    }
                    let slow = rule.poll.as_seconds();
                    let poll = if rest < per_second * slow { rule.poll_near_the_end.as_seconds() } else { slow };
                    *next = following(*next, poll, now);
                }
            }
        }
    }
}

/// Nova takes a step with the first look after it is due, counted from the start of the migration.
fn due(steps: &TimeSteps, index: u32) -> f64 {
    let due = f64::from(index) * steps.every;
    (libm::floor(due / NOVA_POLL) + 1.0) * NOVA_POLL
}

/// The next look: of those that have gone by at once only the last one matters, because nothing has changed in between.
fn following(next: f64, poll: f64, now: f64) -> f64 {
    if poll <= 0.0 {
        return f64::INFINITY;
    }
    let poll = poll.max(now * LEAST_SHARE);
    let following = next + poll;
    if following <= now { following + libm::floor((now - following) / poll) * poll } else { following }
}
