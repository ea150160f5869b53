//! QEMU's auto-converge: the guest is slowed down step by step while it dirties too much of what is sent.

use super::core::{LEAST_SHARE, NO_TIME};
use crate::scenario::{Checked, Throttle};

/// The rule and how far it has come.
#[derive(Clone, Copy, Debug)]
struct Steps {
    initial: f64,
    increment: f64,
    most: f64,
    trigger: f64,
    bad_periods: u32,
    period: f64,
    look_at_least_every: f64,
}

/// Auto-converge at work; nothing where the product has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct AutoConverge {
    steps: Option<Steps>,
    /// The share of its time that is taken from the guest.
    pub(super) share: f64,
    bad: u32,
    period_began: f64,
    dirtied: f64,
    sent: f64,
    /// The clock that makes the loop look: its next tick, and the loop's looks at the last one.
    next_tick: f64,
    looks_then: u32,
}

impl AutoConverge {
    /// Begins with the migration.
    pub(super) fn of(scenario: &Checked, begins_at: f64) -> Self {
        let steps = match scenario.hypervisor.throttle.value {
            Some(Throttle::Steps { initial, increment, most, trigger, bad_periods, period, look_at_least_every }) => {
                Some(Steps {
                    initial,
                    increment,
                    most,
                    trigger,
                    bad_periods,
                    period: period.as_seconds(),
                    look_at_least_every: look_at_least_every.map_or(f64::INFINITY, |every| every.as_seconds()),
                })
            }
            Some(Throttle::BelowCopyRate(_)) | None => None,
        };
        let next_tick = begins_at + steps.map_or(f64::INFINITY, |steps: Steps| steps.look_at_least_every);
        Self { steps, share: 0.0, bad: 0, period_began: begins_at, dirtied: 0.0, sent: 0.0, next_tick, looks_then: 0 }
    }

    /// Whether it may go further.
    pub(super) fn is_pending(&self) -> bool {
        self.steps.is_some_and(|steps| self.share < steps.most)
    }

    /// Whether the loop has to look now: it has not between two ticks of a clock, after the first pass.
    pub(super) fn is_overdue(&mut self, now: f64, looks: u32) -> bool {
        let Some(steps) = self.steps else { return false };
        let every = steps.look_at_least_every.max(now * LEAST_SHARE);
        if now + NO_TIME < self.next_tick {
            return false;
        }
        // Between two ticks that have gone by at once there was no look.
        let missed = libm::floor((now + NO_TIME - self.next_tick) / every);
        let overdue = 0 < looks && (self.looks_then == looks || 0.0 < missed);
        // The look that is due now counts as one by then.
        self.looks_then = if overdue { looks.saturating_add(1) } else { looks };
        self.next_tick += (missed + 1.0) * every;
        overdue
    }

    /// Until when the loop need not look, if it does not before.
    pub(super) fn quiet_until(&self, looks: u32) -> f64 {
        match self.steps {
            Some(_) if 0 < looks && self.looks_then == looks => self.next_tick,
            Some(steps) if 0 < looks => self.next_tick + steps.look_at_least_every,
            _ => f64::INFINITY,
        }
    }

    /// The loop has looked and found so many bytes newly dirty, when it had sent so many since the start. True when the guest
    /// is slowed down further.
    pub(super) fn account(&mut self, now: f64, dirtied: f64, sent: f64) -> bool {
        let Some(steps) = self.steps else { return false };
        self.dirtied += dirtied;
        if now <= self.period_began + steps.period + NO_TIME {
            return false;
        }
        let is_bad = steps.trigger * (sent - self.sent) < self.dirtied;
        (self.period_began, self.dirtied, self.sent) = (now, 0.0, sent);
        if !is_bad {
            return false;
        }
        self.bad += 1;
        if self.bad < steps.bad_periods {
            return false;
        }
        self.bad = 0;
        let before = self.share;
        self.share = if before == 0.0 { steps.initial } else { before + steps.increment }.min(steps.most);
        before < self.share
    }
}
