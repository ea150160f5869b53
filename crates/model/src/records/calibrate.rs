//! What runs of an idle guest say about link and sender (Salfner et al., section V-C): copy rates with content and without, and
//! what is in the downtime whatever the memory does, each with its spread.
//!
//! An idle guest's memory is sent once, so that
//!
//! ```text
//! migration time = ESET/r_e + WSET/r_u + fixed parts
//! ```
//!
//! | symbol | from | how |
//! | --- | --- | --- |
//! | r_e | runs that agree in all but their memory | median of (difference of empty pages)/(difference of times) |
//! | r_u on a link | each run that fills something | WSET/(time − ESET/r_e) |
//! | r_u without limits | runs without, and stops under a cap with much left | the same; pages/downtime |
//! | window of a cap | each run under a cap | time outside windows taken off, by the number of windows, as the simulated loop counts them |
//! | fixed part of the downtime | those with little left | downtime − bytes sent in it/bandwidth |
//!
//! Under a cap the rate itself is no unknown: what a window allows is in the product's source, and how long it lasts is measured.
//!
//! Conditions: nothing else uses link and machine. Edges: where no guest is empty, or nothing is measured without limits, the rate
//! is assumed ([`ASSUMED_EMPTY`], [`ASSUMED_FREE`]) and [`Spread::runs`] is zero.

use super::{Regime, Run, replay};
use crate::numeric::quantile;
use crate::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use crate::scenario::{Grain, presets};

/// Empty pages a second where no run says anything: bound by one core's scan for zeros.
pub const ASSUMED_EMPTY: PagesPerSecond = PagesPerSecond::from_pages_per_second(5e6);

/// Pages with content a second without any limit where no run says anything: bound by copying memory.
pub const ASSUMED_FREE: PagesPerSecond = PagesPerSecond::from_pages_per_second(5e5);

/// QEMU's window, in which a cap is counted.
pub(super) const WINDOW: Seconds = Seconds::from_milliseconds(100.0);

/// So many pages left for the stop phase say how fast it is.
const MUCH_LEFT: f64 = 10_000.0;

/// A stop phase that sends for longer says nothing about what else is in it, in seconds.
const SENDS_FOR: f64 = 0.005;

/// Of fewer windows a few milliseconds would say too much.
const FEWEST_WINDOWS: f64 = 5.0;

/// What a page with content takes on the wire.
pub(super) fn page_on_wire() -> Bytes {
    presets::find("qemu").map_or(Bytes::ZERO, |preset| preset.hypervisor().page_on_wire())
}

/// How finely the product counts.
pub(super) fn grain(run: &Run) -> Grain {
    let mut numbers = run.version.split('.').map(|number| number.parse::<u32>().unwrap_or_default());
    let version = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    if run.version.is_empty() || (8, 2) <= version { Grain::QEMU } else { Grain::QEMU_WITHOUT_BUFFER }
}

/// What several runs say about one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread<T> {
    /// The least that any run says.
    pub least: T,
    /// Of the middle one.
    pub typical: T,
    /// All but one of a hundred say at most this.
    pub p99: T,
    /// How many runs say something; zero: it is assumed.
    pub runs: usize,
}

impl Spread<PagesPerSecond> {
    const fn assumed(rate: PagesPerSecond) -> Self {
        Self { least: rate, typical: rate, p99: rate, runs: 0 }
    }
}

/// The copy rate on a link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// What was asked for.
    pub nominal: BytesPerSecond,
    /// What came of it.
    pub rate: Spread<PagesPerSecond>,
}

/// What idle runs say.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Pages with content that the guest has beside those that it fills: firmware, its program.
    pub besides: Pages,
    /// Pages that it always writes, beside its hot set: its stack, its counters.
    pub restless: Pages,
    /// r_e.
    pub empty: Spread<PagesPerSecond>,
    /// r_u without any limit.
    pub free: Spread<PagesPerSecond>,
    /// r_u on links.
    pub links: Vec<Pace>,
    /// How long a window really takes in which a cap is counted; the longest is that of the slowest run that was not disturbed.
    pub window: Spread<Seconds>,
    /// What is in the downtime beside sending pages.
    pub fixed: Spread<Seconds>,
}

