//! Loops that vote after each pass, on averages of what was left after the last ones (VirtualBox).
//!
//! ```text
//! after pass k: now = what was written during it; short = mean of now over four passes; long = sum over the last 64, divided by 64
//!     another pass, unless short <= long and now <= short (or a little more)
//!     k > patience: STOP if short takes less than half of the downtime limit, or short and long both less than all of it
//!     else:         STOP if long <= 256, or short <= 128 and long <= 1024
//! ```
//!
//! Averages are whole pages and times whole milliseconds; the pages each second are counted from pass 8 on. A threshold in pages,
//! which the product does not have, takes the place of what the downtime limit allows.

use super::core::{Core, Flow};
use super::story::Then;
use crate::scenario::Threshold;

/// Passes in the short average.
const SHORT: usize = 4;
/// Passes in the long average.
const LONG: usize = 64;
/// The speed counts from this pass on.
const COUNTED_FROM: u32 = 8;
/// The least downtime limit, in milliseconds.
const LEAST_MILLISECONDS: f64 = 32.0;

/// The loop.
#[derive(Clone, Debug)]
pub(super) struct Vote {
    patience: u32,
    /// The downtime limit in milliseconds; none where the threshold is a number of pages.
    most: Option<f64>,
    left: [f64; LONG],
    passes: usize,
    counted_since: f64,
    counted: f64,
    is_sending: bool,
    /// What may be left by the full limit, in pages, at the speed of the moment.
    pub(super) allowed: f64,
}

impl Vote {
    pub(super) fn new(patience: u32, core: &Core<'_>) -> Self {
        let most = match core.scenario.hypervisor.threshold.value {
            Threshold::DowntimeLimit { limit, .. } => {
                Some(libm::floor(limit.as_milliseconds() + 1e-9).max(LEAST_MILLISECONDS))
            }
            Threshold::Pages(_) => None,
        };
        Self {
            patience,
            most,
            left: [0.0; LONG],
            passes: 0,
            counted_since: 0.0,
            counted: 0.0,
            is_sending: false,
            allowed: core.terms.c1,
        }
    }

    /// Plays until a moment, or until it ends.
    pub(super) fn play(&mut self, core: &mut Core<'_>, until: f64) -> Flow {
        loop {
            let pass = core.round();
            if !self.is_sending {
                if pass == COUNTED_FROM {
                    (self.counted_since, self.counted) = (core.now, 0.0);
                }
                self.counted += core.memory.known();
                self.is_sending = true;
            }
            if !core.send_all(until) {
                return Flow::Reached;
            }
            self.is_sending = false;
            let found = core.look();
            let won = self.vote(core, pass, found.left);
            let struck = core.limit_after(pass);
            let then = match struck {
                _ if won => Then::Stops,
                Some(_) => Then::Limit,
                None => Then::NotYetVoted,
            };
            core.close_round(found, Some(self.allowed), then);
            if won {
                return Flow::Stops;
            }
            if let Some(limit) = struck {
                return Flow::Limit(limit);
            }
            if let Some(flow) = core.before_another_round(found.left, self.allowed / 2.0, until) {
                return flow;
            }
        }
    }

    fn vote(&mut self, core: &Core<'_>, pass: u32, now: f64) -> bool {
        let now = libm::floor(now + 1e-9);
        if let Some(place) = self.left.get_mut(self.passes % LONG) {
            *place = now;
        }
        self.passes += 1;
        let last = (1..=SHORT).map(|back| (self.passes + LONG - back) % LONG);
        let short = if self.passes < SHORT {
            f64::INFINITY
        } else {
            libm::floor(last.filter_map(|index| self.left.get(index)).sum::<f64>() / SHORT as f64)
        };
        let long = libm::floor(self.left.iter().sum::<f64>() / LONG as f64);
        let steady = short <= long && (now <= short || now - short < libm::floor(short / 8.0).min(16.0));
        let fits = self.fits(core, short, long);
        let small = if pass <= self.patience { (short <= 128.0 && long <= 1024.0) || long <= 256.0 } else { fits };
        steady && small
    }

    /// Whether averages fit into the downtime limit at the speed of the moment, or are small enough where that is a number of pages.
    #[inline]
    fn fits(&mut self, core: &Core<'_>, short: f64, long: f64) -> bool {
        let Some(most) = self.most else {
            // Nothing takes no time, whatever is allowed.
            return short == 0.0 || (long <= self.allowed && short < self.allowed) || short < self.allowed / 2.0;
        };
        let seconds = core.now - self.counted_since;
        let speed = if 0.0 < seconds { self.counted / seconds } else { core.pace.live.used };
        self.allowed = speed * most / 1000.0;
        let milliseconds = |pages: f64| if pages == 0.0 { 0.0 } else { libm::floor(pages / speed * 1000.0) };
        (milliseconds(long) <= most && milliseconds(short) < most) || milliseconds(short) < libm::floor(most / 2.0)
    }
}
