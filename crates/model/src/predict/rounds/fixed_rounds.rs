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

use super::core::{Core, Flow, Found};
use super::passing_over;
use super::story::Then;

/// The loop.
#[derive(Clone, Debug)]
pub(super) struct FixedRounds {
    overtaken: bool,
    passes_over: bool,
    /// The round that is being sent is the last one.
    is_last: bool,
    /// A round whose length is known before it is sent: what is left of it.
    planned: Option<passing_over::Plan>,
}

impl FixedRounds {
    pub(super) const fn new(overtaken: bool, passes_over: bool) -> Self {
        Self { overtaken, passes_over, is_last: false, planned: None }
    }

    /// The link has changed: what is left of a round that was planned takes so many times as long. What is passed over stays as it was
    /// planned, until the next look.
    pub(super) fn change_pace(&mut self, times: f64) {
        if let Some(round) = &mut self.planned {
            round.seconds *= times;
        }
    }

    /// Plays until a moment, or until it ends.
    pub(super) fn play(&mut self, core: &mut Core<'_>, until: f64) -> Flow {
        loop {
            if !self.send(core, until) {
                return Flow::Reached;
            }
            if self.is_last {
                let written = core.memory.written(core.now);
                let found = Found { dirtied: written, left: written };
                core.close_round(found, Some(core.terms.c1), Then::WasSmall);
                return Flow::Stops;
            }
            let struck = core.limit_after(core.round());
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
            if let Some(flow) = core.before_another_round(found.left, core.terms.c1.max(1.0), until) {
                return flow;
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
            None => passing_over::plan(core),
        };
        let end = round.start + round.seconds;
        if until < end {
            let share = ((until - round.start) / round.seconds).clamp(0.0, 1.0);
            core.count(round.empty * share, round.used * share);
            core.memory.send_share_of_all(share, core.pace.live);
            core.now = core.now.max(until);
            core.mark();
            self.planned = Some(round.rest(core.now, share));
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
