//! Loops that look before each round and do not send it live when it is small enough (Cloud Hypervisor since 52, vMotion).
//!
//! ```text
//! k = 1, 2, …: LOOK (k > 1)
//!              nothing, or (from a round on) set <= bandwidth of the round before · downtime limit: STOP
//!              k rounds sent, or more bytes than the limit, or time: give up
//!              send the set live
//! ```

use super::core::{Core, Flow};
use super::story::Then;
use crate::scenario::Threshold;

/// The loop.
#[derive(Clone, Debug)]
pub(super) struct EstimateRounds {
    from_round: u32,
    is_sending: bool,
    /// The round that is being sent: when it began, and bytes seen by then.
    began: f64,
    seen: f64,
    /// So much may be left, in pages.
    pub(super) allowed: f64,
}

impl EstimateRounds {
    pub(super) const fn new(from_round: u32, allowed: f64) -> Self {
        Self { from_round, is_sending: false, began: 0.0, seen: 0.0, allowed }
    }

    /// Plays until a moment, or until it ends.
    pub(super) fn play(&mut self, core: &mut Core<'_>, until: f64) -> Flow {
        loop {
            let round = core.round();
            if self.is_sending {
                if !core.send_all(until) {
                    return Flow::Reached;
                }
                self.measure(core);
                self.is_sending = false;
                let found = core.look();
                let next = round.saturating_add(1);
                let small = self.from_round <= next && found.left <= self.allowed;
                let struck = core.limit_after(round);
                let then = match struck {
                    _ if found.left == 0.0 => Then::NothingLeft,
                    _ if small => Then::Stops,
                    Some(_) => Then::Limit,
                    None => Then::TooMuchLeft,
                };
                core.close_round(found, Some(self.allowed), then);
                match (then, struck) {
                    (Then::NothingLeft | Then::Stops, _) => return Flow::Stops,
                    (_, Some(limit)) => return Flow::Limit(limit),
                    _ => {}
                }
                if let Some(flow) = core.before_another_round(found.left, self.allowed.max(1.0), until) {
                    return flow;
                }
            } else if round == 1 {
                // Before the first round, which then is none.
                let left = core.memory.known();
                if core.memory.is_clean() || (self.from_round <= 1 && self.fits(core, left)) {
                    return Flow::Stops;
                }
                if let Some(limit) = core.time_is_up() {
                    return Flow::Limit(limit);
                }
            }
            (self.is_sending, self.began, self.seen) = (true, core.now, core.seen);
        }
    }

    /// Whether all memory may be left for the end: at the link's own speed, because nothing has been measured yet.
    fn fits(&self, core: &Core<'_>, left: f64) -> bool {
        match core.scenario.hypervisor.threshold.value {
            Threshold::DowntimeLimit { limit, .. } => core.memory.left().seconds(core.pace.live) <= limit.as_seconds(),
            Threshold::Pages(_) => left <= self.allowed,
        }
    }

    fn measure(&mut self, core: &Core<'_>) {
        if let Threshold::DowntimeLimit { limit, .. } = core.scenario.hypervisor.threshold.value {
            let seconds = core.now - self.began;
            if 0.0 < seconds {
                let page = core.scenario.hypervisor.page_size.value.as_bytes();
                self.allowed = (core.seen - self.seen) / seconds * limit.as_seconds() / page;
            }
        }
    }
}
