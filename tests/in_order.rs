//! `predict::bound` for guests of which it is known that they write in the order of addresses, against the toy simulator: page by page,
//! from every place at which the writer may begin, at any phase of the loop's windows.

#![allow(clippy::expect_used)] // a test may fail loudly

use acceptance::toy::{
    AtLimit, Dice, Ended, Grain, Guest, Loop, NothingLeft, Place, Raises, Rules, Setup, Speeds, Threshold, Wire, Writer,
};
use acceptance::twin::{DEVICE_STATE, layout, scenario};
use precopy_formats::link;
use precopy_model::predict::rounds::{Layout, simulate_with};
use precopy_model::predict::{Outcome, bound};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::{Checked, Compressed, Compression, Pattern};

const LOOP: Loop = Loop::CappedAtLinkSpeed(NothingLeft::Stops);
/// Machines for which the rule has to say something.
const MACHINES: usize = 60;
/// Of so many that are drawn at most.
const DRAWN: usize = 40_000;
/// Places of the writer for each machine, evenly spread.
const PLACES: usize = 30;

/// A machine whose hot set comes first and is a few bursts large, with a threshold of a burst or two less.
fn draw(dice: &mut Dice) -> Setup {
    let buffer = 1 + dice.below(16);
    // Bursts of whole buffers.
    let content = 10.0 * dice.between(60.0, 500.0).floor();
    let burst = ((content * 0.1 / buffer as f64).floor() + 1.0) * buffer as f64;
    let hot = (burst * dice.between(2.2, 9.0)) as usize;
    let rest = dice.between(0.05, 2.6) * burst;
    let threshold = (hot as f64 - rest).max(1.0);
    let others = (threshold * dice.between(2.0, 8.0)) as usize + 3 * (content * 0.1) as usize + dice.below(200);
    let used = hot + others;
    let pages = used + if dice.chance(0.5) { 0 } else { (used as f64 * dice.between(0.0, 2.0)) as usize };
    let scan = content * dice.scale(20.0, 400.0);
    Setup {
        guest: Guest {
            pages,
            used,
            hot,
            empty_lie: dice.one_of([Place::First, Place::Last, Place::Last, Place::Spread]),
            hot_lie: dice.one_of([Place::First, Place::First, Place::Middle]),
            writer: Writer::InOrder { first: 0, shares: [1.0; 2] },
            rate: burst * 10.0 * dice.between(1.05, 2.2),
            phase: dice.share(),
            seed: dice.roll(),
        },
        speeds: {
            let content_stopped = content * dice.scale(4.0, 60.0);
            let empty = scan.min(content * 4104.0 / 9.0);
            Speeds { content, empty: Some(empty), content_stopped, empty_stopped: empty }
        },
        wire: Wire { page: 4096.0, content: 4104.0, empty: 9.0 },
        rules: Rules {
            // What is measured is what goes by, whole buffers.
            threshold: if dice.chance(0.8) {
                Threshold::Seconds(threshold / (burst * 10.0))
            } else {
                Threshold::Pages(threshold)
            },
            rounds: None,
            bytes: None,
            seconds: None,
            at_limit: AtLimit::Stop,
            raises: Raises::Never,
            manager_begins: None,
            granted: 0.0,
            horizon: f64::INFINITY,
            grain: Grain { clock: 1 + dice.below(16), buffer },
        },
    }
}

/// What is known of the guest.
fn known(setup: &Setup, pattern: Pattern) -> Checked {
    let mut known = scenario(LOOP, setup).into_inner();
    known.dirtying.pattern = pattern;
    known.check().expect("it was sound before")
}

