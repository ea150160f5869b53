//! What all loops share: the clock, the memory, what has been sent, the limits, and the record of it.

use super::fresh::ByKind as Left;
use super::layout::Layout;
use super::manager::Manager;
use super::memory::{A_PAGE, Memory};
use super::pace::{Pace, Rates};
use super::story::{Round, Story, Then};
use super::throttle::AutoConverge;
use super::watch::Watch;
use super::writer::SinceLook;
use crate::predict::{LimitKind, Terms};
use crate::quantity::{Pages, Seconds};
use crate::scenario::{Checked, LimitAction, VolumeClock};

/// A billionth of a second is none.
pub(super) const NO_TIME: f64 = 1e-9;

/// A step in time is at least this share of the time that has gone by, or the clock's rounding would swallow it.
pub(super) const LEAST_SHARE: f64 = 1e-12;

/// Rounds or ticks that are played one by one; what is left of a migration that takes more follows its line A.
pub(super) const MOST_PLAYED: u32 = 20_000;

/// How playing a loop went on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Flow {
    /// The moment was reached.
    Reached,
    /// Its threshold ends it.
    Stops,
    /// A limit ends it.
    Limit(LimitKind),
    /// A limit pauses the guest, and the loop goes on.
    Pauses(LimitKind),
    /// It goes on for ever.
    ForEver,
    /// So many rounds are over that it is to be switched to post-copy.
    Switch,
}

/// A limit on time that counts from the start, or on volume.
#[derive(Clone, Copy, Debug)]
struct Limits {
    time: Option<(LimitKind, f64)>,
    bytes: Option<(LimitKind, f64)>,
}

/// Steps that a simulation may take: far more than any takes whose clock can tell them apart.
const MOST_STEPS: u32 = 100_000;

/// What a look found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Pages that were not known to be unsent.
    pub(super) dirtied: f64,
    /// Pages known to be unsent now.
    pub(super) left: f64,
}

/// The round that is being played.
#[derive(Clone, Copy, Debug)]
struct InHand {
    number: u32,
    start: f64,
    known: f64,
    sent: f64,
}

/// What all loops share.
#[derive(Clone, Debug)]
pub(super) struct Core<'a> {
    pub(super) scenario: &'a Checked,
    pub(super) terms: Terms,
    pub(super) pace: Pace,
    pub(super) memory: Memory,
    pub(super) manager: Manager,
    pub(super) throttle: AutoConverge,
    pub(super) watch: Watch,
    /// Seconds since the migration began.
    pub(super) now: f64,
    /// When memory began to be sent.
    pub(super) began: f64,
    /// The pace of pages that are sent again, until that is the one above.
    resent_pace: Option<Pace>,
    /// Bytes that compression has saved.
    saved: f64,
    /// Pages sent, empty ones and others.
    pub(super) sent_empty: f64,
    pub(super) sent_used: f64,
    /// Bytes that the product has seen go by.
    pub(super) seen: f64,
    pub(super) looks: u32,
    /// Looks since there were last too many to be played one by one.
    pub(super) played: u32,
    /// When the guest was paused while the loop goes on, and by which limit.
    pub(super) paused_at: Option<f64>,
    pub(super) paused_by: Option<LimitKind>,
    /// Pages that were unsent then, known or not.
    pub(super) paused_left: f64,
    /// What is done at a limit.
    pub(super) action: LimitAction,
    /// After so many rounds it is to be switched to post-copy.
    pub(super) switch_after: Option<u32>,
    /// Steps taken so far.
    steps: u32,
    /// Since when the guest has been slowed down.
    pub(super) slowed_since: Option<f64>,
    limits: Limits,
    in_hand: InHand,
    /// What is told; none where only the end matters.
    pub(super) story: Option<Box<Story>>,
}

