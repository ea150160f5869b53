//! `predict::bound` against toy simulators: the product's loop, page by page, must never exceed it.
//!
//! Some thousand small machines, each migrated by a simulator that shares nothing with the model, with writers that are
//! as nasty as they may be. What the bound says and what happened may differ by whole pages, no more; `Slack` says
//! by how many. `cargo test -p acceptance --test bound -- --nocapture` prints how tight the bound is.

#![allow(clippy::expect_used)] // a test may fail loudly

use acceptance::toy::{
    self, AtLimit, Dice, Ended, Guest, Loop, MEASURING_WINDOW, NothingLeft, Place, Raises, Rules, Setup, Speeds,
    Stopped, TICK, Wire, Writer,
};
use acceptance::twin::{DEVICE_STATE, scenario};
use precopy_model::predict::{Outcome, Prediction, bound, paper};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::Checked;

/// By how much bound and simulator may differ: the bound is fluid, the simulator sends and writes whole pages.
struct Slack {
    /// For a moment, in seconds.
    time: f64,
    /// For a stop phase, in seconds.
    down: f64,
}

impl Slack {
    fn of(runs: Loop, setup: &Setup, looks: u32) -> Self {
        let Setup { guest, speeds, rules, .. } = setup;
        let seconds =
            |content: f64, empty: f64| 1.0 / if guest.used < guest.pages { content.min(empty) } else { content };
        let page = seconds(speeds.content, speeds.empty.unwrap_or(f64::INFINITY));
        let page_stopped = seconds(speeds.content_stopped, speeds.empty_stopped);
        // One page at the beginning and one at the end; and one for each look of a loop that sends what it then sees.
        let rounds = match runs {
            Loop::Fluid { .. } | Loop::Capped(_) | Loop::CappedAtLinkSpeed(_) | Loop::Linked(_) => 0,
            Loop::FixedRounds
            | Loop::PassingOver
            | Loop::OvertakenRounds
            | Loop::OvertakenAtOnce
            | Loop::EstimateRounds
            | Loop::Vote => looks,
        };
        let mut pages = 2.0 + f64::from(rounds);
        // A page more in one pass is λ more in the next, λ² in the one after: where no threshold ends that, all of it counts.
        if runs == Loop::Vote && guest.rate < speeds.content {
            pages = 2.0 + f64::from(rounds) / (1.0 - guest.rate / speeds.content);
        }
        // One page more that is written takes as long as the sender needs to gain one on the writer.
        let gains = speeds.content - guest.rate;
        let line = if 0.0 < gains { 1.0 / gains } else { 0.0 };
        // Where empty pages end within a burst, it may carry one page more than the link, and is measured with it.
        let measured = match (runs, rules.threshold) {
            _ if guest.used == guest.pages => 0.0,
            (Loop::Capped(_) | Loop::CappedAtLinkSpeed(_), toy::Threshold::Seconds(limit)) => limit / MEASURING_WINDOW,
            (Loop::Fluid { .. }, toy::Threshold::Seconds(limit)) => limit / (f64::from(looks) * TICK),
            _ => 0.0,
        };
        let down = (2.0 + measured) * page_stopped;
        Self { time: pages * page + line + down + 1e-9, down: down + 1e-9 }
    }
}

/// What became of a comparison.
#[derive(Debug)]
enum Verdict {
    /// The claim says nothing of such an end.
    NothingToCompare,
    /// It holds; migration time as claimed and as simulated, in seconds.
    Holds { claimed: f64, simulated: f64 },
    /// It does not.
    Broken(String),
}

