//! What comes of a loop that goes on as it is: nothing changes from look to look any more, or it gets there so slowly that its looks
//! cannot be played one by one. Either way it goes on to where something is to come, and for ever only where nothing is.

use super::core::{Core, Flow, MOST_PLAYED};
use super::watch::Each;
use crate::predict::LimitKind;
use crate::scenario::LoopFamily;

/// So many rounds before a limit are played one by one.
const LAST_ROUNDS: f64 = 4.0;

/// How far the line A has led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Down to the threshold.
    Down,
    /// Close to a limit, or to a moment, which comes first.
    Cut,
    /// Nowhere: it does not fall.
    Flat,
}

impl Core<'_> {
    /// The limit that has struck when so many rounds are over, for loops that test it then.
    #[inline]
    pub(super) fn limit_after(&self, round: u32) -> Option<LimitKind> {
        let limit = self.scenario.hypervisor.round_limit.value.filter(|&limit| limit <= round);
        limit.map(LimitKind::Rounds).or_else(|| self.volume_is_up()).or_else(|| self.time_is_up())
    }

    /// Another round is to come, with so many pages: what ends a loop that goes by rounds all the same.
    #[inline]
    pub(super) fn before_another_round(&mut self, left: f64, threshold: f64, until: f64) -> Option<Flow> {
        if self.is_to_switch() {
            return Some(Flow::Switch);
        }
        let is_for_ever = self.watch.is_for_ever(self.now, self.sent(), left);
        if is_for_ever || MOST_PLAYED <= self.played {
            self.goes_on_at_once(is_for_ever, threshold, until)
        } else {
            None
        }
    }

    #[cold]
    fn goes_on_at_once(&mut self, is_for_ever: bool, threshold: f64, until: f64) -> Option<Flow> {
        if is_for_ever && !self.skips(self.watch.each(self.now, self.sent()), until, 1.0) {
            return Some(Flow::ForEver);
        }
        if MOST_PLAYED <= self.played {
            if self.follow_the_line(threshold, until) == Line::Down {
                return Some(Flow::Stops);
            }
            self.played = 0;
        }
        None
    }

    /// Whether a limit, a switch or a moment is to come.
    pub(super) fn is_awaited(&self, until: f64) -> bool {
        self.seconds_to_come(until).min(self.volume_left()).min(self.rounds_to_come()) < f64::INFINITY
    }

    /// Seconds until a limit on time, or a moment.
    fn seconds_to_come(&self, until: f64) -> f64 {
        (self.time_to_come().min(until) - self.now).max(0.0)
    }

    /// Rounds until a limit on them, or until it is to be switched to post-copy.
    pub(super) fn rounds_to_come(&self) -> f64 {
        let limit = self.scenario.hypervisor.round_limit.value.map_or(f64::INFINITY, f64::from);
        limit.min(self.switch_after.map_or(f64::INFINITY, f64::from)) - f64::from(self.round())
    }

    /// Bytes on the wire of a page that is sent now.
    fn page_on_wire(&self) -> f64 {
        let hypervisor = &self.scenario.hypervisor;
        if self.is_resending() { hypervisor.resent_page_on_wire() } else { hypervisor.page_on_wire() }.as_bytes()
    }

    /// Nothing changes from look to look any more: as many of them go by at once, each as it was on average, as there are until a
    /// limit or a moment, but for so many. False when none is to come.
    #[cold]
    pub(super) fn skips(&mut self, each: Each, until: f64, but_for: f64) -> bool {
        let by_time = self.seconds_to_come(until) / each.seconds;
        let by_volume = self.volume_left() / (each.pages * self.page_on_wire());
        let looks = libm::floor(by_time.min(by_volume).min(self.rounds_to_come()));
        if !looks.is_finite() {
            return false;
        }
        let cycle = self.memory.writer.cycle();
        // A load goes on where it was: only whole cycles of it are like those that were played.
        let looks = if cycle == 0.0 {
            looks - but_for
        } else {
            libm::floor((looks - but_for) * each.seconds / cycle) * cycle / each.seconds
        };
        if 1.0 <= looks {
            self.count(0.0, each.pages * looks);
            self.now += each.seconds * looks;
            self.memory.writer.skip(each.seconds * looks);
            self.begin_round_after(looks, self.memory.known());
            self.mark();
        }
        self.watch.begin_again(self.now, self.sent());
        true
    }

    /// What is left of a slowly shrinking migration follows the line A: it comes down to a threshold by
    /// (left − threshold)/(r_u − RATE), unless a limit or a moment comes first.
    #[cold]
    pub(super) fn follow_the_line(&mut self, threshold: f64, until: f64) -> Line {
        let left = self.memory.known();
        let falls_by = self.falls_by();
        if falls_by <= 0.0 || left <= threshold {
            return Line::Flat;
        }
        let used = self.pace.live.used;
        let by_volume = self.volume_left() / (used * self.page_on_wire());
        let most = self.seconds_to_come(until).min(by_volume);
        let seconds = (left - threshold) / falls_by;
        if !self.scenario.hypervisor.family.value.has_rounds() {
            if seconds <= most {
                self.go_along(seconds, threshold, 0.0);
                return Line::Down;
            }
            let seconds = most - LAST_ROUNDS * left / used;
            if 0.0 < seconds {
                self.go_along(seconds, left - falls_by * seconds, 0.0);
            }
            return Line::Cut;
        }
        // Each round is λ times the one before: after n of them λⁿ is left of it, and 1 − λⁿ of the line to nothing is behind.
        let shrinks = libm::log1p(-falls_by / used);
        let rounds_of = |share: f64| if share < 1.0 { libm::log1p(-share) / shrinks } else { f64::INFINITY };
        let all = left / falls_by;
        let rounds = libm::floor(rounds_of(seconds / all));
        if seconds <= most && rounds <= self.rounds_to_come() {
            self.go_along(seconds, threshold, rounds);
            return Line::Down;
        }
        let rounds = libm::floor(rounds_of(most / all).min(self.rounds_to_come())) - LAST_ROUNDS;
        if 1.0 <= rounds && rounds.is_finite() {
            let gone = -libm::expm1(rounds * shrinks);
            self.go_along(gone * all, left - gone * left, rounds);
        }
        Line::Cut
    }

    /// What becomes of a simulation that has taken too many steps: what is left follows the line A to the threshold, or to a limit, or
    /// goes on as it is until then; or there is no end.
    #[cold]
    pub(super) fn give_up(&mut self, threshold: f64, until: f64) -> Flow {
        let threshold = threshold.max(1.0);
        // What is known comes down to the threshold in every round: the line is that of all that is unsent.
        let left = self.look().left;
        let is_down = 0.0 < self.falls_by() && left <= threshold;
        if is_down || self.follow_the_line(threshold, until) == Line::Down {
            return Flow::Stops;
        }
        let by_time = self.seconds_to_come(f64::INFINITY);
        let by_volume = self.volume_left() / (self.pace.live.used * self.page_on_wire());
        let seconds = by_time.min(by_volume);
        let (seconds, flow) = if until - self.now <= seconds && until.is_finite() {
            ((until - self.now).max(0.0), Flow::Reached)
        } else {
            let kind = if by_volume < by_time { self.volume_limit_kind() } else { self.time_limit_kind() };
            match kind.filter(|_| seconds.is_finite()) {
                Some(limit) => (seconds, self.struck(limit)),
                None => return Flow::ForEver,
            }
        };
        let left = self.memory.known();
        self.go_along(seconds, (left - self.falls_by().max(0.0) * seconds).max(0.0), 0.0);
        flow
    }

    /// How fast the line falls, in pages per second: r_u − RATE, which is nothing for a guest that is paused.
    fn falls_by(&self) -> f64 {
        let writes = if self.paused_at.is_some() { 0.0 } else { self.memory.writer.rate() };
        self.pace.live.used - writes
    }

    /// It sends for so long, in so many rounds, and so many pages are left then.
    fn go_along(&mut self, seconds: f64, left: f64, rounds: f64) {
        self.count(0.0, self.pace.live.used * seconds);
        self.now += seconds;
        self.memory.settle_at(left, self.now);
        self.begin_round_after(rounds, left);
        self.mark();
    }

    /// So many rounds have gone by at once; the one that begins now has so many pages. A loop that looks at every tick is told as one.
    fn begin_round_after(&mut self, rounds: f64, known: f64) {
        if !matches!(self.scenario.hypervisor.family.value, LoopFamily::Fluid { .. }) {
            self.begin_round(rounds, known);
        }
    }
}