impl<'a> Core<'a> {
    pub(super) fn new(scenario: &'a Checked, layout: &Layout, tells: bool) -> Self {
        let terms = Terms::of(scenario);
        let hypervisor = &scenario.hypervisor;
        let memory = Memory::new(&terms, &scenario.dirtying, layout);
        let time = hypervisor.time_limit.value.map(|limit| {
            let limit = limit.of(scenario.vm.memory, terms.other_data);
            (LimitKind::Time(limit), limit.as_seconds())
        });
        let size = hypervisor.page_size.value * terms.vmsize;
        let (by_clock, bytes) = match hypervisor.volume_limit.value {
            None => (None, None),
            Some(volume) => {
                let (kind, bytes) = (LimitKind::Volume(volume.factor), (size * volume.factor).as_bytes());
                match volume.clock {
                    // (15): a time, counted from when memory began to be sent.
                    VolumeClock::Time => {
                        let bandwidth = scenario.link.copy_rate(hypervisor).bandwidth.as_bytes_per_second();
                        (Some((kind, terms.lead + bytes / bandwidth)), None)
                    }
                    VolumeClock::BytesSent => (None, Some((kind, bytes))),
                }
            }
        };
        let time = match (time, by_clock) {
            (Some(time), Some(clock)) => Some(if clock.1 < time.1 { clock } else { time }),
            (time, clock) => time.or(clock),
        };
        let known = memory.known();
        let compression = hypervisor.compression.value;
        let cycle = memory.writer.cycle();
        let mut core = Self {
            scenario,
            terms,
            pace: Pace::of(scenario),
            resent_pace: None,
            saved: 0.0,
            manager: Manager::of(scenario, &terms),
            throttle: AutoConverge::of(scenario, 0.0),
            watch: Watch::new(cycle),
            memory,
            now: 0.0,
            began: 0.0,
            sent_empty: 0.0,
            sent_used: 0.0,
            seen: 0.0,
            looks: 0,
            played: 0,
            paused_at: None,
            paused_by: None,
            paused_left: 0.0,
            action: hypervisor.on_limit.value,
            switch_after: None,
            steps: 0,
            slowed_since: None,
            limits: Limits { time, bytes },
            in_hand: InHand { number: 1, start: 0.0, known, sent: 0.0 },
            story: tells.then(Box::default),
        };
        if compression.of_resent() < compression.of_first() {
            core.resent_pace = Some(core.pace.resent(hypervisor));
        }
        if let Some(story) = &mut core.story {
            // Pages that are skipped are gone at once.
            story.remaining.push(0.0, terms.eset, terms.pset, terms.hwset);
        }
        core.mark();
        core
    }

    /// Memory begins to be sent.
    pub(super) fn begin(&mut self) {
        self.began = self.now;
        self.in_hand.start = self.now;
        self.memory.writer.begin_at(self.now);
        self.throttle = AutoConverge::of(self.scenario, self.now);
        self.mark();
    }

    /// Notes what is known to be unsent now.
    pub(super) fn mark(&mut self) {
        if self.story.is_some() {
            self.mark_left(self.memory.left());
        }
    }

    /// One step more. True when there have been too many: after thousands of years a clock no longer tells one from the next, and a
    /// page must not hang.
    pub(super) const fn is_spent(&mut self) -> bool {
        self.steps = self.steps.saturating_add(1);
        MOST_STEPS <= self.steps
    }

    /// Pages sent so far.
    pub(super) fn sent(&self) -> f64 {
        self.sent_empty + self.sent_used
    }

    /// No time, as far as the clock can tell: a few of its steps.
    pub(super) const fn hair(&self) -> f64 {
        NO_TIME.max(self.now * 1e-15)
    }

    /// Bytes of memory on the wire so far, headers included.
    pub(super) fn sent_bytes(&self) -> f64 {
        self.terms.on_wire(self.sent_empty, self.sent_used).as_bytes() - self.saved
    }

    /// Whether pages go by that are compressed because they are sent again.
    pub(super) fn is_resending(&self) -> bool {
        let compression = self.scenario.hypervisor.compression.value;
        self.resent_pace.is_none() && compression.of_resent() < compression.of_first()
    }

    /// The link has changed.
    pub(super) fn set_pace(&mut self, pace: Pace) {
        let hypervisor = &self.scenario.hypervisor;
        let is_resending = self.is_resending();
        if self.resent_pace.is_some() {
            self.resent_pace = Some(pace.resent(hypervisor));
        }
        self.pace = if is_resending { pace.resent(hypervisor) } else { pace };
        // What went by from look to look before says nothing of what will.
        self.watch.begin_again(self.now, self.sent());
    }

    /// The number of the round that is being played.
    pub(super) const fn round(&self) -> u32 {
        self.in_hand.number
    }