/// Holds a simulation against a claim.
fn compare(runs: Loop, setup: &Setup, claim: &Prediction, ended: Ended) -> Verdict {
    let seconds = |time: Option<Seconds>| time.map_or(f64::NAN, Seconds::as_seconds);
    let (time, downtime) = (seconds(claim.migration_time), seconds(claim.downtime));
    match (claim.outcome, ended) {
        (Outcome::Never, _) | (Outcome::Cancelled, Ended::Stopped(_)) => Verdict::NothingToCompare,
        (Outcome::Completes, Ended::Stopped(stopped)) => {
            let slack = Slack::of(runs, setup, stopped.looks);
            let Stopped { at, down, waits, raised, grew, .. } = stopped;
            // A vote over sets that grow is not bound to be won.
            if runs == Loop::Vote && grew && setup.speeds.content <= setup.guest.rate {
                return Verdict::NothingToCompare;
            }
            let simulated = at + down + waits + DEVICE_STATE;
            // Nothing is said of the downtime once the limit has been doubled.
            let doubled = raised && matches!(setup.rules.raises, Raises::Doubling { .. });
            if time + slack.time < simulated {
                Verdict::Broken(format!("migration time {simulated:.5} s, claimed {time:.5} s; {stopped:?}"))
            } else if !doubled && downtime + slack.down < down + DEVICE_STATE {
                Verdict::Broken(format!("downtime {:.5} s, claimed {downtime:.5} s; {stopped:?}", down + DEVICE_STATE))
            } else {
                Verdict::Holds { claimed: time, simulated }
            }
        }
        (Outcome::Cancelled, Ended::Cancelled { at, looks }) if at <= time + Slack::of(runs, setup, looks).time => {
            Verdict::NothingToCompare
        }
        _ => Verdict::Broken(format!("{ended:?}, claimed {} within {time:.5} s", claim.outcome.id())),
    }
}

/// The same, but where the limit cancels what was to complete, two pages are granted: it may have been for one.
fn compare_by_page(runs: Loop, setup: &Setup, claim: &Prediction) -> Verdict {
    let ended = runs.simulate(setup);
    if let (Outcome::Completes, Ended::Cancelled { .. }) = (claim.outcome, ended) {
        let mut granted = setup.clone();
        if setup.rules.raises != Raises::Never {
            granted.rules.granted = 2.0;
        }
        granted.rules.threshold = match setup.rules.threshold {
            toy::Threshold::Pages(pages) => toy::Threshold::Pages(pages + 2.0),
            toy::Threshold::Seconds(seconds) if setup.rules.raises == Raises::Never => {
                toy::Threshold::Seconds(seconds + 2.0 / setup.speeds.content)
            }
            raised => raised,
        };
        return match compare(runs, &granted, claim, runs.simulate(&granted)) {
            Verdict::Broken(_) => compare(runs, setup, claim, ended),
            _ => Verdict::NothingToCompare,
        };
    }
    compare(runs, setup, claim, ended)
}

/// Where the dice begin.
const SEED: u64 = 2026;
/// Simulations for each loop.
const RUNS: usize = 1200;
/// How long a simulation may take, in pages sent and written.
const MOST_WORK: f64 = 100_000.0;

/// Draws until so many migrations have been simulated; a claim is made for each.
fn simulate(
    runs: Loop,
    draw: impl Fn(&mut Dice) -> Setup,
    seed: u64,
    count: usize,
    claims: fn(&Checked) -> Prediction,
) -> Vec<(Setup, Prediction, Verdict)> {
    let mut dice = Dice::new(seed);
    let mut done = Vec::new();
    while done.len() < count {
        let mut setup = draw(&mut dice);
        let claim = claims(&scenario(runs, &setup));
        let Some(time) = claim.migration_time.map(Seconds::as_seconds) else { continue };
        if time * (setup.speeds.content + setup.guest.rate) <= MOST_WORK {
            setup.rules.horizon = 2.0 * time + 1.0;
            let verdict = compare_by_page(runs, &setup, &claim);
            done.push((setup, claim, verdict));
        }
    }
    done
}

/// The bound holds for a loop; says how tight it is.
fn bound_holds(runs: Loop) {
    bound_holds_for(runs, |dice| toy::draw(dice, runs));
}

