//! Logs that nobody recorded: made from a seed, with a truth that is known.

use super::{Costs, Log, Measure, Moment, Name, Outcome, Record, Sweep, flights};
use crate::numeric::{Random, normal_quantile};
use crate::predict::{Prediction, rounds};
use crate::quantity::{Bytes, BytesPerSecond, PagesPerSecond, SECONDS_PER_HOUR, Seconds};
use crate::scenario::{Dirtying, EmptyPages, Link, LinkSpeed, Scenario, Vm, presets};

/// The first moment of every such log: the first of January 2024, 0:00 UTC.
const BEGINS: f64 = 1_704_067_200.0;

/// The causes that Kesavan's slides name, with about how often each occurs; the shares are ours.
const CAUSES: [(&str, f64); 5] = [
    ("software timeout", 0.45),
    ("software misconfiguration", 0.2),
    ("software bug", 0.15),
    ("network connectivity", 0.12),
    ("hardware", 0.08),
];

/// The product of every such log.
const PRODUCT: &str = "qemu";
/// Its pages.
const PAGE: Bytes = Bytes::from_bytes(4096.0);

/// Kinds of migrations, in the order of [`Truth`]'s shares.
const AGAIN: usize = 0;
const IDLE: usize = 1;
const SLOW: usize = 2;
const FAST: usize = 3;
const MEASURED: usize = 4;

/// Sizes of VMs in GiB.
const SIZES: [f64; 7] = [2.0, 4.0, 4.0, 8.0, 16.0, 32.0, 64.0];

/// What is true of a log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truth {
    /// What one migration moves a second.
    pub rate: BytesPerSecond,
    /// What every migration takes.
    pub fixed: Seconds,
    /// How much empty memory is passed over a second.
    pub empty: BytesPerSecond,
    /// The standard deviation of what single migrations take, as a share.
    pub scatter: f64,
    /// The logit of failure where nothing is in flight.
    pub intercept: f64,
    /// What it grows by with each migration in flight.
    pub slope: f64,
    /// The share of guests that write so much that their memory is sent several times.
    pub again: f64,
    /// The share of guests that use hardly any of their memory.
    pub idle: f64,
    /// The share of migrations beside which something else was on the link.
    pub slow: f64,
    /// The share of migrations that had a faster link.
    pub fast: f64,
    /// The share of guests whose dirty rate was measured: these take what their simulated loop takes.
    pub measured: f64,
}

impl Default for Truth {
    fn default() -> Self {
        Self {
            rate: BytesPerSecond::from_mib_per_second(108.0),
            fixed: Seconds::from_seconds(6.0),
            empty: BytesPerSecond::from_mib_per_second(2500.0),
            scatter: 0.12,
            intercept: -4.4,
            slope: 0.13,
            again: 0.03,
            idle: 0.0,
            slow: 0.0,
            fast: 0.0,
            measured: 0.0,
        }
    }
}

/// How a synthetic log is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// Same seed, same log.
    pub seed: u64,
    /// So many migrations.
    pub records: u32,
    /// Between so many hosts, at least two.
    pub hosts: u32,
    /// What is true of it.
    pub truth: Truth,
}

impl Recipe {
    /// The sample that a page offers: some weeks of a small site, in which expectations miss for more than one reason.
    #[must_use]
    pub fn sample() -> Self {
        let truth = Truth { again: 0.015, idle: 0.015, slow: 0.02, fast: 0.01, measured: 0.3, ..Truth::default() };
        Self { seed: 1, records: 1200, hosts: 16, truth }
    }

    /// Makes the log.
    ///
    /// Migrations come in two ways: one by one, as load is balanced, and in batches, as a host is emptied. How long each takes follows from
    /// its size and [`Truth`]; which fail is drawn from the curve over what is in flight when it begins. A few guests write so much that
    /// they send their memory several times: those are the tail. A few others use hardly any memory, meet a link that is busy with something
    /// else, or a faster one, as [`Truth`] says. Guests whose dirty rate was measured take what their simulated loop takes on the true link.
    ///
    /// ```
    /// use precopy_model::records::log::Recipe;
    /// let log = Recipe::sample().made();
    /// assert_eq!(log.records.len(), 1200);
    /// assert_eq!(log, Recipe::sample().made());
    /// ```
    #[must_use]
    pub fn made(&self) -> Log {
        let mut random = Random::seeded(self.seed);
        let mut log = Log::default();
        let named = |log: &mut Log, what: &str, count: u32| -> Vec<Option<Name>> {
            (1..=count).map(|number| log.names.named(&format!("{what}-{number:02}"))).collect()
        };
        let hosts = named(&mut log, "host", self.hosts.max(2));
        let vms = named(&mut log, "vm", (self.records / 4).max(1));
        let causes: Vec<(Option<Name>, f64)> =
            CAUSES.iter().map(|(cause, share)| (log.names.named(cause), *share)).collect();
        let product = log.names.named(PRODUCT);
        let mut clock = BEGINS;
        let mut batch = 0_u32;
        let mut from = None;
        for _ in 0..self.records {
            if batch == 0 {
                // Half of all come alone, the others in batches of two to 24, four times a day.
                clock += -libm::log(random.share()) * SECONDS_PER_HOUR;
                batch = if random.share() < 0.9 { 1 } else { 2 + below(&mut random, 23) };
                from = picked(&mut random, &hosts);
            }
            batch -= 1;
            clock += -libm::log(random.share()) * 4.0;
            let destination = loop {
                let host = picked(&mut random, &hosts);
                if host != from {
                    break host;
                }
            };
            let mut record = self.migration(&mut random, clock);
            (record.vm, record.source, record.destination, record.product) =
                (picked(&mut random, &vms), from, destination, product);
            log.records.push(record);
        }
        self.decide(&mut log, &mut random, &causes);
        log
    }

