//! `predict::bound` against toy simulators: the product's loop, page by page, must never exceed it.
//!
//! Thousands of small machines, each migrated by a simulator that shares nothing with the model, with writers that are
//! as nasty as they are allowed to be. What the bound says and what happened may differ by whole pages, no more.

use acceptance::toy::{
    self, Dice, Ended, Fluid, Guest, NothingLeft, Pacing, Place, Rules, Setup, Speeds, Stopped, Wire, Writer,
};
use precopy_model::predict::{Outcome, Prediction, bound, paper};
use precopy_model::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{
    BandwidthEstimate, Dirtying, EmptyPages, Hypervisor, LimitAction, Link, LinkSpeed, LoopFamily, Scenario, Threshold,
    Vm, VolumeClock, VolumeLimit, presets,
};

const PAGE: f64 = 4096.0;
const TICK: f64 = 0.1;
const BURST: f64 = 0.05;

/// A product's loop.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Loop {
    Fluid { burst_at_start: bool },
    Capped(NothingLeft),
    Linked(NothingLeft),
    FixedRounds,
    EstimateRounds,
}

/// The same migration twice: for the simulator and for the model.
#[derive(Clone, Debug)]
struct Case {
    runs: Loop,
    setup: Setup,
    scenario: Scenario,
    /// λ.
    pressure: f64,
    /// Pages that bound and simulator may differ by, per look of the simulator and beside.
    device_state: f64,
    two_more: bool,
}

impl Case {
    fn with_two_pages_more(&self) -> bool {
        self.two_more
    }
    fn simulate(&self) -> Ended {
        match self.runs {
            Loop::Fluid { burst_at_start } => toy::fluid(&self.setup, Fluid { tick: TICK, burst_at_start }),
            Loop::Capped(nothing_left) => toy::threshold_sync(&self.setup, Pacing::Cap, TICK, nothing_left),
            Loop::Linked(nothing_left) => toy::threshold_sync(&self.setup, Pacing::Link(BURST), TICK, nothing_left),
            Loop::FixedRounds => toy::fixed_rounds(&self.setup),
            Loop::EstimateRounds => toy::estimate_rounds(&self.setup),
        }
    }
}

