//! Recognises a migration that goes on for ever: no rule is pending, and what is left does not shrink over full cycles.

/// Looks without progress after which there will be none. A loop and a writer that are out of step come back to the same places
/// sooner or later; simulations page by page show nothing new after far fewer.
const LOOKS: u32 = 64;
/// Progress is at least this share of what is left.
const PROGRESS: f64 = 1e-9;

/// What goes by from one look to the next, on average.
#[derive(Clone, Copy, Debug)]
pub(super) struct Each {
    pub(super) seconds: f64,
    pub(super) pages: f64,
}

/// Looks for progress.
#[derive(Clone, Copy, Debug)]
pub(super) struct Watch {
    best: f64,
    looks: u32,
    /// When there was progress last, and pages sent by then.
    since: f64,
    sent: f64,
    /// How long the guest's load takes until it repeats itself.
    cycle: f64,
}

impl Watch {
    pub(super) const fn new(cycle: f64) -> Self {
        Self { best: f64::INFINITY, looks: 0, since: 0.0, sent: 0.0, cycle }
    }

    /// The loop has looked, having sent so many pages, and so much is left. True when it goes on for ever, provided that no rule is
    /// pending.
    pub(super) fn is_for_ever(&mut self, now: f64, sent: f64, left: f64) -> bool {
        if left < self.best * (1.0 - PROGRESS) {
            (self.best, self.looks, self.since, self.sent) = (left, 0, now, sent);
            return false;
        }
        self.looks = self.looks.saturating_add(1);
        LOOKS <= self.looks && 2.0 * self.cycle <= now - self.since
    }

    /// Since when there has been no progress.
    pub(super) const fn since(&self) -> f64 {
        self.since
    }

    /// A rule has changed: what was seen before says nothing any more.
    pub(super) const fn begin_again(&mut self, now: f64, sent: f64) {
        (self.best, self.looks, self.since, self.sent) = (f64::INFINITY, 0, now, sent);
    }

    /// What has gone by from one look to the next since there was progress last; no number where there has been no look.
    pub(super) fn each(&self, now: f64, sent: f64) -> Each {
        let looks = f64::from(self.looks);
        Each { seconds: (now - self.since) / looks, pages: (sent - self.sent) / looks }
    }
}