/// The same for certain migrations.
fn bound_holds_for(runs: Loop, draw: impl Fn(&mut Dice) -> Setup) {
    let done = simulate(runs, draw, SEED, RUNS, bound::predict);
    let mut broken: Vec<String> = Vec::new();
    let (mut all, mut calm) = (Vec::new(), Vec::new());
    for (setup, claim, verdict) in done {
        match verdict {
            Verdict::NothingToCompare => {}
            Verdict::Holds { claimed, simulated } => {
                all.push(claimed / simulated);
                // A threshold that lets the first pass be cut short is no measure: how early, is the writer's choice.
                if setup.guest.rate < 0.6 * setup.speeds.content
                    && claim.threshold.as_pages() < setup.guest.used as f64 / 4.0
                {
                    calm.push(claimed / simulated);
                }
            }
            Verdict::Broken(why) => {
                broken.push(format!("{why}\n  {setup:?}\n  it {}, {:?}", claim.reason_in_words(), claim.outcome));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "{runs:?}: {} of {RUNS} exceed the bound:\n{}",
        broken.len(),
        broken.iter().take(3).cloned().collect::<Vec<_>>().join("\n"),
    );
    assert!(RUNS / 2 < all.len(), "{runs:?}: only {} of {RUNS} were compared", all.len());
    let (of_all, of_calm) = (median(&mut all), median(&mut calm));
    println!("{runs:?}: bound / simulated, median: {of_all:.3}; below 0.6 of the copy rate: {of_calm:.3}");
    assert!(of_calm < 1.5, "{runs:?}: a bound as loose as {of_calm:.2} helps nobody");
}

fn median(of: &mut [f64]) -> f64 {
    of.sort_by(f64::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or(f64::NAN)
}

#[test]
fn a_look_at_every_tick() {
    bound_holds(Loop::Fluid { burst_at_start: false });
}

#[test]
fn a_look_at_every_tick_after_a_burst_at_the_start() {
    bound_holds(Loop::Fluid { burst_at_start: true });
}

#[test]
fn a_look_when_little_is_left_under_a_cap() {
    bound_holds(Loop::Capped(NothingLeft::Stops));
}

#[test]
fn a_look_when_little_is_left_under_a_cap_in_bursts_that_take_their_time() {
    bound_holds(Loop::CappedAtLinkSpeed(NothingLeft::Stops));
}

#[test]
fn a_look_when_little_is_left_under_a_cap_never_before_there_is_a_threshold() {
    bound_holds(Loop::Capped(NothingLeft::Waits));
}

#[test]
fn a_look_when_little_is_left_on_a_link() {
    bound_holds(Loop::Linked(NothingLeft::Stops));
}

#[test]
fn a_look_when_little_is_left_on_a_link_never_before_there_is_a_threshold() {
    bound_holds(Loop::Linked(NothingLeft::Waits));
}

#[test]
fn a_look_after_each_round() {
    bound_holds(Loop::FixedRounds);
}

#[test]
fn a_look_after_each_round_that_passes_over_what_is_dirty_again() {
    bound_holds(Loop::PassingOver);
}

#[test]
fn a_look_before_each_round() {
    bound_holds(Loop::EstimateRounds);
}

#[test]
fn an_order_to_stop_that_comes_during_the_next_round() {
    bound_holds(Loop::OvertakenRounds);
}

#[test]
fn a_vote_after_each_pass() {
    bound_holds(Loop::Vote);
}

/// The ways of a loop that looks when little is left.
const WHEN_LITTLE_IS_LEFT: [Loop; 5] = [
    Loop::CappedAtLinkSpeed(NothingLeft::Stops),
    Loop::Capped(NothingLeft::Stops),
    Loop::Capped(NothingLeft::Waits),
    Loop::Linked(NothingLeft::Stops),
    Loop::Linked(NothingLeft::Waits),
];

#[test]
fn a_downtime_limit_that_is_raised_over_time() {
    for runs in WHEN_LITTLE_IS_LEFT {
        bound_holds_for(runs, |dice| toy::draw_raised(dice, runs, toy::over_time));
    }
}

#[test]
fn a_downtime_limit_that_is_raised_by_rounds_until_it_is_given_up() {
    for runs in WHEN_LITTLE_IS_LEFT {
        bound_holds_for(runs, |dice| toy::draw_raised(dice, runs, toy::by_rounds));
    }
}

#[test]
fn a_downtime_limit_that_is_doubled_again_and_again() {
    for runs in WHEN_LITTLE_IS_LEFT {
        bound_holds_for(runs, |dice| toy::draw_raised(dice, runs, toy::doubling));
    }
}

#[test]
fn a_time_limit_that_pauses_or_switches_to_post_copy() {
    for runs in WHEN_LITTLE_IS_LEFT {
        bound_holds_for(runs, |dice| toy::draw_raised(dice, runs, |_| Raises::Never));
    }
}

/// The paper's value, with the device state that it leaves out.
fn paper_with_device_state(scenario: &Checked) -> Prediction {
    let mut claim = paper::predict(scenario);
    let later = |time: Seconds| time + Seconds::from_seconds(DEVICE_STATE);
    if claim.outcome == Outcome::Completes {
        claim.migration_time = claim.migration_time.map(later);
        claim.downtime = claim.downtime.map(later);
    }
    claim
}

/// 1 GbE, 2 GiB working set, 512 MiB hot, 300 ms; memory and rates divided by 64, which leaves all times as they are.
fn gigabit(pressure: f64, hot_lie: Place, writer: Writer) -> Setup {
    let content = 117.7e6 / 4104.0 / 64.0;
    Setup {
        guest: Guest {
            pages: 8192,
            used: 8192,
            hot: 2048,
            empty_lie: Place::First,
            hot_lie,
            writer,
            rate: content * pressure,
            phase: 0.5,
            seed: 1,
        },
        speeds: Speeds { content, empty: None, content_stopped: content, empty_stopped: content },
        wire: Wire { page: 4096.0, content: 4104.0, empty: 9.0 },
        rules: Rules {
            threshold: toy::Threshold::Seconds(0.3),
            rounds: None,
            bytes: None,
            seconds: None,
            at_limit: AtLimit::Stop,
            raises: Raises::Never,
            manager_begins: None,
            granted: 0.0,
            horizon: 1000.0,
            grain: toy::Grain::default(),
        },
    }
}

/// The example for every place of the hot set and every writer.
fn gigabits(runs: Loop, pressure: f64) -> Vec<Setup> {
    let mut all = Vec::new();
    for hot_lie in [Place::First, Place::Last, Place::Spread] {
        for writer in [Writer::Ascending, Writer::Descending, Writer::Random, Writer::Chaser] {
            let mut setup = gigabit(pressure, hot_lie, writer);
            if runs == Loop::FixedRounds {
                setup.rules.threshold = toy::Threshold::Pages(0.3 * setup.speeds.content);
            }
            all.push(setup);
        }
    }
    all
}

#[test]
fn real_loops_can_take_longer_than_the_paper_says() {
    let time = |claim: Prediction| claim.migration_time.map_or(f64::NAN, Seconds::as_seconds);
    for runs in [Loop::Linked(NothingLeft::Stops), Loop::FixedRounds, Loop::EstimateRounds] {
        for pressure in [0.8, 0.95] {
            let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
            let (mut by_paper, mut by_bound) = (f64::NAN, f64::NAN);
            for setup in gigabits(runs, pressure) {
                let scenario = scenario(runs, &setup);
                by_paper = time(paper_with_device_state(&scenario));
                by_bound = time(bound::predict(&scenario));
                let Ended::Stopped(stopped) = runs.simulate(&setup) else { panic!("{runs:?} has to end") };
                let simulated = stopped.at + stopped.down + DEVICE_STATE;
                (least, most) = (least.min(simulated), most.max(simulated));
            }
            println!(
                "{runs:?} at {pressure}: paper {by_paper:.1} s, simulated {least:.1} to {most:.1} s, bound {by_bound:.1} s"
            );
            assert!(by_paper < most, "{runs:?} at {pressure}: paper {by_paper} s, simulated {most} s");
        }
    }
}

#[test]
fn a_claim_that_is_too_small_is_caught() {
    let runs = Loop::Linked(NothingLeft::Stops);
    let broken = |verdict: &Verdict| matches!(verdict, Verdict::Broken(_));
    let example = gigabits(runs, 0.9).into_iter().any(|setup| {
        let claim = paper_with_device_state(&scenario(runs, &setup));
        broken(&compare_by_page(runs, &setup, &claim))
    });
    assert!(example, "the paper's value for the example at 0.9 of the copy rate passes as a bound");
    let caught = simulate(runs, |dice| toy::draw(dice, runs), SEED, RUNS, paper_with_device_state)
        .iter()
        .filter(|done| broken(&done.2))
        .count();
    println!("{caught} of {RUNS} exceed the paper's value");
    assert!(RUNS / 20 < caught, "only {caught} of {RUNS} were caught");
}

/// A small machine on a link that carries 1,000 pages a second, without limits.
fn small(pages: usize, used: usize, hot: usize, rate: f64, threshold: toy::Threshold) -> Setup {
    Setup {
        guest: Guest {
            pages,
            used,
            hot,
            empty_lie: Place::Last,
            hot_lie: Place::First,
            writer: Writer::Ascending,
            rate,
            phase: 0.9,
            seed: 1,
        },
        speeds: Speeds { content: 1000.0, empty: Some(10_000.0), content_stopped: 1000.0, empty_stopped: 10_000.0 },
        wire: Wire { page: 4096.0, content: 4096.0, empty: 9.0 },
        rules: Rules {
            threshold,
            rounds: None,
            bytes: None,
            seconds: None,
            at_limit: AtLimit::Stop,
            raises: Raises::Never,
            manager_begins: None,
            granted: 0.0,
            horizon: 100.0,
            grain: toy::Grain::default(),
        },
    }
}

/// What a bound has to think of: each of these broke one.
#[test]
fn a_bound_thinks_of_everything() {
    use toy::Threshold::{Pages, Seconds};
    let linked = Loop::Linked(NothingLeft::Stops);
    let slow = |mut setup: Setup, empty: f64| {
        (setup.speeds.empty, setup.speeds.empty_stopped) = (Some(empty), empty);
        setup
    };
    let forced = |mut setup: Setup, seconds: Option<f64>, bytes: Option<f64>| {
        (setup.rules.seconds, setup.rules.bytes) = (seconds, bytes);
        setup
    };
    let chased = |mut setup: Setup| {
        (setup.guest.writer, setup.guest.hot_lie) = (Writer::Chaser, Place::Spread);
        setup
    };
    let capped = |mut setup: Setup| {
        setup.speeds.content_stopped = 2000.0;
        setup
    };
    let fast = |mut setup: Setup| {
        (setup.speeds.content, setup.speeds.content_stopped) = (10_000.0, 10_000.0);
        setup
    };
    let broken: Vec<String> = [
        ("empty pages are left, and slow", linked, slow(small(1000, 500, 0, 0.0, Pages(400.0)), 500.0)),
        (
            "empty pages come last, after the bytes that are the limit",
            linked,
            forced(small(2000, 1000, 0, 0.0, Pages(1.0)), None, Some(990.0 * 4096.0)),
        ),
        (
            "the mean contains a burst more than the time",
            Loop::Fluid { burst_at_start: true },
            small(3000, 3000, 0, 0.0, Seconds(1.5)),
        ),
        (
            "slow empty pages end the first pass, and the guest writes on",
            linked,
            chased(slow(small(2880, 2080, 1980, 760.0, Pages(90.0)), 90.0)),
        ),
        ("two windows are spoilt by empty pages", linked, small(2200, 1000, 10, 3000.0, Seconds(0.012))),
        ("all is sent before there is a threshold", linked, fast(small(500, 500, 500, 8000.0, Seconds(0.01)))),
        (
            "nothing can be looked at before there is a threshold",
            Loop::Linked(NothingLeft::Waits),
            fast(small(300, 300, 20, 3000.0, Seconds(0.01))),
        ),
        (
            "a burst is ahead of its time",
            Loop::Capped(NothingLeft::Stops),
            chased(capped(forced(small(1190, 1190, 390, 950.0, Pages(1.0)), Some(3.1), None))),
        ),
        ("a page more is a round more", Loop::FixedRounds, small(1000, 1000, 55, 900.0, Pages(50.0))),
        ("a page more is the second round", Loop::EstimateRounds, small(1000, 1000, 500, 99.5, Pages(99.7))),
        (
            "the first round measures empty pages too",
            Loop::EstimateRounds,
            slow(small(2000, 1000, 80, 2000.0, Seconds(0.1)), 1000.0),
        ),
    ]
    .into_iter()
    .filter_map(|(what, runs, setup)| match compare_by_page(runs, &setup, &bound::predict(&scenario(runs, &setup))) {
        Verdict::Broken(why) => Some(format!("{what}: {why}")),
        Verdict::Holds { .. } => None,
        Verdict::NothingToCompare => Some(format!("{what}: nothing is claimed any more")),
    })
    .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_migration_without_writes_takes_what_it_takes() {
    for runs in [
        Loop::Fluid { burst_at_start: false },
        Loop::Linked(NothingLeft::Stops),
        Loop::FixedRounds,
        Loop::EstimateRounds,
    ] {
        let mut setup = gigabit(0.0, Place::First, Writer::Random);
        setup.rules.threshold = toy::Threshold::Pages(1.0);
        let Ended::Stopped(stopped) = runs.simulate(&setup) else { panic!("{runs:?} has to end") };
        let pages = (stopped.at + stopped.down) * setup.speeds.content;
        assert!((8191.0..8192.0 + TICK * setup.speeds.content).contains(&pages), "{runs:?}: {pages} pages");
        assert!(stopped.left <= 1, "{runs:?}: {stopped:?}");
    }
}