/// Draws a migration.
fn draw(dice: &mut Dice, runs: Loop) -> Case {
    let pages = dice.scale(300.0, 20_000.0) as usize;
    let used = if dice.chance(0.4) { pages } else { ((pages as f64 * dice.between(0.1, 1.0)) as usize).max(1) };
    let hot = match dice.below(10) {
        0 => 0,
        1 => used,
        2 => used.min(1 + dice.below(20)),
        _ => (used as f64 * dice.share()) as usize,
    };
    // Whole pages a burst, so that no burst is larger than the bandwidth.
    let copy_rate = ((used as f64 / dice.scale(0.03, 30.0) / 20.0).floor() * 20.0).max(400.0);
    let pressure = match dice.below(20) {
        0 => 0.0,
        1..6 => dice.between(0.0, 0.8),
        6..14 => dice.between(0.8, 0.99),
        14 => 1.0,
        _ => dice.between(1.0, 3.0),
    };
    let rate = copy_rate * pressure;
    let threshold = match dice.below(5) {
        0 => (hot as f64 * dice.between(0.8, 1.2)).max(0.3),
        1 => 50.0,
        _ => dice.scale(0.3, 3.0 * pages as f64),
    };
    let in_seconds = runs != Loop::FixedRounds && dice.chance(0.7);

    let given = dice.chance(0.3);
    let header = if given { 0.0 } else { 8.0 };
    let bandwidth = copy_rate * (PAGE + header);
    let capped = matches!(runs, Loop::Capped(_)) || (matches!(runs, Loop::Fluid { .. }) && dice.chance(0.5));
    let faster = if capped && !given { dice.scale(1.05, 60.0) } else { 1.0 };
    let capped = 1.0 < faster;
    let (empty_pages, empty_wire, scan) = match dice.below(5) {
        0 => (EmptyPages::Skipped, 9.0, None),
        1 => (EmptyPages::SentInFull, PAGE + header, Some(copy_rate)),
        _ => {
            // A link carries no more bytes for empty pages than for others.
            let scan = (copy_rate * dice.scale(0.3, 1000.0)).min(bandwidth / 9.0);
            (EmptyPages::Scanned(PagesPerSecond::from_pages_per_second(scan)), 9.0, Some(scan))
        }
    };
    let through = |bytes: f64, scan: f64| if given { scan } else { scan.min(bytes / empty_wire) };

    let first_pass = used as f64 / copy_rate;
    let time_limit = dice.chance(0.25).then(|| first_pass * dice.scale(0.02, 3.0));
    let volume = dice.chance(0.2).then(|| VolumeLimit {
        factor: dice.between(0.1, 3.0),
        clock: dice.one_of([VolumeClock::Time, VolumeClock::BytesSent]),
    });
    let rounds = match runs {
        Loop::FixedRounds | Loop::EstimateRounds => dice.chance(0.6).then(|| 1 + dice.below(12) as u32),
        // The others count no rounds.
        _ => None,
    };
    let cancel = dice.chance(0.3);
    let device_state = dice.one_of([0.0, 0.02]);

    let setup = Setup {
        guest: Guest {
            pages,
            used,
            hot,
            empty_lie: dice.one_of([Place::First, Place::Last, Place::Spread]),
            hot_lie: dice.one_of([Place::First, Place::Last, Place::Spread]),
            writer: dice.one_of([Writer::Ascending, Writer::Descending, Writer::Random, Writer::Chaser]),
            rate,
            phase: dice.share(),
            seed: dice.roll(),
        },
        speeds: Speeds {
            content: copy_rate,
            empty: scan.map(|scan| through(bandwidth, scan)),
            content_stopped: copy_rate * faster,
            empty_stopped: match empty_pages {
                EmptyPages::SentInFull => copy_rate * faster,
                _ => through(bandwidth * faster, scan.unwrap_or(f64::INFINITY)),
            },
        },
        wire: Wire { page: PAGE, content: PAGE + header, empty: empty_wire },
        rules: Rules {
            threshold: if in_seconds {
                toy::Threshold::Seconds(threshold / copy_rate)
            } else {
                toy::Threshold::Pages(threshold)
            },
            rounds,
            bytes: volume
                .filter(|volume| volume.clock == VolumeClock::BytesSent)
                .map(|volume| volume.factor * PAGE * pages as f64),
            seconds: volume
                .filter(|volume| volume.clock == VolumeClock::Time)
                .map(|volume| volume.factor * PAGE * pages as f64 / bandwidth)
                .into_iter()
                .chain(time_limit)
                .min_by(f64::total_cmp),
            cancel,
            horizon: f64::INFINITY,
        },
    };

    let mut hypervisor = custom();
    let estimate = match runs {
        Loop::Fluid { .. } => BandwidthEstimate::MeanSinceStart,
        Loop::Capped(_) | Loop::Linked(_) => BandwidthEstimate::LastWindow,
        Loop::FixedRounds | Loop::EstimateRounds => BandwidthEstimate::LastRound,
    };
    let seconds = Seconds::from_seconds;
    hypervisor.family.enter(match runs {
        Loop::Fluid { .. } => LoopFamily::Fluid { tick: seconds(TICK) },
        Loop::Capped(_) | Loop::Linked(_) => {
            LoopFamily::ThresholdSync { capped_burst: seconds(TICK), burst: seconds(BURST) }
        }
        Loop::FixedRounds => LoopFamily::FixedRounds,
        Loop::EstimateRounds => LoopFamily::EstimateRounds,
    });
    hypervisor.threshold.enter(if in_seconds {
        Threshold::DowntimeLimit { limit: seconds(threshold / copy_rate), estimate }
    } else {
        Threshold::Pages(Pages::from_pages(threshold))
    });
    let bytes = Bytes::from_bytes;
    hypervisor.bandwidth_cap.enter(capped.then(|| BytesPerSecond::from_bytes_per_second(bandwidth)));
    hypervisor.page_header.enter(bytes(header));
    hypervisor.empty_page.enter(bytes(empty_wire));
    hypervisor.empty_pages.enter(empty_pages);
    hypervisor.device_state.enter(seconds(device_state));
    hypervisor.time_limit.enter(time_limit.map(seconds));
    hypervisor.volume_limit.enter(volume);
    hypervisor.round_limit.enter(rounds);
    hypervisor.on_limit.enter(if cancel { LimitAction::Cancel } else { LimitAction::StopAndCopy });
    let scenario = Scenario {
        vm: Vm { memory: bytes(pages as f64 * PAGE), working_set: bytes(used as f64 * PAGE) },
        dirtying: Dirtying { hot_set: bytes(hot as f64 * PAGE), rate: PagesPerSecond::from_pages_per_second(rate) },
        link: Link {
            speed: if given {
                LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(copy_rate))
            } else {
                LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(bandwidth * faster))
            },
            ..Link::line(Default::default())
        },
        hypervisor,
    };
    // A cap that does not bind is the link's business.
    let runs = match runs {
        Loop::Capped(nothing_left) if !capped => Loop::Linked(nothing_left),
        other => other,
    };
    Case { runs, setup, scenario, pressure, device_state, two_more: false }
}

