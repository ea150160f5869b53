//! A switch to post-copy that somebody asks for from outside.

use super::machine::{Event, Machine, Stage};
use crate::predict::LimitKind;
use crate::predict::post_copy::Following;
use crate::quantity::Seconds;
use crate::scenario::LimitAction;

/// When a migration is to be switched to post-copy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum SwitchAt {
    Moment(f64),
    Rounds,
}

impl Machine<'_> {
    /// Switches it to post-copy now, while its loop runs: the guest is stopped for its device state, and goes on at the destination.
    /// False where there is nothing to switch: before memory is sent, and from the stop on.
    pub fn switch_to_post_copy(&mut self) -> bool {
        let runs = self.stage == Stage::Live;
        if runs {
            self.switch_now();
        }
        runs
    }

    /// It is to be switched to post-copy at a moment.
    pub(in crate::predict) fn switch_at(&mut self, moment: Seconds) {
        self.switch = Some(SwitchAt::Moment(moment.as_seconds()));
    }

    /// It is to be switched to post-copy after so many rounds.
    pub(in crate::predict) fn switch_after(&mut self, rounds: u32) {
        self.switch = Some(SwitchAt::Rounds);
        self.core.switch_after = Some(rounds);
    }

    /// It is to be switched to post-copy when its limit strikes.
    pub(in crate::predict) fn switch_at_limit(&mut self) {
        self.core.action = LimitAction::PostCopy;
    }

    /// Plays until the guest has moved; what is left then, or none when it ends without that.
    pub(in crate::predict) fn play_until_switched(&mut self) -> Option<Following> {
        loop {
            let until = match (self.switch, self.stage) {
                (Some(SwitchAt::Moment(moment)), Stage::Live) if moment <= self.core.now => {
                    self.switch_now();
                    continue;
                }
                (Some(SwitchAt::Moment(moment)), Stage::Live) => moment,
                (_, Stage::Over) => return None,
                _ => f64::INFINITY,
            };
            if self.advance(Seconds::from_seconds(until)) == Some(Event::Switches) {
                let Stage::Following { left } = self.stage else { return None };
                return Some(Following { hot: left.hot, seconds: left.seconds(self.core.pace.stopped) });
            }
        }
    }

    /// Plays until it is over.
    pub(in crate::predict) fn play(&mut self) {
        while !self.is_over() {
            self.advance(Seconds::INFINITY);
        }
    }

    pub(super) fn switch_now(&mut self) -> Event {
        let limit = match self.switch {
            Some(SwitchAt::Rounds) => self.core.switch_after.map_or(LimitKind::OnDemand, LimitKind::Rounds),
            _ => LimitKind::OnDemand,
        };
        self.stop(Some(limit), true)
    }
}
