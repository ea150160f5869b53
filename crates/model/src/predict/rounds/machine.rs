//! One migration as a state machine that is told its bandwidth: it advances under the bandwidth of the moment, and says when its next
//! event comes.

use super::core::{Core, Flow};
use super::ending::End;
use super::estimate_rounds::EstimateRounds;
use super::fixed_rounds::FixedRounds;
use super::fluid::Fluid;
use super::fresh::ByKind as Left;
use super::layout::Layout;
use super::pace::{Pace, Rates};
use super::switching::SwitchAt;
use super::threshold_sync::ThresholdSync;
use super::vote::Vote;
use crate::predict::prediction::Outcome;
use crate::predict::{LimitKind, Reason};
use crate::quantity::{Bytes, BytesPerSecond, Pages, Seconds};
use crate::scenario::{Checked, LimitAction, LoopFamily, Threshold};

/// A loop.
#[derive(Clone, Debug)]
pub(super) enum Loop {
    Fluid(Fluid),
    ThresholdSync(ThresholdSync),
    FixedRounds(FixedRounds),
    EstimateRounds(EstimateRounds),
    Vote(Box<Vote>),
}

/// Where a migration is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stage {
    /// Setup, then other data: so many seconds and so many bytes are left.
    OtherData { setup: f64, bytes: f64 },
    /// The loop runs.
    Live,
    /// The guest is stopped and the rest is copied: pages that are left, and whether the loop's cap still holds.
    Copying { left: Left, capped: bool },
    /// The guest is stopped for its device state, until then.
    DeviceState { until: f64 },
    /// The same, and then the rest follows.
    Switching { until: f64, left: Left },
    /// Post-copy: the guest runs at the destination, and the rest follows.
    Following { left: Left },
    /// It is over.
    Over,
}

/// What happens next to a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Memory begins to be sent.
    MemoryBegins,
    /// The guest is stopped, or paused: it runs nowhere from here on.
    Stops,
    /// The guest runs at the destination, and the rest of its memory follows.
    Switches,
    /// The migration is over: complete, cancelled, or known to go on for ever.
    Ends,
}

/// One migration under way.
///
/// ```
/// use precopy_model::predict::rounds::{Event, Machine};
/// use precopy_model::quantity::*;
/// use precopy_model::scenario::*;
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(1.0), working_set: Bytes::from_gib(1.0) },
///     dirtying: Dirtying::round_robin(Bytes::ZERO, PagesPerSecond::ZERO),
///     link: Link { speed: LinkSpeed::Payload(BytesPerSecond::from_mib_per_second(100.0)), ..Link::line(Default::default()) },
///     hypervisor: presets::find("libvirt").unwrap().hypervisor(),
/// }.check().unwrap();
/// let mut machine = Machine::new(&scenario);
/// // After four seconds the link is halved.
/// assert_eq!(machine.advance(Seconds::from_seconds(4.0)), None);
/// machine.set_bandwidth(BytesPerSecond::from_mib_per_second(50.0));
/// assert_eq!(machine.advance(Seconds::INFINITY), Some(Event::Stops));
/// assert!((machine.now().as_seconds() - (4.0 + (1024.0 * 4104.0 / 4096.0 - 400.0) / 50.0)).abs() < 0.4);
/// ```
#[derive(Clone, Debug)]
pub struct Machine<'a> {
    pub(super) core: Core<'a>,
    pub(super) runs: Loop,
    pub(super) stage: Stage,
    /// When it is to be switched to post-copy.
    pub(super) switch: Option<SwitchAt>,
    pub(super) end: End,
}

impl<'a> Machine<'a> {
    /// A migration that has not begun, on the link of its scenario; the order of its memory is assumed.
    #[must_use]
    pub fn new(scenario: &'a Checked) -> Self {
        Self::with(scenario, &Layout::assumed_for(&scenario.dirtying.pattern), false)
    }