fn custom() -> Hypervisor {
    presets::find("custom").expect("the preset exists").hypervisor()
}

/// What became of a comparison.
enum Verdict {
    /// The bound claims nothing, or the limit cancelled what it said may be cancelled.
    NothingToCompare,
    /// It holds: bound and toy, migration time in seconds.
    Holds { bound: f64, toy: f64 },
    /// It does not.
    Broken(String),
}

/// Holds the toy against a prediction; `claim` is the bound, or something that only says so.
fn compare(case: &Case, claim: &Prediction, ended: Ended) -> Verdict {
    let Speeds { content, empty, content_stopped, empty_stopped } = case.setup.speeds;
    let slowest = |content: f64, empty: f64| {
        1.0 / if case.setup.guest.used < case.setup.guest.pages { content.min(empty) } else { content }
    };
    let page = slowest(content, empty.unwrap_or(f64::INFINITY));
    let page_stopped = slowest(content_stopped, empty_stopped);
    let claimed = |time: Option<Seconds>| time.map_or(f64::NAN, Seconds::as_seconds);
    let time = claimed(claim.migration_time);
    let downtime = claimed(claim.downtime);
    match (claim.outcome, ended) {
        (Outcome::Never, _) => Verdict::NothingToCompare,
        (_, Ended::Stopped(stopped)) => {
            let pages = granularity(case, stopped.looks);
            let (toy_time, toy_down) = (stopped.total() + case.device_state, stopped.down + case.device_state);
            if claim.outcome == Outcome::Cancelled {
                return Verdict::NothingToCompare;
            }
            if time + pages * (page + page_stopped) + 1e-9 < toy_time {
                Verdict::Broken(format!(
                    "migration time {toy_time:.6} s, bound {time:.6} s, page {page:.6} s {stopped:?}"
                ))
            } else if downtime + (granularity_down(case, stopped.looks)) * page_stopped + 1e-9 < toy_down {
                Verdict::Broken(format!(
                    "downtime {toy_down:.6} s, bound {downtime:.6} s, page {page_stopped:.6} s {stopped:?}"
                ))
            } else {
                Verdict::Holds { bound: time, toy: toy_time }
            }
        }
        (Outcome::Cancelled, Ended::Cancelled { at, looks }) => {
            if time + granularity(case, looks) * page < at {
                Verdict::Broken(format!("cancelled at {at:.6} s, bound {time:.6} s"))
            } else {
                Verdict::NothingToCompare
            }
        }
        (Outcome::Completes, Ended::Cancelled { .. }) if !case.with_two_pages_more() => {
            // Cancelled for a page too much.
            let mut more = case.clone();
            more.setup.rules.threshold = match case.setup.rules.threshold {
                toy::Threshold::Pages(pages) => toy::Threshold::Pages(pages + 2.0),
                toy::Threshold::Seconds(seconds) => toy::Threshold::Seconds(seconds + 2.0 / content),
            };
            more.two_more = true;
            match compare(&more, claim, more.simulate()) {
                Verdict::Broken(why) => Verdict::Broken(format!("{ended:?}, {why}")),
                _ => Verdict::NothingToCompare,
            }
        }
        (Outcome::Completes | Outcome::Cancelled, other) => Verdict::Broken(format!("{other:?}, bound {time:.6} s")),
    }
}

/// Pages by which bound and toy may differ: the bound is fluid, the toy sends and writes whole pages.
fn granularity(case: &Case, looks: u32) -> f64 {
    let line = if case.pressure < 1.0 { envf("LINE", 1.0) / (1.0 - case.pressure) } else { 0.0 };
    line + match case.runs {
        Loop::FixedRounds | Loop::EstimateRounds => f64::from(looks) + 2.0,
        _ => 2.0,
    }
}

