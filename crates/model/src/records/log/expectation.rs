//! What would be expected of a migration in a log, at its site; and what it costs to have it in flight.

use super::{Log, Record, Site};
use crate::predict::{bound, rounds};
use crate::quantity::{Bytes, BytesPerSecond, Seconds};
use crate::scenario::{Checked, Dirtying, Hypervisor, Link, LinkSpeed, Scenario, Vm, presets};

/// The product whose loop is played where a log does not name one that is known.
const USUAL_PRODUCT: &str = "qemu";

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
    /// that is not told is the site's usual share, a hot set that is not told is all of it. Else time and bytes follow the line of
    /// [`Site::of`]. What was measured of this very migration is never looked at.
    #[must_use]
    pub fn expect(&self, log: &Log, record: &Record) -> Option<Expectation> {
        let memory = record.memory.map(Bytes::as_bytes).filter(|bytes| 0.0 < *bytes && bytes.is_finite())?;
        if record.dirty_rate.is_some() {
            let typical = self.scenario(log, record, self.rates.typical);
            let slow = self.scenario(log, record, self.rates.low);
            if let (Some(typical), Some(slow)) = (typical, slow) {
                let expected = rounds::predict(&typical);
                let at_most = bound::predict(&slow).migration_time;
                return Some(Expectation {
                    by: Means::Loop,
                    time: expected.migration_time,
                    at_most,
                    data: expected.data,
                });
            }
        }
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
        let memory = record.memory?;
        let usual = memory * self.sent_share.typical.min(1.0);
        let working_set = record.working_set.unwrap_or(usual).min(memory);
        let hot_set = record.hot_set.unwrap_or(working_set).min(working_set);
        let mut hypervisor = product(log, record)?;
        hypervisor.setup.enter(self.fixed.value);
        hypervisor.bandwidth_cap.enter(None);
        Scenario {
            vm: Vm { memory, working_set },
            dirtying: Dirtying::round_robin(hot_set, record.dirty_rate?),
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

/// Expectations of a whole log, on their way.
#[derive(Clone, Debug)]
pub struct Expecting<'a> {
    log: &'a Log,
    site: &'a Site,
    expected: Vec<Option<Expectation>>,
}

impl<'a> Expecting<'a> {
    /// Begins.
    #[must_use]
    pub fn new(log: &'a Log, site: &'a Site) -> Self {
        Self { log, site, expected: Vec::with_capacity(log.records.len()) }
    }

    /// Goes on by so many records; true when all are done. One takes some microseconds where a loop is played, else next to nothing.
    pub fn go_on(&mut self, records: usize) -> bool {
        let rest = self.log.records.get(self.expected.len()..).unwrap_or_default();
        self.expected.extend(rest.iter().take(records).map(|record| self.site.expect(self.log, record)));
        self.log.records.len() <= self.expected.len()
    }

    /// By place in the log.
    #[must_use]
    pub fn finish(self) -> Vec<Option<Expectation>> {
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
    /// The costs of a log, from what was expected of its migrations.
    #[must_use]
    pub fn of(expected: &[Option<Expectation>], unit: CostUnit) -> Self {
        let cost = |one: &Option<Expectation>| {
            let one = one.as_ref()?;
            let cost = match unit {
                CostUnit::Bytes => one.data?.as_bytes(),
                CostUnit::Seconds => one.time?.as_seconds(),
            };
            cost.is_finite().then_some(cost)
        };
        let (sum, known) =
            expected.iter().filter_map(cost).fold((0.0, 0), |(sum, known), cost| (sum + cost, known + 1));
        if known == 0 {
            return Self::alike(expected.len());
        }
        let mean = sum / f64::from(known);
        let each: Vec<f64> = expected.iter().map(|one| cost(one).unwrap_or(mean)).collect();
        Self { unit: Some(unit), assumed: each.len() - known as usize, each }
    }

    /// Of so many migrations of which nothing is known.
    #[must_use]
    pub fn alike(count: usize) -> Self {
        Self { unit: None, each: vec![1.0; count], assumed: count }
    }
}