    pub(in crate::predict) fn with(scenario: &'a Checked, layout: &Layout, tells: bool) -> Self {
        let core = Core::new(scenario, layout, tells);
        let runs = match scenario.hypervisor.family.value {
            LoopFamily::Fluid { tick } => Loop::Fluid(Fluid::new(tick.as_seconds())),
            LoopFamily::ThresholdSync { capped_burst, burst, grain } => {
                Loop::ThresholdSync(ThresholdSync::new(burst.as_seconds(), capped_burst.as_seconds(), grain, &core))
            }
            LoopFamily::FixedRounds { passes_over } => Loop::FixedRounds(FixedRounds::new(false, passes_over)),
            LoopFamily::OvertakenRounds => Loop::FixedRounds(FixedRounds::new(true, false)),
            LoopFamily::EstimateRounds { from_round } => {
                let given = matches!(scenario.hypervisor.threshold.value, Threshold::Pages(_)) || from_round <= 1;
                Loop::EstimateRounds(EstimateRounds::new(from_round, if given { core.terms.c1 } else { 0.0 }))
            }
            LoopFamily::Vote { patience } => Loop::Vote(Box::new(Vote::new(patience, &core))),
        };
        let end = End {
            outcome: Outcome::Never,
            reason: None,
            stop: None,
            left: None,
            runs: None,
            over: None,
            threshold: core.terms.c1,
        };
        let (setup, other) = (core.terms.setup, core.terms.other_data.as_bytes());
        let mut machine = Self { core, runs, stage: Stage::OtherData { setup, bytes: other }, switch: None, end };
        if other == 0.0 && setup == 0.0 {
            machine.begin();
        }
        machine
    }