fn granularity_down(case: &Case, looks: u32) -> f64 {
    match (case.runs, case.setup.rules.threshold) {
        (Loop::FixedRounds | Loop::EstimateRounds, _) => 2.0 + 0.0 * f64::from(looks),
        (Loop::Capped(_), toy::Threshold::Seconds(seconds)) if case.setup.guest.used < case.setup.guest.pages => {
            2.0 + seconds / TICK
        }
        _ => 2.0,
    }
}

fn envf(name: &str, default: f64) -> f64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

/// Explores: everything that is broken.
#[test]
fn explore() {
    let count: usize = std::env::var("COUNT").ok().and_then(|n| n.parse().ok()).unwrap_or(500);
    let show: usize = std::env::var("SHOW").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let only: usize = std::env::var("ONLY").ok().and_then(|n| n.parse().ok()).unwrap_or(99);
    for (index, runs) in [
        Loop::Fluid { burst_at_start: false },
        Loop::Fluid { burst_at_start: true },
        Loop::Capped(NothingLeft::Waits),
        Loop::Capped(NothingLeft::Stops),
        Loop::Linked(NothingLeft::Waits),
        Loop::Linked(NothingLeft::Stops),
        Loop::FixedRounds,
        Loop::EstimateRounds,
    ]
    .into_iter()
    .enumerate()
    {
        if only != 99 && only != index {
            continue;
        }
        let mut dice = Dice::new(1);
        let mut ratios = Vec::new();
        let mut broken: Vec<(Case, String, Prediction)> = Vec::new();
        let mut tried = 0;
        let mut never = 0;
        while tried < count {
            let mut case = draw(&mut dice, runs);
            let claim = bound::predict(&case.scenario.clone().check().expect("sound"));
            let Some(time) = claim.migration_time else {
                never += 1;
                tried += 1;
                continue;
            };
            if 300_000.0 < time.as_seconds() * (case.setup.speeds.content + case.setup.guest.rate) {
                continue;
            }
            tried += 1;
            case.setup.rules.horizon = 2.0 * time.as_seconds() + 10.0;
            match compare(&case, &claim, case.simulate()) {
                Verdict::Broken(why) => broken.push((case, why, claim)),
                Verdict::Holds { bound, toy } => ratios.push(bound / toy),
                Verdict::NothingToCompare => {}
            }
        }
        ratios.sort_by(f64::total_cmp);
        println!(
            "{runs:?}: tried {tried}, never {never}, broken {}, median {:?}",
            broken.len(),
            ratios.get(ratios.len() / 2)
        );
        broken.sort_by_key(|(case, ..)| {
            let rules = &case.setup.rules;
            (
                usize::from(rules.rounds.is_some())
                    + usize::from(rules.bytes.is_some())
                    + usize::from(rules.seconds.is_some()),
                case.setup.guest.pages,
            )
        });
        for (case, why, claim) in broken.iter().take(show) {
            println!(
                "  {why}\n    {}\n    claim {} {} stop {:.5} left {:.3} c1 {:.3} t1 {:.5}",
                describe(case),
                claim.outcome.id(),
                claim.reason_in_words(),
                claim.stop.map_or(f64::NAN, Seconds::as_seconds),
                claim.left.map_or(f64::NAN, Pages::as_pages),
                claim.threshold.as_pages(),
                claim.first_pass_end.as_seconds()
            );
        }
    }
    let _ = paper::predict;
}

fn describe(case: &Case) -> String {
    let Setup { guest, speeds, rules, .. } = &case.setup;
    format!(
        "{:?} pages {} used {} hot {} (empty {:?}, hot {:?}) {:?} rate {:.3} λ {:.4} phase {:.2} seed {}; r_u {} r_e {:?} stop {:.1}/{:.1} header {} given {}; {:?} rounds {:?} bytes {:?} seconds {:?} cancel {} time {:?} volume {:?} device {}",
        case.runs,
        guest.pages,
        guest.used,
        guest.hot,
        guest.empty_lie,
        guest.hot_lie,
        guest.writer,
        guest.rate,
        case.pressure,
        guest.phase,
        guest.seed,
        speeds.content,
        speeds.empty,
        speeds.content_stopped,
        speeds.empty_stopped,
        case.setup.wire.content - case.setup.wire.page,
        matches!(case.scenario.link.speed, LinkSpeed::CopyRate(_)),
        rules.threshold,
        rules.rounds,
        rules.bytes,
        rules.seconds,
        rules.cancel,
        case.scenario.hypervisor.time_limit.value,
        case.scenario.hypervisor.volume_limit.value,
        case.device_state
    )
}
