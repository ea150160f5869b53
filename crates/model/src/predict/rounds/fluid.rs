//! Loops that look at every tick (qemu-kvm 0.11 to 1.1).
//!
//! ```text
//! send a burst
//! every tick: LOOK; send a burst; more bytes than the limit, or time: give up; K <= c1 now: STOP
//! ```
//!
//! A burst is what a tick allows. Many ticks are taken together while they cannot bring K down to c1: at most one 32nd of the way,
//! and only where there are more than [`TICKS_TO_TELL`] to go. Pages that were written and then sent within such a step count as
//! dirty, which is what a loop with a longer tick would see.

use super::core::{Core, Flow, Found, MOST_PLAYED, NO_TIME};
use super::never::Line;
use super::story::Then;
use super::watch::Each;
use crate::quantity::Bytes;
use crate::scenario::{BandwidthEstimate, Threshold};

/// With fewer ticks to go, each one is played.
const TICKS_TO_TELL: f64 = 512.0;
/// At most this share of the way is taken in one step.
const STEP: f64 = 1.0 / 32.0;

/// The loop.
#[derive(Clone, Debug)]
pub(super) struct Fluid {
    tick: f64,
    /// When the next tick comes; none before the first burst.
    next: Option<f64>,
    /// So much may be left, in pages.
    pub(super) allowed: f64,
    /// Pages that its looks have found to be dirty again: all its ticks are told as one round.
    dirtied: f64,
}

impl Fluid {
    pub(super) const fn new(tick: f64) -> Self {
        Self { tick, next: None, allowed: 0.0, dirtied: 0.0 }
    }

    /// Plays until a moment, or until it ends.
    pub(super) fn play(&mut self, core: &mut Core<'_>, until: f64) -> Flow {
        let mut next = match self.next {
            Some(next) => next,
            None => {
                self.send(core, 1.0);
                core.now + self.tick
            }
        };
        loop {
            if until < next {
                core.now = core.now.max(until);
                self.next = Some(next);
                return Flow::Reached;
            }
            if core.is_spent() {
                let flow = core.give_up(self.allowed, until);
                self.next = Some(core.now + self.tick);
                return flow;
            }
            core.now = next;
            self.next = Some(next);
            // A pause comes before the tick that it falls together with.
            if let Some(limit) = core.time_is_up().filter(|_| core.paused_at.is_none())
                && let flow @ Flow::Pauses(_) = core.struck(limit)
            {
                return flow;
            }
            self.dirtied += core.look().dirtied;
            let ticks = self.ticks(core, until);
            self.send(core, ticks);
            core.now = next + (ticks - 1.0) * self.tick;
            next = core.now + self.tick;
            core.mark();
            self.allowed = allowed(core);
            self.next = Some(next);
            if let Some(limit) = core.volume_is_up().or_else(|| core.time_is_up()).filter(|_| core.paused_at.is_none())
            {
                let flow = core.struck(limit);
                if let Flow::Limit(_) = flow {
                    let found = core.last_look();
                    self.tell(core, found, Then::Limit);
                }
                return flow;
            }
            let left = core.memory.known();
            if left <= self.allowed || core.memory.is_clean() {
                self.tell(core, Found { dirtied: 0.0, left }, Then::Stops);
                return Flow::Stops;
            }
            if core.memory.is_passed() {
                if core.switch_after.is_some() {
                    return Flow::Switch;
                }
                // Below the copy rate it always gets there; ticks that are taken together only make it look uneven.
                let outpaced = core.pace.live.used <= core.memory.writer.rate();
                if outpaced
                    && core.watch.is_for_ever(core.now, core.sent(), left)
                    && !self.skips(core, until)
                    && !core.is_pending()
                {
                    return Flow::ForEver;
                }
                if MOST_PLAYED <= core.played {
                    let before = core.sent() + left;
                    let line = core.follow_the_line(self.allowed.max(1.0), until);
                    let left = core.memory.known();
                    self.dirtied += core.sent() + left - before;
                    if line == Line::Down {
                        self.tell(core, Found { dirtied: 0.0, left }, Then::Stops);
                        return Flow::Stops;
                    }
                    core.played = 0;
                }
                next = core.now + self.tick;
            }
        }
    }

    /// All of it is told as one round, whose last look found so much more.
    fn tell(&self, core: &mut Core<'_>, last: Found, then: Then) {
        let found = Found { dirtied: self.dirtied + last.dirtied, ..last };
        core.close_round(found, (then != Then::Limit).then_some(self.allowed), then);
    }

    /// How many ticks can be taken together.
    fn ticks(&self, core: &Core<'_>, until: f64) -> f64 {
        let rates = core.pace.live;
        let most = core.terms.c1.max(self.allowed);
        // All that is left takes so long; the pages that may be left take no longer than so many of the slowest ones.
        let to_go = (core.memory.left().seconds(rates) - most / rates.used.min(rates.empty)) / self.tick;
        if to_go < TICKS_TO_TELL {
            return 1.0;
        }
        let limit = core.time_to_come();
        let until_limit = (limit - core.now) / self.tick - 1.0;
        let bytes = rates.used * core.terms.page_on_wire.as_bytes();
        let until_volume = core.volume_left() / (bytes.max(core.pace.bandwidth) * self.tick) - 1.0;
        let until = (until - core.now) / self.tick;
        libm::floor((to_go * STEP).min(until_limit).min(until_volume).min(until)).max(1.0)
    }

    /// Sends what so many ticks allow.
    fn send(&self, core: &mut Core<'_>, ticks: f64) {
        let now = core.now;
        let mut rest = self.tick * ticks;
        while NO_TIME < rest && 0.0 < core.memory.known() {
            rest -= core.send(rest, core.pace.live);
        }
        core.now = now;
    }

    /// Nothing changes any more: on to the last tick before a limit or a moment; false when none is to come.
    fn skips(&mut self, core: &mut Core<'_>, until: f64) -> bool {
        let sent = core.sent();
        let each = core.watch.each(core.now, sent);
        let skips = core.skips(Each { seconds: self.tick, pages: each.pages / each.seconds * self.tick }, until, 1.0);
        // As many become dirty as are sent.
        self.dirtied += core.sent() - sent;
        skips
    }
}

/// What may be left now, in pages.
fn allowed(core: &Core<'_>) -> f64 {
    let hypervisor = &core.scenario.hypervisor;
    match hypervisor.threshold.value {
        Threshold::Pages(pages) => pages.as_pages(),
        Threshold::DowntimeLimit { limit, estimate, .. } => {
            let page = hypervisor.page_size.value;
            let per_second = match estimate {
                BandwidthEstimate::SendBurst => return core.terms.c1,
                BandwidthEstimate::MeanSinceStart | BandwidthEstimate::LastRound => {
                    core.seen / (core.now - core.began).max(NO_TIME)
                }
                BandwidthEstimate::LastWindow => core.pace.bandwidth,
            };
            Bytes::from_bytes(per_second * limit.as_seconds()) / page
        }
    }
}
