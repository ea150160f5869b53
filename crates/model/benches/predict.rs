//! Times of the closed forms and of the simulated loops, printed: `cargo xtask bench`. Nothing is asserted; machines are shared and noisy.

use std::hint::black_box;
use std::time::Instant;

use precopy_model::explore::{Advisor, Axis, Input, Sweep, Target, Uncertain, Uncertainty, Who, influences, solve_for};
use precopy_model::numeric::Distribution;
use precopy_model::predict::rounds::Grid;
use precopy_model::predict::{Terms, bound, paper, rounds};
use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond, Seconds};
use precopy_model::scenario::{Checked, Dirtying, Link, Pattern, Scenario, Vm, presets};

/// Budget of a closed form (ARCHITECTURE, Budgets).
const BUDGET_NANOSECONDS: f64 = 100.0;
/// Budget of 30 simulated rounds.
const BUDGET_OF_THIRTY_ROUNDS_NANOSECONDS: f64 = 3000.0;
/// Budget of a map of simulated migrations in the browser, which takes some times as long.
const BUDGET_OF_A_MAP_MILLISECONDS: f64 = 30.0;
const ROUNDS: usize = 30;
const CALLS: u32 = 2_000;

fn main() {
    // `cargo test` runs benches too, with this argument: once is enough then.
    let quick = std::env::args().any(|argument| argument == "--test");
    for preset in presets::all() {
        let scenario = Scenario {
            vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
            dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(22_000.0)),
            link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
            hypervisor: preset.hypervisor(),
        };
        let Ok(scenario) = scenario.check() else { continue };
        time(preset.id, "paper", quick, &scenario, paper::predict);
        time(preset.id, "bound", quick, &scenario, bound::predict);
        time(preset.id, "terms", quick, &scenario, Terms::of);
        time(preset.id, "rounds", quick, &scenario, rounds::predict);
        time(preset.id, "rounds, told", quick, &scenario, rounds::simulate);
    }
    println!("budget: {BUDGET_NANOSECONDS} ns for one closed form with its curve");
    thirty_rounds(quick);
    grid_tick(quick);
    for id in ["qemu", "qemu-auto-converge", "nova", "ovirt-minimal-downtime", "proxmox", "xen", "vmotion", "hyper-v"] {
        map(id, quick);
    }
    for id in ["qemu", "nova", "proxmox", "xen", "vmotion"] {
        uncertain(id, quick);
    }
    println!("budget: {BUDGET_OF_A_MAP_MILLISECONDS} ms for a map of 64² simulated migrations, in the browser");
    for preset in presets::all() {
        advice(preset.id);
    }
}

/// Advice for a guest that writes faster than the link carries, with its slowest piece.
fn advice(product: &str) {
    let Some(preset) = presets::find(product) else { return };
    let scenario = Scenario {
        vm: Vm { memory: Bytes::from_gib(64.0), working_set: Bytes::from_gib(40.0) },
        dirtying: Dirtying::round_robin(Bytes::from_gib(4.0), PagesPerSecond::from_pages_per_second(400_000.0)),
        link: Link { shared_by: 4, ..Link::line(BitsPerSecond::from_gbit_per_second(10.0)) },
        hypervisor: preset.hypervisor(),
    };
    let Ok(scenario) = scenario.check() else { return };
    let targets =
        [Target::Downtime(Seconds::from_milliseconds(500.0)), Target::MigrationTime(Seconds::from_seconds(600.0))];
    for who in [Who::Bound, Who::Rounds] {
        let (start, mut slowest) = (Instant::now(), 0.0_f64);
        let mut advisor = Advisor::new(black_box(&scenario), &targets, who);
        loop {
            let piece = Instant::now();
            let more = advisor.go_on();
            slowest = slowest.max(piece.elapsed().as_secs_f64());
            if !more {
                break;
            }
        }
        let whole = start.elapsed().as_secs_f64();
        let counsel = black_box(advisor.finish());
        println!(
            "advice, {:<6} {product:<22} {:8.3} ms, slowest piece {:7.3} ms, {} pieces of advice, {} predictions",
            who.predictor().id(),
            whole * 1e3,
            slowest * 1e3,
            counsel.advice.len(),
            counsel.predictions,
        );
    }
}

/// A map over hot set and dirty rate, as wide as they plausibly are, with its slowest row; and solving for a link.
fn map(product: &str, quick: bool) {
    const SIDE: u32 = 64;
    let Some(preset) = presets::find(product) else { return };
    let scenario = Scenario {
        vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
        dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(22_000.0)),
        link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
        hypervisor: preset.hypervisor(),
    };
    let Ok(scenario) = scenario.check() else { return };
    let axis = |input| Axis::plausible(input, &scenario, if quick { 2 } else { SIDE });
    for who in [Who::Bound, Who::Rounds] {
        let (Some(hot_set), rate) = (axis(Input::HotSet), axis(Input::DirtyRate)) else { continue };
        let Some(mut sweep) = Sweep::over(&scenario, who, hot_set, rate) else { continue };
        let (start, mut slowest) = (Instant::now(), 0.0_f64);
        loop {
            let row = Instant::now();
            if black_box(sweep.next_row()).is_none() {
                break;
            }
            slowest = slowest.max(row.elapsed().as_secs_f64());
        }
        let whole = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let target = Target::Downtime(Seconds::from_milliseconds(100.0));
        let solution = black_box(solve_for(black_box(&scenario), Input::Link, target, who));
        let solved = start.elapsed().as_secs_f64();
        let predictions = solution.map_or(0, |solution| solution.predictions);
        println!(
            "map of {SIDE}², {:<6} {product:<22} {:8.2} ms, slowest row {:7.3} ms   solved for the link {:7.3} ms, {predictions} predictions",
            who.predictor().id(),
            whole * 1e3,
            slowest * 1e3,
            solved * 1e3,
        );
    }
}

