//! What was expected of each migration against what it took: how often the bound held, how far off, and why the worst are.

use super::{Expectation, Log, Outcome, Pressure, Record, Site, Swept};
use crate::quantity::{Bytes, Seconds};
use crate::records::compare::{Pair, Score, score};

/// So many of the worst are told.
const WORST: usize = 10;

/// Scores are those of so many pairs, evenly taken; of more they would say the same.
const SCORED: usize = 20_000;

/// So much more than expected was sent: the guest wrote it again.
const SENT_AGAIN: f64 = 1.5;

/// So much less: most of the memory was empty.
const HARDLY_SENT: f64 = 0.5;

/// At least so many in flight are a crowd.
const CROWD: u32 = 3;

/// Why a migration probably took longer or shorter than expected. By rule, from what its record says; where no rule applies, no reason is
/// made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Likely {
    /// It sent much more than its size: pages were sent again.
    WrittenAgain,
    /// It was slow, and many others were in flight.
    Crowded,
    /// It was slow, although nobody was in its way.
    SlowLink,
    /// It was faster than nineteen of twenty.
    FastLink,
    /// It sent much less than its size.
    MostlyEmpty,
    /// No migration of such a size was calibrated with.
    OutsideSizes,
}

impl Likely {
    /// As a sentence.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::WrittenAgain => "It sent much more than its size: the guest wrote again what had been sent.",
            Self::Crowded => "It moved slowly, and many others were in flight.",
            Self::SlowLink => "It moved slowly, although few others were in flight.",
            Self::FastLink => "It moved faster than nineteen of twenty here.",
            Self::MostlyEmpty => "It sent much less than its size: most of the memory was empty.",
            Self::OutsideSizes => "No migration of such a size was calibrated with.",
        }
    }
}

/// One migration: expected and actual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Its place in the log.
    pub place: u32,
    /// What was expected, and at most.
    pub expected: Expectation,
    /// What it took.
    pub actual: Seconds,
}

impl Held {
    /// How many times longer or shorter it took than expected, at least 1.
    #[must_use]
    pub fn factor(&self) -> f64 {
        let ratio = self.expected.time.map_or(f64::INFINITY, |expected| expected / self.actual);
        ratio.max(1.0 / ratio)
    }
}

/// All of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// Each, in the order of the log.
    pub held: Vec<Held>,
    /// How far off the expectations are; none of none.
    pub expected: Option<Score>,
    /// How far off what was said to be the most is, and how often it was.
    pub at_most: Option<Score>,
    /// The worst by factor, worst first, each with a likely reason.
    pub worst: Vec<(Held, Option<Likely>)>,
}

/// Holds expectations against a log's completed migrations; only these took what a migration takes.
///
/// A fair comparison leaves out of `expected` what the site was calibrated with: calibrate with every other record, and hold the rest
/// against that. Cost: as many steps as there are expectations, and a sort of at most twenty thousand.
#[must_use]
pub fn against(log: &Log, site: &Site, expected: &[(u32, Expectation)], swept: Option<&Swept>) -> Against {
    let held = |(place, expectation): &(u32, Expectation)| {
        let record = log.records.get(*place as usize).filter(|record| record.outcome == Outcome::Completed)?;
        let actual = record.duration.filter(|time| Seconds::ZERO < *time && time.is_finite())?;
        Some(Held { place: *place, expected: *expectation, actual })
    };
    let held: Vec<Held> = expected.iter().filter_map(held).collect();
    let some = || held.iter().step_by(held.len().div_ceil(SCORED).max(1));
    let pairs = |predicted: fn(&Held) -> Option<Seconds>| {
        let pairs: Vec<Pair> = some().map(|held| Pair { predicted: predicted(held), measured: held.actual }).collect();
        score(&pairs)
    };
    let (mean, at_most) = (pairs(|held| held.expected.time), pairs(|held| held.expected.at_most));
    let worst = worst(&held).into_iter().map(|worst| {
        let reason = log.records.get(worst.place as usize).and_then(|record| {
            likely(record, site, &worst.expected, swept.and_then(|swept| pressure_on(swept, worst.place)))
        });
        (worst, reason)
    });
    Against { worst: worst.collect(), expected: mean, at_most, held }
}

/// The worst few, without sorting all.
fn worst(held: &[Held]) -> Vec<Held> {
    let mut worst: Vec<Held> = Vec::with_capacity(WORST + 1);
    for one in held {
        let factor = one.factor();
        let place = worst.partition_point(|other| factor <= other.factor());
        if place < WORST {
            worst.insert(place, *one);
            worst.truncate(WORST);
        }
    }
    worst
}

/// Flights stand in the order of the log.
fn pressure_on(swept: &Swept, place: u32) -> Option<&Pressure> {
    let at = swept.flights.binary_search_by_key(&place, |flight| flight.place).ok()?;
    swept.pressures.get(at)
}

/// Why a migration probably differs from what was expected.
#[must_use]
pub fn likely(record: &Record, site: &Site, expected: &Expectation, pressure: Option<&Pressure>) -> Option<Likely> {
    let actual = record.duration?;
    let is_longer = expected.time.is_some_and(|time| time < actual);
    let sent_share = record.sent.and_then(|sent| Some(sent / expected.data?));
    // Without bytes the memory stands for them, as in the calibration.
    let moved = record.sent.or(expected.data)?;
    let moving = actual - site.fixed.value;
    let rate = if Seconds::ZERO < moving { Some(moved.as_bytes() / moving.as_seconds()) } else { None };
    let is_crowded = pressure.is_some_and(|pressure| CROWD <= pressure.count);
    let is_outside = |memory: Bytes| site.memory.is_some_and(|(least, most)| memory < least || most < memory);
    if is_longer && sent_share.is_some_and(|share| SENT_AGAIN <= share) {
        Some(Likely::WrittenAgain)
    } else if is_longer && rate.is_some_and(|rate| rate < site.rates.low.as_bytes_per_second()) {
        Some(if is_crowded { Likely::Crowded } else { Likely::SlowLink })
    } else if !is_longer && sent_share.is_some_and(|share| share <= HARDLY_SENT) {
        Some(Likely::MostlyEmpty)
    } else if !is_longer && rate.is_some_and(|rate| site.rates.high.as_bytes_per_second() < rate) {
        Some(Likely::FastLink)
    } else if record.memory.is_some_and(is_outside) {
        Some(Likely::OutsideSizes)
    } else {
        None
    }
}
