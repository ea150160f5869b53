//! Loops that send complete rounds and look after each (Xen, Hyper-V, Cloud Hypervisor up to 51), also those that are overtaken by
//! the order to stop (XenServer).
//!
//! ```text
//! round 1: all pages
//! k = 1, 2, …: k = round limit, or more bytes than the limit, or time: give up
//!              LOOK; nothing: STOP; send it live; it was less than c1: STOP
//! ```
//!
//! Xen up to 4.5 passes over pages that have been written again since the look when their turn comes; [`super::passing_over`]
//! says how many that are.

use super::core::{Core, Flow, Found, MOST_PLAYED};
use super::passing_over;
use super::story::Then;
use crate::predict::LimitKind;

/// The loop.
#[derive(Clone, Debug)]
pub(super) struct FixedRounds {
    overtaken: bool,
    passes_over: bool,
    /// The round that is being sent is the last one.
    is_last: bool,
    /// A round whose length is known before it is sent: when it ends, and pages sent by then.
    planned: Option<passing_over::Round>,
}

impl FixedRounds {
    pub(super) const fn new(overtaken: bool, passes_over: bool) -> Self {
        Self { overtaken, passes_over, is_last: false, planned: None }
    }

    /// Plays until a moment, or until it ends.
    pub(super) fn play(&mut self, core: &mut Core<'_>, until: f64) -> Flow {
        loop {
            if !self.send(core, until) {
                return Flow::Reached;
            }
            let round = core.round();
            if self.is_last {
                let written = core.memory.written(core.now);
                let found = Found { dirtied: written, left: written };
                core.close_round(found, Some(core.terms.c1), Then::WasSmall);
                return Flow::Stops;
            }
            let limit = core.scenario.hypervisor.round_limit.value.filter(|&limit| limit <= round);
            let struck = limit.map(LimitKind::Rounds).or_else(|| core.volume_is_up()).or_else(|| core.time_is_up());
            if let Some(limit) = struck.filter(|_| !self.overtaken) {
                core.close_round_by_limit();
                return Flow::Limit(limit);
            }
            let found = core.look();
            let small = found.left < core.terms.c1;
            if let Some(limit) = struck {
                core.close_round(found, Some(core.terms.c1), Then::Limit);
                return Flow::Limit(limit);
            }
            if found.left == 0.0 {
                core.close_round(found, None, Then::NothingLeft);
                return Flow::Stops;
            }
            if small && self.overtaken {
                core.close_round(found, Some(core.terms.c1), Then::Stops);
                return Flow::Stops;
            }
            self.is_last = small;
            let then = if small { Then::GoesOn } else { Then::TooMuchLeft };
            core.close_round(found, Some(core.terms.c1), then);
            if core.is_to_switch() {
                return Flow::Switch;
            }
            if core.watch.is_for_ever(core.now, found.left) && !for_ever(core, found.left) {
                return Flow::ForEver;
            }
            if MOST_PLAYED <= core.played {
                if core.follow_the_line(core.terms.c1.max(1.0)) {
                    return Flow::Stops;
                }
                core.played = 0;
            }
        }
    }

    /// Sends the round; true when it has been sent by then.
    fn send(&mut self, core: &mut Core<'_>, until: f64) -> bool {
        if !self.passes_over {
            return core.send_all(until);
        }
        let round = match self.planned {
            Some(round) => round,
            None => passing_over::round(core),
        };
        let end = round.start + round.seconds;
        if until < end {
            self.planned = Some(round);
            core.now = core.now.max(until);
            return false;
        }
        self.planned = None;
        core.now = end;
        core.count(round.empty, round.used);
        core.memory.send_everything();
        core.end_first_pass();
        core.mark();
        true
    }
}

/// Nothing changes from round to round any more. Goes on to the last round before a limit; false when there is none.
pub(super) fn for_ever(core: &mut Core<'_>, left: f64) -> bool {
    let pages = left;
    let seconds = pages / core.pace.live.used;
    let round = f64::from(core.round());
    let by_rounds = core.scenario.hypervisor.round_limit.value.map_or(f64::INFINITY, |limit| f64::from(limit) - round);
    let by_time = (core.time_limit() - core.now) / seconds;
    let by_volume = core.volume_left() / (pages * core.terms.page_on_wire.as_bytes());
    let rounds = libm::floor(by_rounds.min(by_time).min(by_volume)) - 1.0;
    if !rounds.is_finite() {
        return false;
    }
    if 1.0 <= rounds {
        core.skip_rounds(rounds, seconds, pages);
    }
    core.watch.begin_again(core.now);
    true
}
