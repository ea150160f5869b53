//! What came of a migration, once its machine is over.

use super::Simulation;
use super::machine::{Loop, Machine};
use crate::predict::prediction::{Outcome, Prediction, Predictor};
use crate::predict::{Reason, Remaining, WayOut};
use crate::quantity::{Bytes, Pages, PagesPerSecond, Seconds};

/// What is known of the end.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) outcome: Outcome,
    pub(super) reason: Option<Reason>,
    pub(super) stop: Option<f64>,
    pub(super) left: Option<f64>,
    /// When the guest ran again at the destination.
    pub(super) runs: Option<f64>,
    pub(super) over: Option<f64>,
    pub(super) threshold: f64,
}

impl Machine<'_> {
    /// What came of it, once it is over; before that, what is known so far, as one that never ends.
    pub fn prediction(&mut self) -> Prediction {
        let counts_rounds = self.counts_rounds();
        let core = &mut self.core;
        let terms = core.terms;
        let seconds = Seconds::from_seconds;
        let reason = self.end.reason.unwrap_or_else(|| {
            if terms.c1 < 1.0 && core.memory.writer.rate() < core.pace.live.used {
                Reason::NoPageAllowed
            } else {
                Reason::Outpaced {
                    rate: PagesPerSecond::from_pages_per_second(core.memory.writer.rate()),
                    copy_rate: PagesPerSecond::from_pages_per_second(core.pace.live.used),
                    way_out: WayOut::None,
                }
            }
        });
        let cancelled = self.end.outcome == Outcome::Cancelled;
        let live_until = self.end.stop.or(self.end.over).unwrap_or(core.now);
        // A pause is noticed a burst later, and a tick's burst may end the first pass ahead of the clock: what was done to the guest then
        // came too late.
        let slowed = core.slowed_since.map_or(0.0, |since| (live_until - since).max(0.0));
        let waits = match (self.end.runs, self.end.over) {
            (Some(runs), Some(over)) => over - runs,
            _ => 0.0,
        };
        let downtime = match (self.end.stop, self.end.runs) {
            _ if cancelled => Some(Seconds::ZERO),
            (Some(stop), Some(runs)) => Some(seconds(runs - stop)),
            _ => None,
        };
        let share = if core.began == 0.0 { terms.share_of_other_data(seconds(core.now)) } else { 1.0 };
        let data = Bytes::from_bytes(core.sent_bytes()) + terms.other_data * share;
        let rounds = core.rounds_played(counts_rounds);
        Prediction {
            predictor: Predictor::Rounds,
            outcome: self.end.outcome,
            reason,
            first_pass_end: seconds(terms.lead + terms.t1),
            stop: self.end.stop.map(seconds),
            left: self.end.left.map(Pages::from_pages),
            migration_time: self.end.over.map(seconds),
            downtime,
            brownout: seconds(slowed + waits),
            data: self.end.over.map(|_| data),
            rounds,
            threshold: Pages::from_pages(self.end.threshold),
            limit: core.time_limit().is_finite().then(|| seconds(core.time_limit())),
            remaining: core
                .story
                .as_mut()
                .map_or_else(Remaining::default, |story| std::mem::take(&mut story.remaining)),
        }
    }

    /// Whether its rounds can be counted: complete ones, or those from one look to the next.
    const fn counts_rounds(&self) -> bool {
        !matches!(self.runs, Loop::Fluid(_))
    }

    /// What came of it, and its rounds.
    pub(super) fn simulation(&mut self) -> Simulation {
        let rounds = self.core.story.as_mut().map_or_else(Vec::new, |story| std::mem::take(&mut story.rounds));
        Simulation { prediction: self.prediction(), rounds }
    }

    /// Pages sent so far: empty ones, and others.
    pub(in crate::predict) const fn pages_sent(&self) -> [f64; 2] {
        [self.core.sent_empty, self.core.sent_used]
    }
}