impl Calibration {
    /// r_u on a link: of one that was calibrated, else in proportion of the nearest one; none where there is none.
    #[must_use]
    pub fn on_link(&self, nominal: BytesPerSecond) -> Option<Spread<PagesPerSecond>> {
        let distance = |pace: &Pace| libm::fabs(libm::log(pace.nominal / nominal));
        let nearest = self.links.iter().min_by(|one, other| distance(one).total_cmp(&distance(other)))?;
        let scale = nominal / nearest.nominal;
        let Spread { least, typical, p99, runs } = nearest.rate;
        Some(Spread { least: least * scale, typical: typical * scale, p99: p99 * scale, runs })
    }
}

/// Calibrates by the idle ones of some runs of QEMU.
#[must_use]
pub fn calibrate(runs: &[&Run]) -> Calibration {
    let idle: Vec<&Run> = runs.iter().copied().filter(|run| run.is_idle() && !run.measured.forced).collect();
    let besides: Vec<f64> = idle.iter().map(|run| (run.measured.sent - run.guest.working_set).as_pages()).collect();
    // An idle guest that has nothing left but those sends them while it is stopped, for the second time.
    let while_stopped: Vec<f64> =
        idle.iter().filter_map(|run| Some(libm::floor(run.measured.sent_while_stopped? / page_on_wire()))).collect();
    let restless = Pages::from_pages(quantile(&while_stopped, 0.0).unwrap_or_default());
    let besides = Pages::from_pages(quantile(&besides, 0.5).unwrap_or_default()) - restless;
    let empty = empty_rate(&idle);
    let of_regime = |regime: Regime| idle.iter().copied().filter(move |run| run.settings.regime() == regime);
    let copied = |run: &Run| copy_rate(run, besides, empty.typical);
    let free = spread(&free_rates(&idle, besides, empty.typical)).unwrap_or(Spread::assumed(ASSUMED_FREE));
    let mut nominals: Vec<BytesPerSecond> =
        of_regime(Regime::Link).filter_map(|run| run.settings.bandwidth()).collect();
    crate::numeric::sort_by(&mut nominals, |one, other| {
        one.as_bytes_per_second().total_cmp(&other.as_bytes_per_second())
    });
    nominals.dedup();
    let mut links = Vec::new();
    for nominal in nominals {
        let like_it = of_regime(Regime::Link).filter(|run| run.settings.bandwidth() == Some(nominal));
        let rates: Vec<(f64, f64)> = like_it.filter_map(copied).collect();
        if let Some(rate) = spread(&rates) {
            links.push(Pace { nominal, rate });
        }
    }
    let fixed: Vec<f64> = idle.iter().filter_map(|run| fixed_part(run, free.typical)).collect();
    let seconds = |share| Seconds::from_seconds(quantile(&fixed, share).unwrap_or_default().max(0.0));
    let fixed = Spread { least: seconds(0.0), typical: seconds(0.5), p99: seconds(0.99), runs: fixed.len() };
    let window = Spread { least: WINDOW, typical: WINDOW, p99: WINDOW, runs: 0 };
    let mut calibration = Calibration { besides, restless, empty, free, links, window, fixed };
    calibration.window = windows(of_regime(Regime::Cap), &calibration).unwrap_or(window);
    calibration
}

/// How long windows take: of each run the time, less what lies outside windows, by their number. The simulated loop tells both.
fn windows<'a>(capped: impl Iterator<Item = &'a Run>, calibration: &Calibration) -> Option<Spread<Seconds>> {
    let lengths: Vec<(f64, f64)> = capped
        .filter_map(|run| {
            let simulated = replay::simulate(run, calibration, 0.0)?.migration_time? / WINDOW;
            let windows = libm::floor(simulated);
            let outside = WINDOW * (simulated - windows);
            let length = (run.measured.migration_time - outside) / windows;
            (FEWEST_WINDOWS <= windows).then_some((-length.as_seconds(), windows))
        })
        .collect();
    let slow = spread_of(&lengths)?;
    let seconds = |negative: f64| Seconds::from_seconds(-negative);
    Some(Spread { least: seconds(slow.p99), typical: seconds(slow.typical), p99: seconds(slow.least), runs: slow.runs })
}