/// Three uncertain inputs, with and without a band of 64 moments; and what each input does.
fn uncertain(product: &str, quick: bool) {
    let Some(preset) = presets::find(product) else { return };
    let scenario = Scenario {
        vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
        dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(22_000.0)),
        link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
        hypervisor: preset.hypervisor(),
    };
    let Ok(scenario) = scenario.check() else { return };
    let gib = |gib| Bytes::from_gib(gib).as_bytes();
    let mut known = Uncertain::default();
    known.set(Input::DirtyRate, Distribution::LogNormal { median: 20_000.0, p95: 60_000.0 });
    known.set(Input::HotSet, Distribution::Triangular { low: gib(0.2), mode: gib(0.5), high: gib(1.5) });
    known.set(Input::Link, Distribution::Uniform { low: 5e9, high: 1e10 });
    let moments: Vec<Seconds> = (0..64).map(|moment| Seconds::from_seconds(f64::from(moment))).collect();
    let count = if quick { 4 } else { Uncertainty::USUAL };
    for who in [Who::Bound, Who::Rounds] {
        let milliseconds = [&[], &moments[..]].map(|moments| {
            let start = Instant::now();
            let runs = Uncertainty::over(&scenario, &known, who, 1, count, moments);
            black_box(runs.map(|mut runs| runs.next_runs(count)));
            start.elapsed().as_secs_f64() * 1e3
        });
        let start = Instant::now();
        let all = black_box(influences(black_box(&scenario), who)).len();
        println!(
            "{count} uncertain, {:<6} {product:<22} {:8.2} ms, with a band {:8.2} ms   what {all} inputs do {:7.3} ms",
            who.predictor().id(),
            milliseconds[0],
            milliseconds[1],
            start.elapsed().as_secs_f64() * 1e3,
        );
    }
}

/// Thirty rounds of a loop that looks when little is left, without telling of them.
fn thirty_rounds(quick: bool) {
    let Some(preset) = presets::find("libvirt") else { return };
    let scenario = Scenario {
        vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(4.0) },
        dirtying: Dirtying::round_robin(Bytes::from_gib(1.0), PagesPerSecond::from_pages_per_second(237_000.0)),
        link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
        hypervisor: preset.hypervisor(),
    };
    let Ok(mut scenario) = scenario.check() else { return };
    // A dirty rate that makes it thirty.
    for rate in (200_000_u32..287_000).step_by(250) {
        let mut other = scenario.clone().into_inner();
        other.dirtying.rate = PagesPerSecond::from_pages_per_second(f64::from(rate));
        let Ok(other) = other.check() else { continue };
        scenario = other;
        if rounds::predict(&scenario).rounds.is_some_and(|rounds| 30 <= rounds) {
            break;
        }
    }
    let played = rounds::predict(&scenario).rounds.unwrap_or_default();
    time(&format!("{played} rounds"), "rounds", quick, &scenario, rounds::predict);
    println!("budget: {BUDGET_OF_THIRTY_ROUNDS_NANOSECONDS} ns for 30 rounds without telling of them");
}

/// A tick of the memory as cells, one a frame.
fn grid_tick(quick: bool) {
    let Some(preset) = presets::find("qemu") else { return };
    for (pattern, name) in [(Pattern::RoundRobin, "in a circle"), (Pattern::Uniform, "at random")] {
        let mut scenario = Scenario {
            vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(3.0) },
            dirtying: Dirtying::round_robin(Bytes::from_gib(2.0), PagesPerSecond::from_pages_per_second(20_000.0)),
            link: Link::line(BitsPerSecond::from_gbit_per_second(1.0)),
            hypervisor: preset.hypervisor(),
        };
        scenario.dirtying.pattern = pattern;
        let Ok(scenario) = scenario.check() else { continue };
        let mut grid = Grid::of(&scenario, 65_536);
        let ticks = if quick { 1 } else { 1000 };
        let start = Instant::now();
        for _ in 0..ticks {
            black_box(grid.step(Seconds::from_milliseconds(20.0)));
        }
        let each = start.elapsed() / ticks;
        println!("{:>14} {:>12} {each:?} for a tick of {} cells", preset.id, name, grid.cells().len());
    }
}

/// The best of some rounds, which is least disturbed by other work, and the median.
fn time<T>(preset: &str, what: &str, quick: bool, scenario: &Checked, call: impl Fn(&Checked) -> T) {
    let calls = if quick { 1 } else { CALLS };
    let mut nanoseconds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..calls {
                black_box(call(black_box(scenario)));
            }
            start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
        })
        .collect();
    nanoseconds.sort_by(f64::total_cmp);
    let best = nanoseconds.first().copied().unwrap_or_default();
    let median = nanoseconds.get(ROUNDS / 2).copied().unwrap_or_default();
    println!("{what:<12} {preset:<22} best {best:7.1} ns   median {median:7.1} ns");
}
