//! A migration under way, as a part of a plan.

use crate::predict::Outcome;
use crate::predict::rounds::{Event, Machine};
use crate::quantity::{BytesPerSecond, Seconds};
use crate::scenario::Checked;

/// A migration under way.
#[derive(Clone, Debug)]
pub(super) struct Running<'a> {
    pub(super) step: usize,
    pub(super) guest: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) lanes: Vec<usize>,
    /// When it was begun, and up to when it has been played.
    pub(super) start: f64,
    played: f64,
    /// Bytes that were sent up to then.
    sent: f64,
    pub(super) machine: Machine<'a>,
    /// What it gets, in bytes/s.
    gets: f64,
    /// What is known of its next event, if that stays so.
    next: Next<'a>,
    /// What holds it back, and since when.
    pub(super) held: Option<(usize, f64)>,
    pub(super) held_back: Vec<(usize, f64)>,
}

/// What is known of the next event of a migration.
#[derive(Clone, Debug)]
enum Next<'a> {
    /// It is not before a moment, up to which a copy of the machine has been played.
    NotBefore(f64, Box<Machine<'a>>),
    /// It comes at a moment, to which that has been played.
    At(f64, Event, Box<Machine<'a>>),
    /// Nothing more comes.
    None,
}

/// What a migration sent over its lanes from one moment to another, in bytes/s on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sent {
    pub(super) from: f64,
    pub(super) until: f64,
    pub(super) rate: f64,
}

/// By how much of itself a rate may differ and be the same.
const SAME: f64 = 1e-12;

impl<'a> Running<'a> {
    pub(super) fn new(
        step: usize,
        [guest, from, to]: [usize; 3],
        lanes: Vec<usize>,
        now: f64,
        scenario: &'a Checked,
    ) -> Self {
        Self {
            step,
            guest,
            from,
            to,
            lanes,
            start: now,
            played: now,
            sent: 0.0,
            machine: Machine::new(scenario),
            gets: f64::NAN,
            next: Next::None,
            held: None,
            held_back: Vec::new(),
        }
    }

    /// The most that it takes, in bytes/s.
    pub(super) fn demand(&self) -> f64 {
        self.machine.demand(BytesPerSecond::INFINITY).as_bytes_per_second()
    }

    /// When its next event comes, as far as that is known.
    pub(super) const fn next_event(&self) -> Option<f64> {
        match self.next {
            Next::At(at, ..) => Some(at),
            Next::NotBefore(..) | Next::None => None,
        }
    }

    /// Plays it up to a moment, which is not later than its next event. What it sent on the way, and the event, if that has come.
    pub(super) fn play_to(&mut self, now: f64) -> (Option<Sent>, Option<Event>) {
        let event = match std::mem::replace(&mut self.next, Next::None) {
            // It has been played to there.
            Next::At(at, event, ahead) if at <= now => {
                self.machine = *ahead;
                Some(event)
            }
            Next::NotBefore(at, ahead) if at <= now => {
                self.machine = *ahead;
                self.machine.advance(Seconds::from_seconds(now - self.start))
            }
            _ => self.machine.advance(Seconds::from_seconds(now - self.start)),
        };
        let sent = self.machine.sent().as_bytes();
        let piece = (self.played < now && self.sent < sent).then(|| Sent {
            from: self.played,
            until: now,
            rate: (sent - self.sent) / (now - self.played),
        });
        (self.played, self.sent) = (now, sent);
        (piece, event)
    }

    /// Whether this would be another rate than it gets, but for rounding: that of shares depends on the order in which flows are counted.
    pub(super) fn is_another(&self, rate: f64) -> bool {
        self.gets.is_nan() || (rate != self.gets && SAME * self.gets < (rate - self.gets).abs())
    }

    /// It gets so much from now on; it has been played up to now.
    pub(super) fn give(&mut self, rate: f64) {
        if 0.0 < rate {
            self.machine.set_bandwidth(BytesPerSecond::from_bytes_per_second(rate));
        }
        self.gets = rate;
        self.begin_looking();
    }

    /// Nothing is known of its next event; it has been played up to now.
    pub(super) fn begin_looking(&mut self) {
        self.next = Next::NotBefore(self.played, Box::new(self.machine.clone()));
    }

    /// Looks for its next event up to a moment: beyond that something else may change its share. What has been found out stays known.
    pub(super) fn look_ahead(&mut self, until: f64) {
        let (known, mut ahead) = match std::mem::replace(&mut self.next, Next::None) {
            Next::NotBefore(known, ahead) if known < until => (known, ahead),
            other => {
                self.next = other;
                return;
            }
        };
        let Some(event) = ahead.advance(Seconds::from_seconds(until - self.start)) else {
            if until.is_finite() {
                self.next = Next::NotBefore(until, ahead);
            }
            return;
        };
        let at = (self.start + ahead.now().as_seconds()).max(known);
        // "For ever" is no event as long as something else may change its share.
        let is_for_ever = ahead.is_over() && ahead.prediction().outcome == Outcome::Never;
        if !is_for_ever && at.is_finite() {
            self.next = Next::At(at, event, ahead);
        }
    }

    /// What holds it back from now on.
    pub(super) fn is_held_back(&mut self, by: Option<usize>, now: f64) {
        if self.held.map(|(lane, _)| lane) == by {
            return;
        }
        if let Some((lane, since)) = self.held {
            match self.held_back.iter_mut().find(|(known, _)| *known == lane) {
                Some((_, seconds)) => *seconds += now - since,
                None => self.held_back.push((lane, now - since)),
            }
        }
        self.held = by.map(|lane| (lane, now));
    }
}