/// r_e from runs that agree in everything but their memory: what one takes longer than another is for its empty pages. The spread is that
/// of the pairs that differ by half of the largest difference or more; in the others delays count for too much.
fn empty_rate(idle: &[&Run]) -> Spread<PagesPerSecond> {
    let mut slopes: Vec<(f64, f64)> = Vec::new();
    for (index, run) in idle.iter().enumerate() {
        for other in idle.iter().skip(index + 1) {
            let alike = run.guest.working_set == other.guest.working_set && run.settings == other.settings;
            let pages = (other.guest.memory - run.guest.memory).as_pages();
            let seconds = (other.measured.migration_time - run.measured.migration_time).as_seconds();
            if alike && pages != 0.0 {
                slopes.push((pages.abs(), seconds / pages));
            }
        }
    }
    let largest = slopes.iter().map(|(pages, _)| *pages).fold(0.0, f64::max);
    let far: Vec<f64> = slopes
        .iter()
        .filter(|(pages, slope)| largest / 2.0 <= *pages && 0.0 < *slope)
        .map(|(_, slope)| *slope)
        .collect();
    let rate = |share| quantile(&far, share).map(|slope| PagesPerSecond::from_pages_per_second(1.0 / slope));
    match (rate(1.0), rate(0.5), rate(0.01)) {
        (Some(least), Some(typical), Some(p99)) => Spread { least, typical, p99, runs: far.len() },
        _ => Spread::assumed(ASSUMED_EMPTY),
    }
}

/// Pages a second without any limit: of runs that have none, and of guests that were stopped under a cap with much left.
fn free_rates(idle: &[&Run], besides: Pages, empty: PagesPerSecond) -> Vec<(f64, f64)> {
    let mut rates = Vec::new();
    for run in idle {
        match run.settings.regime() {
            Regime::Free => rates.extend(copy_rate(run, besides, empty)),
            Regime::Cap => {
                let pages = run.measured.sent_while_stopped.map_or(0.0, |bytes| bytes / page_on_wire());
                let seconds = run.measured.downtime.as_seconds();
                if MUCH_LEFT <= pages && 0.0 < seconds {
                    rates.push((pages / seconds, pages));
                }
            }
            Regime::Link | Regime::Both => {}
        }
    }
    rates
}

/// r_u as one run has it, and its weight: the pages that it sent.
fn copy_rate(run: &Run, besides: Pages, empty: PagesPerSecond) -> Option<(f64, f64)> {
    let used = run.guest.working_set + besides;
    let scanned = (run.guest.memory - used).as_pages() / empty.as_pages_per_second();
    let copying = run.measured.migration_time.as_seconds() - scanned;
    let is_sound = Pages::ZERO < run.guest.working_set && 0.0 < copying;
    is_sound.then(|| (used.as_pages() / copying, used.as_pages()))
}

/// Of rates with weights.
fn spread(rates: &[(f64, f64)]) -> Option<Spread<PagesPerSecond>> {
    let Spread { least, typical, p99, runs } = spread_of(rates)?;
    let rate = PagesPerSecond::from_pages_per_second;
    Some(Spread { least: rate(least), typical: rate(typical), p99: rate(p99), runs })
}

/// Of numbers with weights: the median is that of the weights. The least is that of the heavier ones, at least half as heavy as the
/// heaviest: in a short run delays look like a slow pace. Of these a run that lies further below the others than Tukey's fence (the
/// first quartile less 1.5 times the distance of the quartiles) was disturbed.
fn spread_of(numbers: &[(f64, f64)]) -> Option<Spread<f64>> {
    let mut sorted = numbers.to_vec();
    crate::numeric::sort_by(&mut sorted, |one, other| one.0.total_cmp(&other.0));
    let all: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let mut so_far = 0.0;
    let middle = sorted.iter().find(|(_, weight)| {
        so_far += weight;
        all / 2.0 <= so_far
    })?;
    let heaviest = sorted.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
    let heavy: Vec<f64> =
        sorted.iter().filter(|(_, weight)| heaviest / 2.0 <= *weight).map(|(number, _)| *number).collect();
    let (first, third) = (quantile(&heavy, 0.25)?, quantile(&heavy, 0.75)?);
    let fence = first - 1.5 * (third - first);
    let least = heavy.into_iter().find(|number| fence <= *number)?;
    let values: Vec<f64> = sorted.iter().map(|(number, _)| *number).collect();
    Some(Spread { least: least.min(middle.0), typical: middle.0, p99: quantile(&values, 0.99)?, runs: values.len() })
}

/// What the downtime holds beside sending.
fn fixed_part(run: &Run, free: PagesPerSecond) -> Option<f64> {
    let bandwidth = run.settings.link.unwrap_or(free.in_bytes(page_on_wire()));
    let sending = run.measured.sent_while_stopped? / bandwidth;
    (sending.as_seconds() <= SENDS_FOR).then(|| (run.measured.downtime - sending).as_seconds())
}