    /// Sends of the present piece for at most so long, and lets the clock run. Returns the seconds.
    pub(super) fn send(&mut self, most: f64, rates: Rates) -> f64 {
        let sent = self.memory.send(most, rates);
        self.count(sent.empty, sent.used);
        self.now += sent.seconds;
        self.end_first_pass();
        sent.seconds
    }

    /// So many pages have gone by.
    pub(super) fn count(&mut self, empty: f64, used: f64) {
        self.sent_empty += empty;
        self.sent_used += used;
        let hypervisor = &self.scenario.hypervisor;
        if self.is_resending() {
            let gain = hypervisor.page_on_wire() - hypervisor.resent_page_on_wire();
            self.saved += used * gain.as_bytes();
        }
        self.seen += empty * self.pace.seen_empty + used * self.pace.seen;
    }

    /// Sends all that is known until a moment; true when it has been sent.
    pub(super) fn send_all(&mut self, until: f64) -> bool {
        while 0.0 < self.memory.known() {
            if until <= self.now {
                return false;
            }
            self.send(until - self.now, self.pace.live);
            self.mark();
        }
        true
    }

    /// The loop looks.
    pub(super) fn look(&mut self) -> Found {
        self.mark();
        let until = self.paused_at.map_or(self.now, |at| at.min(self.now));
        let dirtied = self.memory.look(until);
        self.looks = self.looks.saturating_add(1);
        self.played = self.played.saturating_add(1);
        self.mark();
        let left = self.memory.known();
        let page = self.scenario.hypervisor.page_size.value.as_bytes();
        // A guest that is paused cannot be slowed down any further.
        if self.paused_at.is_none() && self.throttle.account(self.now, dirtied * page, self.seen) {
            self.memory.writer.set_rate(self.terms.first_rate * (1.0 - self.throttle.share));
            self.slowed_since.get_or_insert(self.now);
            self.watch.begin_again(self.now, self.sent());
        }
        Found { dirtied, left: if left < A_PAGE { 0.0 } else { left } }
    }

    /// Once the first pass is over, pages go by at the pace of those that are sent again, and a product that promises to slow the
    /// guest down below the copy rate does so.
    pub(super) fn end_first_pass(&mut self) {
        if !self.memory.is_passed() {
            return;
        }
        if let Some(pace) = self.resent_pace.take() {
            self.pace = pace;
        }
        if self.terms.throttled && self.slowed_since.is_none() && self.paused_at.is_none() {
            self.memory.writer.write_until(self.now);
            self.memory.writer.set_rate(self.terms.rate);
            self.slowed_since = Some(self.now);
        }
    }

    /// What the guest has written since the loop looked, by now.
    pub(super) fn written_since_look(&self) -> SinceLook {
        let mut writer = self.memory.writer.clone();
        writer.write_until(self.paused_at.map_or(self.now, |at| at.min(self.now)));
        writer.since_look()
    }

    /// The round in hand is over, and another one begins.
    pub(super) fn close_round(&mut self, found: Found, threshold: Option<f64>, then: Then) {
        let InHand { number, start, known, sent } = self.in_hand;
        let (now, all_sent, throttle) = (self.now, self.sent(), self.throttle.share);
        if let Some(story) = &mut self.story {
            story.rounds.push(Round {
                number,
                start: Seconds::from_seconds(start),
                end: Seconds::from_seconds(now),
                known: Pages::from_pages(known),
                sent: Pages::from_pages(all_sent - sent),
                dirtied: Pages::from_pages(found.dirtied),
                left: Pages::from_pages(found.left),
                threshold: threshold.map(Pages::from_pages),
                throttle,
                then,
            });
        }
        self.in_hand = InHand { number: number.saturating_add(1), start: now, known: found.left, sent: all_sent };
    }

    /// Whether so many rounds are over that it is to be switched to post-copy.
    pub(super) fn is_to_switch(&self) -> bool {
        self.switch_after.is_some_and(|rounds| rounds < self.in_hand.number)
    }

    /// The round in hand is over because a limit has struck: the look at its end is the last one, before the guest is stopped.
    pub(super) fn close_round_by_limit(&mut self) {
        let found = self.last_look();
        self.close_round(found, None, Then::Limit);
    }

