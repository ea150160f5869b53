//! What would be expected of a migration in a log, at its site; and what it costs to have it in flight.

use super::{Log, Name, Record, Site};
use crate::predict::{bound, rounds};
use crate::quantity::{Bytes, BytesPerSecond, Seconds};
use crate::scenario::{Checked, Dirtying, EmptyPages, Hypervisor, Link, LinkSpeed, Scenario, Vm, presets};

/// The product whose loop is played where a log does not name one that is known.
const USUAL_PRODUCT: &str = "qemu";

/// The pages that are scanned.
const PAGE: Bytes = Bytes::from_bytes(4096.0);

/// By what something is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The product's own loop on this site's link: the log says how fast the guest writes.
    Loop,
    /// The site's own line: the log says how large it is, and no more.
    Line,
}

/// What is expected of one migration, whatever came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expectation {
    /// How it is known.
    pub by: Means,
    /// How long it takes; none: it never ends.
    pub time: Option<Seconds>,
    /// How long it takes at most: by the bound on a slow day's link, or as nineteen of twenty do by the line; none: nothing is sure.
    pub at_most: Option<Seconds>,
    /// What goes over the link; none: without end.
    pub data: Option<Bytes>,
}

impl Site {
    /// What is to be expected of a migration here, from its inputs only; none where the log does not tell its memory.
    ///
    /// With a dirty rate the loop of its product is simulated and bounded, on the site's typical rate and on its 5th percentile; a working set
    /// that is not told is the site's usual share, a hot set that is not told is all of it; empty pages are passed over at the site's rate where
    /// that is known and the product scans. Else time and bytes follow the line of
    /// [`Site::of`]. What was measured of this very migration is never looked at.
    #[must_use]
    pub fn expect(&self, log: &Log, record: &Record) -> Option<Expectation> {
        self.by_loop(log, record, true).or_else(|| self.by_line(record))
    }

    /// By the product's own loop, with its bound where that is wanted; none where the log does not say how fast the guest writes.
    fn by_loop(&self, log: &Log, record: &Record, is_bounded: bool) -> Option<Expectation> {
        let expected = rounds::predict(&self.scenario(log, record, self.rates.typical)?);
        let at_most = match is_bounded {
            true => bound::predict(&self.scenario(log, record, self.rates.low)?).migration_time,
            false => None,
        };
        Some(Expectation { by: Means::Loop, time: expected.migration_time, at_most, data: expected.data })
    }

    /// By the site's own line.
    fn by_line(&self, record: &Record) -> Option<Expectation> {
        let memory = record.memory.map(Bytes::as_bytes).filter(|bytes| 0.0 < *bytes && bytes.is_finite())?;
        let time = self.seconds_for(memory);
        Some(Expectation {
            by: Means::Line,
            time: Some(time),
            at_most: Some(time * self.against_line.high),
            data: Some(self.sent_for(memory)),
        })
    }

    /// A record as a scenario on a link of this rate.
    fn scenario(&self, log: &Log, record: &Record, rate: BytesPerSecond) -> Option<Checked> {
        let dirty_rate = record.dirty_rate?;
        let memory = record.memory.filter(|bytes| 0.0 < bytes.as_bytes() && bytes.as_bytes().is_finite())?;
        let usual = memory * self.sent_share.typical.min(1.0);
        let working_set = record.working_set.unwrap_or(usual).min(memory);
        let hot_set = record.hot_set.unwrap_or(working_set).min(working_set);
        let mut hypervisor = product(log, record)?;
        hypervisor.setup.enter(self.fixed.value);
        hypervisor.bandwidth_cap.enter(None);
        if let (Some(empty), EmptyPages::Scanned(_)) = (&self.empty, hypervisor.empty_pages.value) {
            hypervisor.empty_pages.enter(EmptyPages::Scanned(empty.value.in_pages_of(PAGE)));
        }
        Scenario {
            vm: Vm { memory, working_set },
            dirtying: Dirtying::round_robin(hot_set, dirty_rate),
            link: Link { speed: LinkSpeed::Payload(rate), ..Link::line(Default::default()) },
            hypervisor,
        }
        .check()
        .ok()
    }
}

/// The product that a log names, where it is one of ours, or the usual one.
fn product(log: &Log, record: &Record) -> Option<Hypervisor> {
    let named = presets::find(log.text(record.product));
    named.or_else(|| presets::find(USUAL_PRODUCT)).map(presets::Preset::hypervisor)
}

/// So many loops that were played are remembered.
const REMEMBERED: usize = 1024;

/// All that a loop is told of one migration.
type Told = ([u64; 4], Option<Name>);

/// Loops of a site's migrations, each played once for the same inputs as long as it is remembered.
#[derive(Clone, Debug)]
struct Loops<'a> {
    log: &'a Log,
    site: &'a Site,
    is_bounded: bool,
    played: Vec<Option<(Told, Option<Expectation>)>>,
}

impl<'a> Loops<'a> {
    fn new(log: &'a Log, site: &'a Site, is_bounded: bool) -> Self {
        Self { log, site, is_bounded, played: vec![None; REMEMBERED] }
    }