    /// How long it has been going on.
    #[must_use]
    pub fn now(&self) -> Seconds {
        Seconds::from_seconds(self.core.now)
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// Whether the guest is stopped, and neither here nor there.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        match self.stage {
            Stage::Copying { .. } | Stage::DeviceState { .. } | Stage::Switching { .. } => true,
            // A limit has stopped it while other data, or the loop, goes on.
            Stage::OtherData { .. } | Stage::Live => self.core.paused_at.is_some() || self.end.stop.is_some(),
            Stage::Following { .. } | Stage::Over => false,
        }
    }

    /// From now on so much of the link is available to it; its product's cap comes on top.
    pub fn set_bandwidth(&mut self, available: BytesPerSecond) {
        let pace = Pace::with_available(available, &self.core.scenario.hypervisor);
        let before = self.core.pace.live.used;
        self.core.set_pace(pace);
        match &mut self.runs {
            Loop::ThresholdSync(runs) => runs.change_pace(&self.core),
            Loop::FixedRounds(runs) => runs.change_pace(before / self.core.pace.live.used),
            Loop::Fluid(_) | Loop::EstimateRounds(_) | Loop::Vote(_) => {}
        }
    }

    /// What it takes of the link now, when so much is available.
    #[must_use]
    pub fn demand(&self, available: BytesPerSecond) -> BytesPerSecond {
        match self.stage {
            Stage::OtherData { .. } | Stage::Live | Stage::Copying { capped: true, .. } => {
                let cap = self.core.scenario.hypervisor.bandwidth_cap.value;
                cap.map_or(available, |cap| available.min(cap))
            }
            Stage::Copying { .. } | Stage::Following { .. } => available,
            Stage::DeviceState { .. } | Stage::Switching { .. } | Stage::Over => BytesPerSecond::ZERO,
        }
    }

    /// When the next event comes if the bandwidth stays as it is, and which; none when it is over.
    #[must_use]
    pub fn next_event(&self) -> Option<(Seconds, Event)> {
        let mut ahead = self.clone();
        ahead.core.story = None;
        let event = ahead.advance(Seconds::INFINITY)?;
        Some((ahead.now(), event))
    }

    /// Goes on until a moment or the next event, whichever comes first; the event, if one came.
    pub fn advance(&mut self, until: Seconds) -> Option<Event> {
        // What is past is past.
        let until = until.as_seconds().max(self.core.now);
        match self.stage {
            Stage::OtherData { setup, bytes } => self.send_other_data(setup, bytes, until),
            Stage::Live => self.go_on(until),
            Stage::Copying { left, capped } => self.copy(left, capped, until),
            Stage::DeviceState { until: end } => {
                self.core.now = end.min(until).max(self.core.now);
                self.core.mark_left(Left::default());
                (end <= until).then(|| {
                    self.end.runs = Some(end);
                    self.is_over_now()
                })
            }
            Stage::Switching { until: end, left } => {
                self.core.now = end.min(until).max(self.core.now);
                (end <= until).then(|| {
                    self.end.runs = Some(end);
                    self.core.mark_left(left);
                    self.stage = Stage::Following { left };
                    Event::Switches
                })
            }
            Stage::Following { left } => {
                let (rest, done) = self.send_left(left, self.core.pace.stopped, until);
                self.stage = Stage::Following { left: rest };
                done.then(|| self.is_over_now())
            }
            Stage::Over => None,
        }
    }

    fn is_over_now(&mut self) -> Event {
        self.stage = Stage::Over;
        self.end.over = Some(self.core.now);
        Event::Ends
    }

    /// The loop goes on until a moment, the next event, or a pause, which comes from outside in the middle of whatever it does.
    fn go_on(&mut self, until: f64) -> Option<Event> {
        let pause = if self.sees_limits_between_rounds() { f64::INFINITY } else { self.core.pause_to_come() };
        let is_paused = self.core.paused_at.is_some();
        let event = match self.play_loop(until.min(pause)) {
            Flow::Reached if pause <= until => {
                return self.core.time_limit_kind().map(|limit| self.pause(pause, limit));
            }
            Flow::Reached => return None,
            Flow::Pauses(limit) => return Some(self.pause(self.core.now.min(pause), limit)),
            Flow::Stops => self.stop(None, false),
            Flow::Limit(limit) => self.stop(Some(limit), false),
            Flow::Switch => self.switch_now(),
            Flow::ForEver => {
                self.stage = Stage::Over;
                Event::Ends
            }
        };
        // A guest that is paused has been stopped before.
        if is_paused && event == Event::Stops { self.advance(Seconds::from_seconds(until)) } else { Some(event) }
    }

    fn pause(&mut self, at: f64, by: LimitKind) -> Event {
        self.core.pause(at, by);
        Event::Stops
    }

    /// Whether its loop tests limits between rounds only, a pause among them.
    fn sees_limits_between_rounds(&self) -> bool {
        self.core.scenario.hypervisor.family.value.has_rounds()
    }

    fn play_loop(&mut self, until: f64) -> Flow {
        let core = &mut self.core;
        match &mut self.runs {
            Loop::Fluid(runs) => runs.play(core, until),
            Loop::ThresholdSync(runs) => runs.play(core, until),
            Loop::FixedRounds(runs) => runs.play(core, until),
            Loop::EstimateRounds(runs) => runs.play(core, until),
            Loop::Vote(runs) => runs.play(core, until),
        }
    }

    /// So few pages may be left, as the loop sees it.
    fn allowed(&self) -> f64 {
        match &self.runs {
            Loop::Fluid(runs) => runs.allowed,
            Loop::ThresholdSync(runs) => runs.allowed,
            Loop::FixedRounds(_) => self.core.terms.c1,
            Loop::EstimateRounds(runs) => runs.allowed,
            Loop::Vote(runs) => runs.allowed,
        }
    }

    fn begin(&mut self) {
        self.stage = Stage::Live;
        self.core.begin();
        if let Loop::ThresholdSync(runs) = &mut self.runs {
            runs.begin(&self.core);
        }
    }

    /// Other data goes first, while the clocks run.
    fn send_other_data(&mut self, setup: f64, bytes: f64, until: f64) -> Option<Event> {
        let bandwidth = self.core.pace.bandwidth;
        let end = self.core.now + setup + bytes / bandwidth;
        // What is left after so many seconds.
        let after = |seconds: f64| Stage::OtherData {
            setup: (setup - seconds).max(0.0),
            bytes: (bytes - (seconds - setup).max(0.0) * bandwidth).max(0.0),
        };
        let raises_limit = self.core.scenario.hypervisor.ends_by_raising_the_limit();
        let is_quiet = self.sees_limits_between_rounds() || raises_limit || self.is_stopped();
        let strikes = if is_quiet { f64::INFINITY } else { self.core.time_limit() };
        let next = end.min(strikes);
        if until < next {
            self.stage = after(until - self.core.now);
            self.core.now = until;
            return None;
        }
        let before = self.core.now;
        self.core.now = next.max(before);
        if end <= next {
            self.begin();
            if self.end.stop.is_some() {
                // The guest has been stopped by then: all of its memory follows.
                self.stage = Stage::Copying { left: self.core.memory.left(), capped: false };
            }
            return Some(Event::MemoryBegins);
        }
        self.stage = after((next - before).max(0.0));
        let limit = self.core.time_limit_kind()?;
        let memory = self.core.memory.left().seconds(self.core.pace.stopped);
        let rest = Seconds::from_seconds(end - next + memory);
        match self.core.action.settled(rest) {
            LimitAction::Cancel => {
                self.end.reason = Some(Reason::Cancelled { limit, at: Seconds::from_seconds(next) });
                self.end.outcome = Outcome::Cancelled;
                Some(self.is_over_now())
            }
            // There is no memory to switch yet: it does so as soon as there is.
            LimitAction::PostCopy => {
                self.core.forget_time_limit_until(end);
                self.advance(Seconds::from_seconds(until))
            }
            LimitAction::Pause => Some(self.pause(next, limit)),
            action @ (LimitAction::StopAndCopy | LimitAction::RaiseLimit | LimitAction::StopIfWithin(_)) => {
                let left = Pages::from_pages(self.core.memory.known());
                self.end.threshold = self.allowed();
                self.end.reason = Some(Reason::Limit { limit, action, at: Seconds::from_seconds(next), left });
                self.end.outcome = Outcome::Completes;
                self.end.stop = Some(next);
                self.end.left = Some(left.as_pages());
                Some(Event::Stops)
            }
        }
    }

    /// The loop has come to its end: the guest is stopped.
    pub(super) fn stop(&mut self, limit: Option<LimitKind>, on_demand: bool) -> Event {
        self.end.threshold = self.allowed();
        let core = &mut self.core;
        let hypervisor = &core.scenario.hypervisor;
        let was_paused = core.paused_at.is_some();
        let at = core.paused_at.unwrap_or(core.now);
        // One more look, whatever was written since the last one; nothing is when that was just now.
        core.last_look();
        let left = core.memory.left();
        let overtaken = hypervisor.family.value == LoopFamily::OvertakenRounds;
        let at_limit = core.action;
        let settled = |rest: f64| at_limit.settled(Seconds::from_seconds(rest));
        let (limit, action) = match limit {
            None => (core.paused_by, if core.paused_by.is_some() { at_limit } else { LimitAction::StopAndCopy }),
            Some(limit) if on_demand => (Some(limit), LimitAction::PostCopy),
            Some(limit) => {
                let rates = if overtaken { core.pace.live } else { core.pace.stopped };
                (Some(limit), settled(left.seconds(rates)))
            }
        };
        let moment = Seconds::from_seconds(at);
        let pages = Pages::from_pages(if core.paused_at.is_some() { core.paused_left } else { left.all() });
        self.end.reason = Some(match limit {
            None => {
                let threshold = hypervisor.threshold.value;
                let threshold = match threshold {
                    Threshold::DowntimeLimit { .. } if 0.0 < core.manager.limit => {
                        threshold.at_limit(Seconds::from_seconds(core.manager.limit))
                    }
                    other => other,
                };
                Reason::Threshold { left: pages, threshold }
            }
            Some(limit) if action == LimitAction::Cancel => Reason::Cancelled { limit, at: moment },
            Some(limit) => Reason::Limit { limit, action, at: moment, left: pages },
        });
        if action == LimitAction::Cancel {
            self.end.outcome = Outcome::Cancelled;
            return self.is_over_now();
        }
        self.end.outcome = Outcome::Completes;
        self.end.stop = Some(at);
        self.end.left = Some(pages.as_pages());
        let device_state = hypervisor.device_state.value.as_seconds();
        self.stage = if action == LimitAction::PostCopy {
            Stage::Switching { until: core.now + device_state, left }
        } else {
            // A loop whose guest is only paused, at the end of a round, sends what is left as before, with its cap.
            Stage::Copying { left, capped: overtaken || (action == LimitAction::Pause && !was_paused) }
        };
        Event::Stops
    }

    /// Copies what is left while the guest is stopped.
    fn copy(&mut self, left: Left, capped: bool, until: f64) -> Option<Event> {
        let rates = if capped { self.core.pace.live } else { self.core.pace.stopped };
        let (rest, done) = self.send_left(left, rates, until);
        self.stage = Stage::Copying { left: rest, capped };
        if !done {
            return None;
        }
        let device_state = self.core.scenario.hypervisor.device_state.value.as_seconds();
        self.stage = Stage::DeviceState { until: self.core.now + device_state };
        self.advance(Seconds::from_seconds(until))
    }

    /// Sends of what is left, evenly; what is left then, and whether that is nothing.
    fn send_left(&mut self, left: Left, rates: Rates, until: f64) -> (Left, bool) {
        let seconds = left.seconds(rates);
        let share = if seconds <= until - self.core.now { 1.0 } else { (until - self.core.now) / seconds };
        let sent = left.times(share);
        self.core.count(sent.empty, sent.used());
        self.core.now += seconds * share;
        let rest = if share < 1.0 { left.minus(sent) } else { Left::default() };
        self.core.mark_left(rest);
        (rest, 1.0 <= share)
    }

    /// Bytes of memory sent so far.
    #[must_use]
    pub fn sent(&self) -> Bytes {
        Bytes::from_bytes(self.core.sent_bytes())
    }
}