    /// The limit on time, if it has struck.
    pub(super) fn time_is_up(&self) -> Option<LimitKind> {
        self.limits.time.filter(|&(_, at)| at <= self.now + self.hair()).map(|(kind, _)| kind)
    }

    /// The limit on volume, if it has struck.
    pub(super) fn volume_is_up(&self) -> Option<LimitKind> {
        self.limits.bytes.filter(|&(_, bytes)| bytes < self.sent_bytes() * (1.0 - 1e-12)).map(|(kind, _)| kind)
    }

    /// When the limit on time is still to strike; never where there is none, or where it has paused the guest.
    pub(super) fn time_to_come(&self) -> f64 {
        if self.paused_at.is_some() { f64::INFINITY } else { self.time_limit() }
    }

    /// When the limit on time strikes; never where there is none.
    pub(super) fn time_limit(&self) -> f64 {
        self.limits.time.map_or(f64::INFINITY, |(_, at)| at)
    }

    /// Which limit on time there is.
    pub(super) fn time_limit_kind(&self) -> Option<LimitKind> {
        self.limits.time.map(|(kind, _)| kind)
    }

    /// Which limit on volume there is.
    pub(super) fn volume_limit_kind(&self) -> Option<LimitKind> {
        self.limits.bytes.map(|(kind, _)| kind)
    }

    /// How many bytes more make the limit on volume strike.
    pub(super) fn volume_left(&self) -> f64 {
        // A paused guest is past all limits.
        self.limits
            .bytes
            .filter(|_| self.paused_at.is_none())
            .map_or(f64::INFINITY, |(_, bytes)| (bytes - self.sent_bytes()).max(0.0))
    }

    /// Whether a limit on time or volume, or a switch, is still to come, or a rule may still change.
    pub(super) fn is_pending(&self) -> bool {
        self.limits.bytes.is_some()
            || self.limits.time.is_some() && self.paused_at.is_none()
            || self.switch_after.is_some()
            || self.manager.is_pending()
            || self.throttle.is_pending()
    }

    /// What comes of a limit that has struck while the loop runs, for loops that go on with a paused guest.
    pub(super) fn struck(&self, limit: LimitKind) -> Flow {
        if self.action == LimitAction::Pause { Flow::Pauses(limit) } else { Flow::Limit(limit) }
    }

    /// When a limit on time will pause the guest: from outside, and not when the loop gets round to it. Never where that is not what
    /// happens, or where it has.
    pub(super) fn pause_to_come(&self) -> f64 {
        if self.action == LimitAction::Pause { self.time_to_come() } else { f64::INFINITY }
    }

    /// The guest writes no more from a moment on, and the loop goes on.
    pub(super) fn pause(&mut self, at: f64, by: LimitKind) {
        let mut memory = self.memory.clone();
        memory.look(at);
        self.paused_at = Some(at);
        self.paused_by = Some(by);
        self.paused_left = memory.known();
    }

    /// So many rounds have gone by at once; the one that begins now has so many pages.
    pub(super) fn begin_round(&mut self, rounds: f64, known: f64) {
        let number = f64::from(self.in_hand.number) + rounds;
        // Casts saturate.
        self.in_hand = InHand { number: number as u32, start: self.now, known, sent: self.sent() };
    }

    /// The last look, when the guest is stopped: it is not counted.
    pub(super) fn last_look(&mut self) -> Found {
        let until = self.paused_at.map_or(self.now, |at| at.min(self.now));
        self.mark();
        let dirtied = self.memory.look(until);
        self.mark();
        Found { dirtied, left: self.memory.known() }
    }

    /// Notes what is left after the loop has ended.
    pub(super) fn mark_left(&mut self, left: Left) {
        if let Some(story) = &mut self.story {
            story.remaining.push(self.now, left.empty, left.passive, left.hot);
        }
    }

    /// A limit on time that struck too early counts from a later moment on.
    pub(super) fn forget_time_limit_until(&mut self, moment: f64) {
        if let Some((_, at)) = &mut self.limits.time {
            *at = at.max(moment);
        }
    }

    /// Rounds that were sent live, where they can be counted.
    pub(super) const fn rounds_played(&self, counts: bool) -> Option<u32> {
        if counts { Some(self.in_hand.number.saturating_sub(1)) } else { None }
    }
}
