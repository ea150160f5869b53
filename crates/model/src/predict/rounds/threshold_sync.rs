//! Loops that look when little is left (QEMU since 1.4 and everything built on it).
//!
//! ```text
//! allowed = 0
//! repeat:
//!     a limit has struck, or the manager gives up: its action
//!     K < allowed: LOOK; K <= allowed: STOP
//!     K = 0 and allowed = 0: STOP
//!     send a burst: at most so long; ends early when K = 0; under a cap at the link's speed, at most what the window allows,
//!                   and then wait for the window's end
//!     at the end of a window: allowed = bytes seen in it / its length · downtime limit
//! ```
//!
//! Whole windows are jumped over while nothing can happen in them: all pages in them are of one kind, the last window was
//! like them, and neither K, nor a limit, nor a manager comes to its point.

use super::core::{Core, Flow, Found, LEAST_SHARE, MOST_PLAYED};
use super::never::Line;
use super::story::Then;
use crate::predict::LimitKind;
use crate::scenario::{BandwidthEstimate, EmptyPages, Grain, Raised, Threshold};

/// Seconds without progress after which a throttle or a manager that might go further will not.
const PATIENCE: f64 = 100.0;

/// So many looks before something is to come are played one by one.
const LAST_LOOKS: f64 = 2.0;

/// What the loop is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    Testing,
    Sending { until: f64 },
    Waiting,
}

/// The loop.
#[derive(Clone, Debug)]
pub(super) struct ThresholdSync {
    burst: f64,
    window: f64,
    grain: Grain,
    doing: Doing,
    /// So much may be left, in pages.
    pub(super) allowed: f64,
    is_measured: bool,
    /// The downtime limit when it was measured.
    limit: f64,
    /// The window: when it began, and what had been seen and sent by then.
    window_began: f64,
    seen_then: f64,
    sent_then: f64,
    /// The burst: what had been seen by its beginning, empty pages among it, and bytes that a cap still let through then.
    burst_seen: f64,
    burst_empty: f64,
    quota: f64,
    /// Whether all that was sent in the window is of one kind, and at one pace.
    is_even: bool,
    /// Of the last window, where it was even: its length and its pages.
    like_the_last: Option<(f64, f64)>,
}

impl ThresholdSync {
    pub(super) fn new(burst: f64, window: f64, grain: Grain, core: &Core<'_>) -> Self {
        let (is_measured, allowed) = match core.scenario.hypervisor.threshold.value {
            Threshold::DowntimeLimit { .. } => (true, 0.0),
            Threshold::Pages(pages) => (false, pages.as_pages()),
        };
        Self {
            burst,
            window,
            grain,
            doing: Doing::Testing,
            allowed,
            is_measured,
            limit: core.manager.limit,
            window_began: core.now,
            seen_then: core.seen,
            sent_then: core.sent(),
            burst_seen: core.seen,
            burst_empty: core.sent_empty,
            quota: core.pace.cap.map_or(f64::INFINITY, |cap| cap * window),
            is_even: true,
            like_the_last: None,
        }
    }

    /// What the cap still lets through in this burst. A buffer holds so many pages with content, however many empty ones go with them,
    /// and is sent as a whole; the end of a burst sends what is in it.
    fn quota_left(&self, core: &Core<'_>) -> f64 {
        if !self.quota.is_finite() {
            return f64::INFINITY;
        }
        // Those that are sent in full are pages like others.
        let in_full = core.scenario.hypervisor.empty_pages.value == EmptyPages::SentInFull;
        let empty = if in_full { 0.0 } else { (core.sent_empty - self.burst_empty) * core.pace.seen_empty };
        let full = self.quota.max(self.grain.through_cap(self.quota - empty, core.pace.seen) + empty);
        full - (core.seen - self.burst_seen)
    }

    /// Whether more has gone by in this window than the cap lets through.
    fn is_beyond_quota(&self, core: &Core<'_>) -> bool {
        self.quota < core.seen - self.burst_seen
    }

    /// A burst begins, with what the others have left.
    fn begin_burst(&mut self, core: &Core<'_>) {
        self.quota -= core.seen - self.burst_seen;
        (self.burst_seen, self.burst_empty) = (core.seen, core.sent_empty);
    }

    /// What a cap lets through in a window that begins now.
    fn begin_quota(&mut self, core: &Core<'_>) {
        self.quota = core.pace.cap.map_or(f64::INFINITY, |cap| cap * self.window());
        (self.burst_seen, self.burst_empty) = (core.seen, core.sent_empty);
    }

    /// Memory begins to be sent: so does the first window.
    pub(super) fn begin(&mut self, core: &Core<'_>) {
        *self = Self::new(self.burst, self.window, self.grain, core);
    }

    /// Length of the present window. After thousands of years its own would be lost in the clock's rounding.
    fn window(&self) -> f64 {
        self.window.max(self.window_began * LEAST_SHARE)
    }