    /// One migration, before anybody knows how it ends.
    fn migration(&self, random: &mut Random, at: f64) -> Record {
        let truth = &self.truth;
        let memory = picked(random, &SIZES.map(Some)).map_or(Bytes::ZERO, Bytes::from_gib);
        let (kind, share) = (random.share(), random.share());
        // One reason to be far off is enough.
        let bounds = [truth.again, truth.idle, truth.slow, truth.fast, truth.measured];
        let mut before = 0.0;
        let kind = bounds.iter().position(|share| {
            before += share;
            kind < before
        });
        let used = memory * if kind == Some(IDLE) { 0.02 + 0.03 * share } else { 0.3 + 0.6 * share };
        let share = random.share();
        let again = if kind == Some(AGAIN) { 4.0 + 10.0 * share } else { 0.3 * share };
        let rate = match kind {
            Some(SLOW) => truth.rate * (0.08 + 0.25 * share),
            Some(FAST) => truth.rate * (3.0 + 2.0 * share),
            _ => truth.rate,
        };
        let mut sent = used * (1.0 + again);
        let skipped = (memory - sent).max(Bytes::ZERO);
        let mut seconds = truth.fixed + sent / rate + skipped / truth.empty;
        let mut rounds = 2 + libm::round(3.0 * again) as u32;
        let mut measured = (None, None, None);
        if kind == Some(MEASURED) {
            let hot_set = used * (0.02 + 0.3 * random.share());
            let dirty_rate = (rate * (0.05 + 0.8 * random.share())).in_pages_of(PAGE);
            let played = self.played(memory, used, hot_set, dirty_rate);
            if let Some((time, data)) = played.as_ref().and_then(|played| Some((played.migration_time?, played.data?)))
            {
                (seconds, sent) = (time, data);
                rounds = played.and_then(|played| played.rounds).unwrap_or(rounds);
                measured = (Some(used), Some(hot_set), Some(dirty_rate));
            }
        }
        let noise = 1.0 + truth.scatter * normal_quantile(random.share()).clamp(-3.0, 3.0);
        let whole = |seconds: f64, digits: f64| Seconds::from_seconds(libm::round(seconds * digits) / digits);
        Record {
            // As finely as products write it down.
            start: Some(Moment { since_1970: whole(at, 1.0), minutes_ahead: Some(0) }),
            duration: Some(whole((seconds * noise).as_seconds(), 1000.0)),
            memory: Some(memory),
            sent: Some(Bytes::from_bytes(libm::round(sent.as_bytes()))),
            downtime: Some(whole(0.03 + 0.2 * random.share() * random.share(), 1000.0)),
            rounds: Some(rounds),
            working_set: measured.0,
            hot_set: measured.1,
            dirty_rate: measured.2,
            ..Record::default()
        }
    }

    /// What a guest's loop takes on the true link.
    fn played(
        &self,
        memory: Bytes,
        working_set: Bytes,
        hot_set: Bytes,
        dirty_rate: PagesPerSecond,
    ) -> Option<Prediction> {
        let mut hypervisor = presets::find(PRODUCT)?.hypervisor();
        hypervisor.setup.enter(self.truth.fixed);
        hypervisor.bandwidth_cap.enter(None);
        hypervisor.empty_pages.enter(EmptyPages::Scanned(self.truth.empty.in_pages_of(PAGE)));
        let scenario = Scenario {
            vm: Vm { memory, working_set },
            dirtying: Dirtying::round_robin(hot_set, dirty_rate),
            link: Link { speed: LinkSpeed::Payload(self.truth.rate), ..Link::line(Default::default()) },
            hypervisor,
        };
        Some(rounds::predict(&scenario.check().ok()?))
    }

    /// Who fails, and why.
    fn decide(&self, log: &mut Log, random: &mut Random, causes: &[(Option<Name>, f64)]) {
        let mut sweep = Sweep::new(flights(log, &Costs::alike(log.records.len())));
        while !sweep.go_on(1 << 16) {}
        let swept = sweep.finish();
        for (record, pressure) in log.records.iter_mut().zip(&swept.pressures) {
            let logit = self.truth.intercept + self.truth.slope * Measure::Count.of(pressure);
            let fails = random.share() < 1.0 / (1.0 + libm::exp(-logit));
            record.outcome = if fails { Outcome::Failed } else { Outcome::Completed };
            if fails {
                let mut left = random.share();
                let cause = causes.iter().find(|(_, share)| {
                    left -= share;
                    left < 0.0
                });
                record.cause = cause.and_then(|(cause, _)| *cause);
                record.downtime = None;
            }
        }
    }
}

/// A whole number below another.
fn below(random: &mut Random, count: u32) -> u32 {
    (random.share() * f64::from(count)) as u32
}

fn picked<T: Copy>(random: &mut Random, from: &[Option<T>]) -> Option<T> {
    let count = u32::try_from(from.len()).unwrap_or(u32::MAX);
    from.get(below(random, count) as usize).copied().flatten()
}