/// The bound holds wherever the writer begins, and says more than for a writer of whom nothing is known.
#[test]
fn a_writer_that_outruns_the_link_ends_it_in_time_from_wherever_it_begins() {
    let mut dice = Dice::new(7);
    let (mut machines, mut runs) = (0, 0);
    let mut tight: Vec<f64> = Vec::new();
    for _ in 0..DRAWN {
        if MACHINES <= machines {
            break;
        }
        let mut setup = draw(&mut dice);
        let claim = bound::predict(&known(&setup, Pattern::InOrder));
        let (Outcome::Completes, Some(claimed)) = (claim.outcome, claim.migration_time) else { continue };
        if bound::predict(&known(&setup, Pattern::RoundRobin)).migration_time.is_some() {
            continue;
        }
        machines += 1;
        let claimed = claimed.as_seconds();
        setup.rules.horizon = 2.0 * claimed + 1.0;
        // A window that is counted a hundredth too long makes the threshold smaller.
        if let Threshold::Seconds(limit) = setup.rules.threshold {
            setup.rules.granted = -0.01 * dice.share() * limit * setup.speeds.content;
        }
        // It writes up to 3 % less than is known, or 2 % more; always, or now and then.
        let share = dice.between(0.95, 1.04).clamp(0.97, 1.02);
        let shares = [share, if dice.chance(0.5) { share } else { dice.between(0.97, 1.02) }];
        let begins = dice.share();
        let mut longest = 0.0_f64;
        for place in 0..PLACES {
            let first = ((place as f64 + begins) / PLACES as f64 * setup.guest.hot as f64) as usize;
            setup.guest.writer = Writer::InOrder { first, shares };
            let Ended::Stopped(stopped) = LOOP.simulate(&setup) else {
                panic!("claimed {claimed:.3} s, did not end: {setup:?}");
            };
            let took = stopped.total() + DEVICE_STATE;
            let page = 2.0 / setup.speeds.content;
            assert!(took <= claimed + page, "{took:.4} s, claimed {claimed:.4} s: {setup:?}, {stopped:?}");
            let down = claim.downtime.map_or(0.0, Seconds::as_seconds) + page;
            assert!(stopped.down + DEVICE_STATE <= down, "{stopped:?}, claimed {down:.4} s: {setup:?}");
            longest = longest.max(took);
            runs += 1;
            if setup.guest.hot_lie == Place::First {
                let lies = Layout { writer: first as f64 / setup.guest.hot as f64, ..layout(&setup) };
                let simulated = simulate_with(&known(&setup, Pattern::InOrder), &lies).prediction;
                let took = simulated.migration_time.map_or(f64::INFINITY, Seconds::as_seconds);
                assert!(took <= claimed + page, "simulated {took:.4} s, claimed {claimed:.4} s: {setup:?}");
            }
        }
        tight.push(claimed / longest);
    }
    tight.sort_by(f64::total_cmp);
    let median = tight.get(tight.len() / 2).copied().unwrap_or(f64::NAN);
    println!("{machines} machines, {runs} runs; bound / longest, median: {median:.3}");
    assert_eq!(machines, MACHINES);
    assert!(median < 2.0, "a bound as loose as {median:.2} helps nobody");
}

/// How many pages go by in a window has to be known, and the order has to be stated.
#[test]
fn where_less_is_known_nothing_is_said() {
    let known = |writes: &str| {
        let link = "hv=qemu&mem=40250pages&ws=40250pages&hot=3350pages&dirty=15360pages/s&link=410400000B/s&max-downtime=300ms\
                    &cap=41040000B/s";
        let parsed = link::parse(&format!("{link}&{writes}"));
        assert!(parsed.problems.is_empty() && parsed.others.is_empty(), "{:?} {:?}", parsed.problems, parsed.others);
        parsed.inputs.scenario().expect("it is sound")
    };
    let ends = |scenario: &Checked| bound::predict(scenario).migration_time.is_some();
    assert!(ends(&known("writes=in-order")));
    assert!(!ends(&known("")) && !ends(&known("writes=round-robin")) && !ends(&known("writes=in-order&streams=2")));
    let mut compressed = known("writes=in-order").into_inner();
    compressed.hypervisor.compression.enter(Compression { of: Compressed::ResentPages, to: 1.0 });
    assert!(!ends(&compressed.check().expect("it is sound")));
}