    /// Length of a burst, likewise.
    fn burst(&self, core: &Core<'_>) -> f64 {
        self.grain.burst(self.burst, core.pace.burst.used).max(self.window_began * LEAST_SHARE * 0.5)
    }

    /// The link has changed.
    pub(super) fn change_pace(&mut self, core: &Core<'_>) {
        self.is_even = false;
        self.like_the_last = None;
        // Of a window that is under way no more than it had before.
        self.begin_burst(core);
        let before = self.quota;
        self.quota = core.pace.cap.map_or(f64::INFINITY, |cap| {
            (cap * self.window).min(if before.is_finite() { before } else { f64::INFINITY })
        });
    }

    /// Plays until a moment, or until it ends.
    pub(super) fn play(&mut self, core: &mut Core<'_>, until: f64) -> Flow {
        loop {
            if until <= core.now {
                return Flow::Reached;
            }
            if core.is_spent() {
                return core.give_up(self.allowed, until);
            }
            match self.doing {
                Doing::Testing => {
                    if let Some(flow) = self.test(core, until) {
                        return flow;
                    }
                    self.begin_burst(core);
                    self.doing = Doing::Sending { until: core.now + self.burst(core) };
                    self.jump(core, until);
                }
                Doing::Sending { until: burst_ends } => self.send(core, burst_ends, until),
                Doing::Waiting => {
                    let end = self.window_began + self.window();
                    core.now = end.min(until).max(core.now);
                    if end <= core.now + core.hair() {
                        core.mark();
                        self.end_burst(core);
                    }
                }
            }
        }
    }

    /// The test between two bursts; a flow when it ends the migration.
    fn test(&mut self, core: &mut Core<'_>, until: f64) -> Option<Flow> {
        let per_second = core.pace.live.used;
        core.manager.run_until(core.now + core.hair(), core.looks, core.memory.known(), per_second);
        let struck = core.time_is_up().or_else(|| core.volume_is_up()).or_else(|| gave_up(core));
        // A raised limit counts from the end of a window, when the bandwidth is measured.
        let measured_now = core.began < core.now && core.now == self.window_began;
        let counts = measured_now || !core.scenario.hypervisor.ends_by_raising_the_limit();
        if let Some(limit) = struck.filter(|_| counts && core.paused_at.is_none()) {
            let flow = core.struck(limit);
            if let Flow::Limit(_) = flow {
                core.close_round_by_limit();
            }
            return Some(flow);
        }
        let known = if core.memory.is_clean() { 0.0 } else { core.memory.known() };
        let overdue = core.throttle.is_overdue(core.now, core.looks);
        if known < self.allowed || overdue {
            let slowed = core.throttle.share;
            let found = core.look();
            let then = if found.left <= self.allowed {
                if found.left == 0.0 { Then::NothingLeft } else { Then::Stops }
            } else if known < self.allowed {
                Then::TooMuchLeft
            } else {
                Then::Overdue
            };
            core.close_round(found, Some(self.allowed), then);
            if found.left <= self.allowed {
                return Some(Flow::Stops);
            }
            if core.is_to_switch() {
                return Some(Flow::Switch);
            }
            if slowed != core.throttle.share {
                self.like_the_last = None;
            }
            if core.watch.is_for_ever(core.now, core.sent(), found.left) && !self.goes_on(core, until) {
                return Some(Flow::ForEver);
            }
            if MOST_PLAYED <= core.played {
                match core.follow_the_line(self.allowed.max(1.0), quiet_until(core).min(until)) {
                    Line::Down => return Some(Flow::Stops),
                    Line::Cut => self.begin_window(core),
                    Line::Flat if core.is_awaited(until) => {}
                    Line::Flat => return Some(Flow::ForEver),
                }
                core.played = 0;
            }
        } else if known == 0.0 && self.allowed == 0.0 {
            let written = core.memory.written(core.now);
            core.close_round(Found { dirtied: written, left: written }, None, Then::NothingLeft);
            return Some(Flow::Stops);
        }
        None
    }

    /// Jumps over whole windows in which nothing can happen.
    fn jump(&mut self, core: &mut Core<'_>, until: f64) {
        let Some((length, pages)) =
            self.like_the_last.filter(|_| core.now == self.window_began && self.limit == core.manager.limit)
        else {
            return;
        };
        let known = core.memory.known();
        let (piece, _) = core.memory.piece(core.pace.live);
        let overdue = core.throttle.quiet_until(core.looks);
        let limit = core.time_to_come();
        let quiet = core.manager.quiet_until(core.looks).min(overdue).min(limit).min(until);
        let by_pages = ((known - self.allowed) / pages).min(piece.all() / pages - 1.0);
        let by_time = (quiet - core.now) / length;
        let by_volume = core.volume_left() / (pages * core.terms.page_on_wire.max(core.terms.empty_on_wire).as_bytes());
        let windows = libm::floor(by_pages.min(by_time).min(by_volume));
        if windows < 2.0 {
            return;
        }
        let before = core.seen;
        let sent = core.memory.send_share(windows * pages / piece.all());
        core.count(sent.empty, sent.used());
        core.now += windows * length;
        core.mark();
        self.measure(core, (core.seen - before) / windows, length);
        self.begin_window(core);
        self.begin_quota(core);
        self.doing = Doing::Testing;
    }

