//! Managers beside a loop, which raise its downtime limit while it does not get there.

use super::{Dice, Setup, Threshold};

/// How a manager raises the downtime limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Raises {
    /// Not at all.
    Never,
    /// Nova: so many times, every so many seconds, from limit/steps to the limit, in whole milliseconds.
    OverTime {
        /// How many raises.
        steps: u32,
        /// Seconds between two of them.
        every: f64,
    },
    /// oVirt: by rounds; then it does what is done at a limit.
    ByRounds(&'static Schedule),
    /// Proxmox VE: doubled whenever the rest has grown six times, looked at every so many seconds.
    Doubling {
        /// Seconds between two looks.
        poll: f64,
    },
}

/// A downtime limit by rounds.
#[derive(Debug, PartialEq)]
pub struct Schedule {
    /// The limit at first, in seconds.
    pub first: f64,
    /// The round that has to be over, and the limit then, in seconds.
    pub raises: &'static [(u32, f64)],
    /// Seconds between two looks of the manager.
    pub poll: f64,
}

/// Schedules that fit small machines.
pub static SCHEDULES: [Schedule; 5] = [
    Schedule { first: 0.01, raises: &[(1, 0.02), (2, 0.05)], poll: 0.5 },
    Schedule { first: 0.02, raises: &[(1, 0.03), (2, 0.04), (3, 0.06), (4, 0.08), (6, 0.1), (6, 0.8)], poll: 0.4 },
    Schedule { first: 0.1, raises: &[(1, 0.15), (2, 0.2)], poll: 3.0 },
    Schedule { first: 0.005, raises: &[(3, 0.3)], poll: 0.25 },
    Schedule { first: 0.03, raises: &[], poll: 1.0 },
];

/// Nova looks so often, in seconds.
const NOVA_POLL: f64 = 0.5;

/// A manager at work.
pub(super) struct Manager {
    raises: Raises,
    last: f64,
    /// The downtime limit now, in seconds.
    pub(super) limit: f64,
    poll: f64,
    next: f64,
    /// Rounds when it first looked, and when it last did.
    rounds_then: Option<u32>,
    rounds: u32,
    done: usize,
    rest: usize,
    grown: u32,
    /// When it gave up.
    pub(super) gave_up: Option<f64>,
    /// Whether it has raised the limit.
    pub(super) raised: bool,
}

impl Manager {
    /// None where nothing is measured.
    pub(super) fn of(setup: &Setup) -> Option<Self> {
        let Threshold::Seconds(last) = setup.rules.threshold else { return None };
        let raises = setup.rules.raises;
        let (poll, limit) = match raises {
            Raises::Never => (f64::INFINITY, last),
            Raises::OverTime { steps, .. } => (NOVA_POLL, step(last, steps, 0)),
            Raises::ByRounds(schedule) => (schedule.poll, schedule.first),
            Raises::Doubling { poll } => (poll, last),
        };
        let share = setup.rules.manager_begins.unwrap_or_else(|| Dice::new(setup.guest.seed ^ 0x909).share());
        let next = if poll.is_finite() { poll * share } else { poll };
        Some(Self {
            raises,
            last,
            limit,
            poll,
            next,
            rounds_then: None,
            rounds: 0,
            done: 0,
            rest: 0,
            grown: 0,
            gave_up: None,
            raised: false,
        })
    }

    /// What it does until a moment, while so many rounds are over and so many pages are known.
    pub(super) fn run_until(&mut self, now: f64, rounds: u32, rest: usize) {
        while self.next <= now && self.gave_up.is_none() {
            self.look(rounds, rest);
            self.next += self.poll;
        }
    }

    fn look(&mut self, rounds: u32, rest: usize) {
        match self.raises {
            Raises::Never => {}
            Raises::OverTime { steps, every } => {
                let due = (0..=steps).rev().find(|&step| f64::from(step) * every < self.next).unwrap_or(0);
                self.raise(step(self.last, steps, due));
            }
            Raises::ByRounds(schedule) => {
                let first = *self.rounds_then.get_or_insert(rounds);
                let grew = self.rounds < rounds;
                self.rounds = rounds;
                if !grew || rounds == first {
                    return;
                }
                match schedule.raises.get(self.done) {
                    Some(&(after, limit)) if after < rounds - first => {
                        self.done += 1;
                        self.raise(limit);
                    }
                    Some(_) => {}
                    None => self.gave_up = Some(self.next),
                }
            }
            Raises::Doubling { .. } => {
                if self.rest < rest || rest == 0 {
                    self.grown += 1;
                }
                self.rest = rest;
                if 5 < self.grown {
                    self.grown = 0;
                    self.raise(self.limit * 2.0);
                }
            }
        }
    }

    fn raise(&mut self, limit: f64) {
        self.raised |= limit != self.limit;
        self.limit = limit;
    }
}

/// Nova's limits.
fn step(last: f64, steps: u32, index: u32) -> f64 {
    let base = last / f64::from(steps);
    let limit = base + f64::from(index) * (last - base) / f64::from(steps);
    (limit * 1000.0 + 1e-6).floor() / 1000.0
}