    fn expect(&mut self, record: &Record) -> Option<Expectation> {
        let Some(rate) = record.dirty_rate else { return self.site.by_line(record) };
        let bits = |bytes: Option<Bytes>| bytes.map_or(u64::MAX, |bytes| bytes.as_bytes().to_bits());
        let rate = rate.as_pages_per_second().to_bits();
        let told: Told = ([bits(record.memory), bits(record.working_set), bits(record.hot_set), rate], record.product);
        // Mixed, so that sizes that are alike in most of their digits lie apart.
        const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = told.0.iter().fold(0_u64, |mixed, bits| (mixed.rotate_left(5) ^ bits).wrapping_mul(MIXER));
        let place = (mixed >> 32) as usize % REMEMBERED;
        if let Some((_, known)) = self.played.get(place).and_then(Option::as_ref).filter(|(other, _)| *other == told) {
            return *known;
        }
        let expected = self.site.by_loop(self.log, record, self.is_bounded).or_else(|| self.site.by_line(record));
        if let Some(slot) = self.played.get_mut(place) {
            *slot = Some((told, expected));
        }
        expected
    }
}

/// Expectations of some of a log's migrations, on their way.
#[derive(Clone, Debug)]
pub struct Expecting<'a> {
    loops: Loops<'a>,
    places: Vec<u32>,
    done: usize,
    expected: Vec<(u32, Expectation)>,
}

impl<'a> Expecting<'a> {
    /// Begins with the migrations at these places, in their order.
    #[must_use]
    pub fn new(log: &'a Log, site: &'a Site, places: Vec<u32>) -> Self {
        Self { loops: Loops::new(log, site, true), places, done: 0, expected: Vec::new() }
    }

    /// Goes on by so many records; true when all are done. One takes some microseconds where a loop is played, else next to nothing.
    pub fn go_on(&mut self, records: usize) -> bool {
        let Self { loops, places, done, expected } = self;
        let log = loops.log;
        expected.extend(places.iter().skip(*done).take(records).filter_map(|place| {
            let record = log.records.get(*place as usize)?;
            Some((*place, loops.expect(record)?))
        }));
        *done = done.saturating_add(records);
        places.len() <= *done
    }

    /// Each with its place in the log, in the order in which they were given; those are left out of which nothing can be expected.
    #[must_use]
    pub fn finish(self) -> Vec<(u32, Expectation)> {
        self.expected
    }
}

/// In what it is counted what a migration costs while it is in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostUnit {
    /// Predicted bytes on the wire.
    Bytes,
    /// Predicted seconds.
    Seconds,
}

/// What migrations cost, by place in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// In what it is counted; none: each costs 1, since nothing is known of any.
    pub unit: Option<CostUnit>,
    /// By place.
    pub each: Vec<f64>,
    /// For so many the mean of the others was taken.
    pub assumed: usize,
}

impl Costs {
    /// Of so many migrations of which nothing is known.
    #[must_use]
    pub fn alike(count: usize) -> Self {
        Self { unit: None, each: vec![1.0; count], assumed: count }
    }
}

/// The costs of a log, on their way: what is expected of each of its migrations, without the bound, which no cost needs.
#[derive(Clone, Debug)]
pub struct Costing<'a> {
    loops: Loops<'a>,
    unit: CostUnit,
    /// By place; no number where nothing is known, or without end.
    each: Vec<f64>,
    sum: f64,
    known: usize,
}

impl<'a> Costing<'a> {
    /// Begins.
    #[must_use]
    pub fn new(log: &'a Log, site: &'a Site, unit: CostUnit) -> Self {
        let each = Vec::with_capacity(log.records.len());
        Self { loops: Loops::new(log, site, false), unit, each, sum: 0.0, known: 0 }
    }

    /// Goes on by so many records; true when all are done.
    pub fn go_on(&mut self, records: usize) -> bool {
        let log = self.loops.log;
        let rest = log.records.get(self.each.len()..).unwrap_or_default();
        for record in rest.iter().take(records) {
            let cost = self.loops.expect(record).and_then(|one| match self.unit {
                CostUnit::Bytes => one.data.map(Bytes::as_bytes),
                CostUnit::Seconds => one.time.map(Seconds::as_seconds),
            });
            let cost = cost.filter(|cost| cost.is_finite());
            if let Some(cost) = cost {
                self.sum += cost;
                self.known += 1;
            }
            self.each.push(cost.unwrap_or(f64::NAN));
        }
        log.records.len() <= self.each.len()
    }

    /// The costs; the mean of all others where one is not known, and all alike where none is.
    #[must_use]
    pub fn finish(self) -> Costs {
        if self.known == 0 {
            return Costs::alike(self.each.len());
        }
        let mean = self.sum / self.known as f64;
        let assumed = self.each.len() - self.known;
        let each = self.each.into_iter().map(|cost| if cost.is_nan() { mean } else { cost }).collect();
        Costs { unit: Some(self.unit), each, assumed }
    }
}