    /// Sends until the burst is over.
    fn send(&mut self, core: &mut Core<'_>, burst_ends: f64, until: f64) {
        let (piece, seconds) = core.memory.piece(core.pace.burst);
        let bytes = piece.empty * core.pace.seen_empty + piece.used() * core.pace.seen;
        let left = self.quota_left(core);
        let by_quota = if left.is_finite() && 0.0 < bytes { left / bytes * seconds } else { f64::INFINITY };
        let most = (burst_ends.min(until) - core.now).min(by_quota).max(0.0);
        let was_passed = core.memory.is_passed();
        let took = core.send(most, core.pace.burst);
        if core.pace.cap.is_none() {
            core.mark();
        }
        if seconds <= took {
            // A piece has gone by: what comes next is of another kind.
            self.is_even = false;
            if was_passed || core.memory.is_clean() {
                // Nothing is left to send. What was not enough to fill a buffer is sent now, and counts.
                if self.is_beyond_quota(core) && core.memory.is_clean() {
                    self.doing = Doing::Waiting;
                } else {
                    self.end_burst(core);
                }
                return;
            }
        }
        if burst_ends <= core.now + core.hair() {
            self.end_burst(core);
        } else if core.pace.cap.is_some_and(|cap| self.quota_left(core) <= cap * core.hair()) {
            self.doing = Doing::Waiting;
        }
    }

    /// A burst is over: the bandwidth is measured if the window is, too.
    fn end_burst(&mut self, core: &mut Core<'_>) {
        self.doing = Doing::Testing;
        let length = core.now - self.window_began;
        if length + core.hair() < self.window() {
            return;
        }
        let (seen, pages) = (core.seen - self.seen_then, core.sent() - self.sent_then);
        self.measure(core, seen, length);
        self.like_the_last = (self.is_even && 0.0 < pages).then_some((length, pages));
        self.begin_window(core);
        self.begin_quota(core);
        self.is_even = true;
    }

    fn measure(&mut self, core: &mut Core<'_>, seen: f64, length: f64) {
        if !self.is_measured {
            return;
        }
        core.manager.run_until(core.now + core.hair(), core.looks, core.memory.known(), core.pace.live.used);
        let per_second = match core.scenario.hypervisor.threshold.value {
            Threshold::DowntimeLimit { estimate: BandwidthEstimate::MeanSinceStart, .. } => {
                core.seen / (core.now - core.began)
            }
            _ => seen / length,
        };
        self.limit = core.manager.limit;
        self.allowed = per_second * self.limit / core.scenario.hypervisor.page_size.value.as_bytes();
    }

    /// A window begins now.
    fn begin_window(&mut self, core: &Core<'_>) {
        (self.window_began, self.seen_then, self.sent_then) = (core.now, core.seen, core.sent());
    }

    /// Nothing changes from look to look any more. On to where a rule may change something; false when there is none.
    fn goes_on(&mut self, core: &mut Core<'_>, until: f64) -> bool {
        let until = quiet_until(core).min(until);
        if !core.is_awaited(until) {
            // Only the throttle or a manager may go further; if they have not for so long, they will not.
            return core.is_pending() && core.now < core.watch.since() + PATIENCE;
        }
        let (now, seen, sent, empty) = (core.now, core.seen, core.sent(), core.sent_empty);
        core.skips(core.watch.each(now, sent), until, LAST_LOOKS);
        // The window that is under way is the same after it.
        self.window_began += core.now - now;
        self.seen_then += core.seen - seen;
        self.sent_then += core.sent() - sent;
        self.burst_seen += core.seen - seen;
        self.burst_empty += core.sent_empty - empty;
        true
    }
}

/// Until when the manager lets the threshold be what it is.
fn quiet_until(core: &Core<'_>) -> f64 {
    if core.manager.is_pending() { core.manager.quiet_until(core.looks) } else { f64::INFINITY }
}

/// The manager gives up after its last step.
fn gave_up(core: &Core<'_>) -> Option<LimitKind> {
    match core.scenario.hypervisor.threshold.value {
        Threshold::DowntimeLimit { raised: Raised::ByRounds(steps), .. } if core.manager.gave_up => {
            Some(LimitKind::LastStep(steps.last()))
        }
        Threshold::DowntimeLimit { .. } | Threshold::Pages(_) => None,
    }
}
