//! What both closed forms keep on any sound scenario, product or free loop, with limits or without: curves are
//! continuous and end where the times say, a faster link or a calmer guest is never worse, the bound is above the
//! paper, and extreme numbers neither hang nor turn into nonsense.
//!
//! The scenarios are random but always the same ones: the seed is fixed and nothing is written to disk.

use std::fmt;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use precopy_model::predict::{LimitKind, Outcome, Parts, Prediction, Predictor, Reason, Rising, Terms, bound, paper};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{
    BandwidthEstimate, Checked, DataUnit, Dirtying, EmptyPages, Hypervisor, LimitAction, Link, LinkSpeed, LoopFamily,
    Raised, RoundSteps, Scenario, Sourced, Threshold, Throttle, TimeLimit, Vm, VolumeClock, VolumeLimit, presets,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError};

// ---------------------------------------------------------------------------------------------------------------
// The scenarios

fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(0x5A1F_2012),
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..Config::default()
    }
}

/// Every order of magnitude is as likely as every other.
fn across(low: f64, high: f64) -> impl Strategy<Value = f64> + Clone {
    (low.ln()..high.ln()).prop_map(f64::exp)
}

fn maybe<S: Strategy>(inner: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone,
{
    prop::option::weighted(0.4, inner)
}

fn seconds(low: f64, high: f64) -> impl Strategy<Value = Seconds> {
    across(low, high).prop_map(Seconds::from_seconds)
}

fn a_loop() -> impl Strategy<Value = LoopFamily> {
    prop_oneof![
        seconds(1e-3, 1.0).prop_map(|tick| LoopFamily::Fluid { tick }),
        (seconds(1e-3, 0.5), seconds(1e-3, 0.5))
            .prop_map(|(capped_burst, burst)| LoopFamily::ThresholdSync { capped_burst, burst }),
        Just(LoopFamily::FixedRounds),
        Just(LoopFamily::OvertakenRounds),
        Just(LoopFamily::EstimateRounds),
        (0_u32..80).prop_map(|patience| LoopFamily::Vote { patience }),
    ]
}

const fn ms(milliseconds: f64) -> Seconds {
    Seconds::from_milliseconds(milliseconds)
}

/// Schedules by rounds that no product has: none at all, a manager that always looks, one that hardly ever does.
static NO_RAISE: RoundSteps = RoundSteps { first: ms(70.0), raises: &[], poll: ms(20_000.0) };
static ALWAYS: RoundSteps =
    RoundSteps { first: ms(1.0), raises: &[(1, ms(2.0)), (1, ms(4000.0))], poll: Seconds::ZERO };
static SELDOM: RoundSteps =
    RoundSteps { first: ms(10.0), raises: &[(40, ms(11.0)), (400, ms(1e6))], poll: Seconds::from_seconds(1e5) };

/// How a downtime limit is raised; with each of its kinds as far as it goes.
fn a_raise() -> impl Strategy<Value = Raised> {
    let products = presets::all().filter_map(|preset| match preset.hypervisor().threshold.value {
        Threshold::DowntimeLimit { raised: Raised::ByRounds(steps), .. } => Some(steps),
        _ => None,
    });
    let by_rounds: Vec<&'static RoundSteps> = products.chain([&NO_RAISE, &ALWAYS, &SELDOM]).collect();
    let every = prop_oneof![1 => Just(Seconds::ZERO), 1 => seconds(1e6, 1e9), 6 => seconds(1e-3, 1e3)];
    prop_oneof![
        (prop_oneof![1_u32..=1, 2_u32..12, 1000_u32..=1000], every)
            .prop_map(|(steps, every)| Raised::OverTime { steps, every }),
        prop::sample::select(by_rounds).prop_map(Raised::ByRounds),
        Just(Raised::Doubling),
    ]
}

fn a_threshold() -> impl Strategy<Value = Threshold> {
    let estimate = prop_oneof![
        Just(BandwidthEstimate::LastWindow),
        Just(BandwidthEstimate::MeanSinceStart),
        Just(BandwidthEstimate::LastRound),
        Just(BandwidthEstimate::SendBurst)
    ];
    let limit = prop_oneof![1 => Just(Seconds::ZERO), 9 => seconds(1e-3, 1e3)];
    prop_oneof![
        (limit, estimate).prop_map(|(limit, estimate)| Threshold::DowntimeLimit {
            limit,
            estimate,
            raised: Raised::Never
        }),
        prop_oneof![1 => Just(0.0), 9 => across(0.1, 1e7)].prop_map(|n| Threshold::Pages(Pages::from_pages(n))),
    ]
}

fn a_volume() -> impl Strategy<Value = VolumeLimit> {
    (across(0.05, 10.0), prop_oneof![Just(VolumeClock::Time), Just(VolumeClock::BytesSent)])
        .prop_map(|(factor, clock)| VolumeLimit { factor, clock })
}

fn a_time_limit() -> impl Strategy<Value = TimeLimit> {
    let per = prop_oneof![Just(DataUnit::Migration), Just(DataUnit::GbRoundedUp), Just(DataUnit::GibAtLeastTwo)];
    (prop_oneof![1 => seconds(1e-6, 1e-3), 8 => seconds(1e-2, 1e5)], per)
        .prop_map(|(time, per)| TimeLimit { time, per })
}

fn an_action() -> impl Strategy<Value = LimitAction> {
    prop_oneof![
        Just(LimitAction::StopAndCopy),
        Just(LimitAction::Pause),
        Just(LimitAction::PostCopy),
        prop_oneof![1 => Just(Seconds::ZERO), 9 => seconds(1e-3, 1e3)].prop_map(LimitAction::StopIfWithin),
        Just(LimitAction::Cancel)
    ]
}

fn a_throttle() -> impl Strategy<Value = Throttle> {
    let share = prop_oneof![1 => Just(0.0), 1 => Just(0.999), 6 => 0.0..0.999_f64];
    prop_oneof![share.prop_map(Throttle::BelowCopyRate), Just(Throttle::AUTO_CONVERGE)]
}

fn change<T>(constant: &mut Sourced<T>, to: Option<T>) {
    if let Some(value) = to {
        constant.enter(value);
    }
}

/// A product as it is, or with any of its rules replaced.
fn a_hypervisor() -> impl Strategy<Value = Hypervisor> {
    let product = || prop::sample::select(presets::all().collect::<Vec<_>>()).prop_map(|preset| preset.hypervisor());
    let bytes = |low, high| across(low, high).prop_map(Bytes::from_bytes);
    let empty = prop_oneof![
        across(1e2, 1e8).prop_map(|rate| EmptyPages::Scanned(PagesPerSecond::from_pages_per_second(rate))),
        Just(EmptyPages::Skipped),
        Just(EmptyPages::SentInFull)
    ];
    let page = prop::sample::select(vec![512.0, 4096.0, 65_536.0, 2_097_152.0]).prop_map(Bytes::from_bytes);
    let rules = (
        product(),
        maybe(a_loop()),
        (maybe(a_threshold()), maybe(a_raise())),
        maybe(maybe(across(1e4, 1e11).prop_map(BytesPerSecond::from_bytes_per_second))),
        any::<bool>(),
        maybe(maybe(1_u32..40)),
        maybe(maybe(a_volume())),
        maybe(maybe(a_time_limit())),
        (an_action(), maybe(maybe(a_throttle()))),
        maybe(empty),
        (maybe(bytes(1.0, 8192.0)), maybe(bytes(1.0, 8192.0)), maybe(page)),
        maybe(seconds(1e-3, 10.0)),
    );
    let changed = rules.prop_map(
        |(
            mut hv,
            family,
            threshold,
            cap,
            in_stop,
            rounds,
            volume,
            time,
            (on_limit, throttle),
            empty,
            sizes,
            device,
        )| {
            change(&mut hv.family, family);
            let (threshold, raise) = threshold;
            change(&mut hv.threshold, threshold);
            if let Threshold::DowntimeLimit { limit, estimate, raised } = hv.threshold.value {
                // Only a loop that looks when little is left has a limit that is raised.
                let raised = match hv.family.value {
                    LoopFamily::ThresholdSync { .. } => raise.unwrap_or(raised),
                    _ => Raised::Never,
                };
                hv.threshold.enter(Threshold::DowntimeLimit { limit, estimate, raised });
            }
            change(&mut hv.throttle, throttle);
            change(&mut hv.bandwidth_cap, cap);
            hv.cap_in_stop.enter(in_stop);
            change(&mut hv.round_limit, rounds);
            if !hv.family.value.has_rounds() {
                hv.round_limit.enter(None); // such a loop has no rounds to count
            }
            change(&mut hv.volume_limit, volume);
            change(&mut hv.time_limit, time);
            hv.on_limit.enter(on_limit);
            change(&mut hv.empty_pages, empty);
            let (empty_page, header, page) = sizes;
            change(&mut hv.empty_page, empty_page);
            change(&mut hv.page_header, header);
            change(&mut hv.page_size, page);
            change(&mut hv.device_state, device);
            hv
        },
    );
    prop_oneof![2 => product(), 3 => changed]
}

fn a_link() -> impl Strategy<Value = Link> {
    let speed = prop_oneof![
        3 => across(1e7, 1e12).prop_map(|n| LinkSpeed::Line(BitsPerSecond::from_bits_per_second(n))),
        1 => across(1e6, 1e11).prop_map(|n| LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(n))),
        1 => across(1e1, 1e7).prop_map(|n| LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(n))),
    ];
    let goodput = prop_oneof![Just(1448.0 / 1538.0), 0.01..=1.0];
    let carries = || maybe(across(1e6, 1e11).prop_map(BytesPerSecond::from_bytes_per_second));
    let other =
        prop_oneof![4 => Just(0.0), 3 => across(1.0, 1e13), 1 => Just(2_f64.powi(50))].prop_map(Bytes::from_bytes);
    (speed, goodput, 1_u32..5, (carries(), 1_u32..9, carries()), other).prop_map(
        |(speed, goodput, shared_by, (stream_limit, streams, tunnel_limit), other_data)| Link {
            speed,
            goodput,
            shared_by,
            stream_limit,
            streams,
            tunnel_limit,
            other_data,
        },
    )
}

/// Dirty rate as a multiple of the copy rate: none, the knife edge and its neighbourhood, anything.
fn a_load() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => Just(0.0),
        1 => Just(1.0),
        1 => across(1e-9, 1e-2).prop_map(|gap| 1.0 - gap),
        1 => across(1e-9, 1e-2).prop_map(|gap| 1.0 + gap),
        5 => 0.0..1.5_f64,
        2 => across(1e-4, 1e3),
    ]
}

/// A scenario that prints what matters in a few lines, without the sources of every constant.
#[derive(Clone)]
struct Drawn(Checked);

impl std::ops::Deref for Drawn {
    type Target = Checked;
    fn deref(&self) -> &Checked {
        &self.0
    }
}

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Hypervisor {
            family,
            threshold,
            round_limit,
            volume_limit,
            time_limit,
            on_limit,
            bandwidth_cap,
            cap_in_stop,
            throttle,
            device_state,
            ..
        } = &self.hypervisor;
        writeln!(f, "{:?}", self.link)?;
        writeln!(f, "{:?}, cap {:?} ({})", family.value, bandwidth_cap.value, cap_in_stop.value)?;
        writeln!(f, "{:?}, {:?}", threshold.value, on_limit.value)?;
        writeln!(f, "{:?} {:?} {:?}", round_limit.value, volume_limit.value, time_limit.value)?;
        writeln!(f, "{:?} {:?}", throttle.value, device_state.value)?;
        write!(f, "{:?}", Terms::of(self))
    }
}

fn a_scenario() -> impl Strategy<Value = Drawn> {
    let memory = prop_oneof![3 => across(16e6, 1e12), 1 => across(1.0, 1e15)];
    let share = || prop_oneof![1 => Just(0.0), 2 => Just(1.0), 6 => 0.0..1.0_f64];
    (memory, share(), share(), a_load(), a_link(), a_hypervisor()).prop_map(
        |(memory, working, hot, load, link, hypervisor)| {
            let copy_rate = link.copy_rate(&hypervisor).used;
            let working_set = Bytes::from_bytes(memory * working);
            let most = PagesPerSecond::from_pages_per_second(1e10);
            Drawn(sound(Scenario {
                vm: Vm { memory: Bytes::from_bytes(memory), working_set },
                dirtying: Dirtying { hot_set: working_set * hot, rate: (copy_rate * load).min(most) },
                link,
                hypervisor,
            }))
        },
    )
}

#[track_caller]
fn sound(scenario: Scenario) -> Checked {
    match scenario.check() {
        Ok(checked) => checked,
        Err(problems) => unreachable_scenario(&problems),
    }
}

#[track_caller]
#[allow(clippy::panic)] // a test may say loudly that its own scenario is wrong
fn unreachable_scenario(problems: &[precopy_model::problem::Problem]) -> ! {
    panic!("the test built an unsound scenario: {problems:?}")
}

fn both(scenario: &Checked) -> [Prediction; 2] {
    [paper::predict(scenario), bound::predict(scenario)]
}

// ---------------------------------------------------------------------------------------------------------------
// What is measured with

/// What rounding may cost, relative: near RATE = r_u one bit of either is worth 1 / |1 − λ| of them.
fn grain(terms: &Terms) -> f64 {
    let distance = (1.0 - terms.lambda()).abs();
    1e-9 + if distance == 0.0 { 0.0 } else { 1e-15 / distance }
}

/// `a ≤ b`, but for rounding: of the numbers themselves, and of all the data that they were computed from.
fn at_most(a: f64, b: f64, terms: &Terms) -> bool {
    let memory = terms.vmsize / terms.r_u + terms.lead;
    a <= b + grain(terms) * a.abs().max(b.abs()) + 1e-12 * memory
}

fn same(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-9 * (a.abs().max(b.abs())) + 1e-12 * scale
}

fn time(value: Option<Seconds>) -> Option<f64> {
    value.map(Seconds::as_seconds)
}

/// Whether empty pages are still unsent when pre-copy ends. Equation (14) then charges them at r_u as printed, so that
/// ending *earlier* takes *longer*: the one place where the paper's times are not monotone.
fn stops_before_empty_pages_are_gone(prediction: &Prediction) -> bool {
    let ended = prediction.stop.or(prediction.migration_time);
    ended.is_some_and(|at| 0.0 < prediction.remaining.at(at).empty)
}

fn ended_by(prediction: &Prediction) -> Option<LimitKind> {
    match prediction.reason {
        Reason::Limit { limit, .. } | Reason::Cancelled { limit, .. } => Some(limit),
        Reason::Threshold { .. } | Reason::Outpaced { .. } | Reason::NoPageAllowed => None,
    }
}

// ---------------------------------------------------------------------------------------------------------------
// What every prediction keeps

fn is_sound(prediction: &Prediction, scenario: &Checked) -> Result<(), TestCaseError> {
    let terms = Terms::of(scenario);
    numbers_are_sound(prediction, scenario, &terms)?;
    curve_is_sound(prediction, &terms)
}

fn numbers_are_sound(prediction: &Prediction, scenario: &Checked, terms: &Terms) -> Result<(), TestCaseError> {
    let numbers = [
        Some(prediction.first_pass_end.as_seconds()),
        time(prediction.stop),
        prediction.left.map(Pages::as_pages),
        time(prediction.migration_time),
        time(prediction.downtime),
        Some(prediction.brownout.as_seconds()),
        prediction.data.map(Bytes::as_bytes),
        Some(prediction.threshold.as_pages()),
        time(prediction.limit),
    ];
    for number in numbers.into_iter().flatten() {
        prop_assert!(number.is_finite() && 0.0 <= number, "{prediction:?}");
    }
    match prediction.outcome {
        Outcome::Completes => {
            let (Some(stop), Some(down), Some(whole), Some(left), Some(data)) = (
                time(prediction.stop),
                time(prediction.downtime),
                time(prediction.migration_time),
                prediction.left,
                prediction.data,
            ) else {
                return Err(TestCaseError::fail(format!("completes without its numbers: {prediction:?}")));
            };
            let post_copy = matches!(prediction.reason, Reason::Limit { action: LimitAction::PostCopy, .. });
            if post_copy {
                // Post-copy has a short downtime by design: the guest runs while the rest is copied, and waits for it.
                prop_assert!(at_most(stop + down, whole, terms), "stop {stop} + downtime {down} is more than {whole}");
                let fixed = match prediction.predictor {
                    Predictor::Paper => 0.0,
                    Predictor::Bound => scenario.hypervisor.device_state.value.as_seconds(),
                };
                let rest = whole - stop - fixed;
                prop_assert!(
                    rest <= prediction.brownout.as_seconds() + 1e-12 * whole + 1e-9 * rest,
                    "waits for {rest} s, but the brownout is {:?}",
                    prediction.brownout
                );
            } else {
                prop_assert!(same(stop + down, whole, 0.0), "stop {stop} + downtime {down} is not {whole}");
                prop_assert!(terms.throttled || prediction.brownout == Seconds::ZERO, "a brownout without a cause");
            }
            let running = if terms.throttled { stop } else { 0.0 } + if post_copy { whole - stop } else { 0.0 };
            prop_assert!(
                prediction.brownout.as_seconds() <= running * (1.0 + 1e-9) + 1e-12 * whole,
                "it does not run in its brownout"
            );
            prop_assert!(left.as_pages() <= terms.vmsize * (1.0 + 1e-12), "more left than there is: {left:?}");
            let once = terms.page_on_wire.as_bytes() * terms.wset;
            prop_assert!(
                once <= data.as_bytes() * (1.0 + 1e-9),
                "{data:?} do not hold the working set of {once} bytes"
            );
            if prediction.predictor == Predictor::Bound {
                prop_assert!(scenario.hypervisor.device_state.value.as_seconds() <= down, "device state is missing");
            }
        }
        Outcome::Cancelled => {
            prop_assert_eq!(prediction.stop, None);
            prop_assert_eq!(prediction.downtime, Some(Seconds::ZERO));
            prop_assert!(prediction.migration_time.is_some() && prediction.data.is_some());
        }
        Outcome::Never => {
            prop_assert_eq!(prediction.stop, None);
            prop_assert_eq!(prediction.downtime, None);
            prop_assert_eq!(prediction.migration_time, None);
            prop_assert_eq!(prediction.data, None);
        }
    }
    reason_fits(prediction, terms)
}

fn reason_fits(prediction: &Prediction, terms: &Terms) -> Result<(), TestCaseError> {
    let words = prediction.reason_in_words();
    prop_assert!(!words.contains("NaN") && !words.contains("inf") && !words.ends_with('.'), "{words}");
    match prediction.reason {
        Reason::Threshold { left, .. } => {
            prop_assert_eq!(prediction.outcome, Outcome::Completes);
            // Rounds are compared before they are sent, and a threshold below one page means none there: what is
            // left afterwards can be more. Everywhere else it is what is compared: c1, or up to twice that where the
            // bandwidth is measured from the first burst on; and in the first window nobody looks at the hot set.
            // Where the threshold is raised, it is the one in force then.
            let in_force = prediction.threshold.as_pages();
            let most = match prediction.predictor {
                Predictor::Paper => in_force,
                Predictor::Bound => (2.0 * in_force).max(terms.hwset),
            };
            if prediction.rounds.is_none() {
                prop_assert!(
                    at_most(left.as_pages(), most.max(1.0), terms) || left.as_pages() <= most + 1e-9 * terms.vmsize
                );
            }
        }
        Reason::Limit { limit, at, .. } | Reason::Cancelled { limit, at } => {
            let completes = matches!(prediction.reason, Reason::Limit { .. });
            prop_assert_eq!(prediction.outcome, if completes { Outcome::Completes } else { Outcome::Cancelled });
            if let Reason::Limit { action, .. } = prediction.reason {
                prop_assert!(!matches!(action, LimitAction::StopIfWithin(_) | LimitAction::Cancel), "{action:?}");
            }
            let Some(t_c2) = time(prediction.limit) else {
                return Err(TestCaseError::fail(format!("ended by {limit:?}, but has no limit")));
            };
            // No product gives up before its limit. (When rounds end depends on the guest, and t_c2 is the latest moment.)
            let early = matches!(limit, LimitKind::Rounds(_)) || at_most(t_c2, at.as_seconds(), terms);
            prop_assert!(early, "{limit:?} at {t_c2} s, but given up at {at:?}");
            if prediction.predictor == Predictor::Paper {
                prop_assert!(same(at.as_seconds(), t_c2, 0.0));
            }
        }
        Reason::Outpaced { .. } => {
            prop_assert_eq!(prediction.outcome, Outcome::Never);
            prop_assert!(terms.r_u <= terms.rate);
        }
        Reason::NoPageAllowed => prop_assert_eq!(prediction.outcome, Outcome::Never),
    }
    Ok(())
}

fn curve_is_sound(prediction: &Prediction, terms: &Terms) -> Result<(), TestCaseError> {
    let stop = time(prediction.stop).unwrap_or(f64::INFINITY);
    // A tenth of a millionth of a page is none, also in a memory of one byte.
    let rounding = (1e-9 * terms.vmsize).max(1e-7);
    // Nothing leaves faster than pages with content and empty pages together.
    let fastest = terms.r_stop.max(terms.r_u) + if terms.r_e.is_finite() { terms.r_e } else { 0.0 };
    let knots: Vec<(f64, Parts)> = prediction.remaining.knots().map(|(at, parts)| (at.as_seconds(), parts)).collect();
    let (Some((start, first)), Some((end, last))) = (knots.first(), knots.last()) else {
        return Err(TestCaseError::fail("a curve without knots"));
    };
    prop_assert_eq!((*start, first.empty, first.passive, first.hot), (0.0, terms.eset, terms.pset, terms.hwset));
    // Before the memory's turn nothing of it goes.
    let lead = knots.iter().map(|(at, _)| *at).find(|at| terms.lead <= *at).filter(|_| 0.0 < terms.lead);
    // At the stop itself only the first of several knots at one moment still belongs to pre-copy.
    let stopped = knots.iter().position(|(at, _)| stop <= *at).unwrap_or(usize::MAX);
    for (index, (at, Parts { total, empty, passive, hot })) in knots.iter().enumerate() {
        for number in [*at, *total, *empty, *passive, *hot] {
            prop_assert!(number.is_finite() && 0.0 <= number, "at {at}: {number}");
        }
        prop_assert!(*total <= terms.vmsize + rounding, "f = {total} at {at} s, but the memory has {}", terms.vmsize);
        if index <= stopped {
            prop_assert!((total - (empty + passive + hot)).abs() <= rounding, "f is not e + p + h at {at} s");
        }
    }
    for (index, pair) in knots.windows(2).enumerate() {
        let [(left, before), (right, after)] = pair else { continue };
        prop_assert!(left <= right, "knots out of order: {left}, {right}");
        prop_assert!(after.total <= before.total + rounding, "f rises from {before:?} to {after:?} at {right} s");
        let begins = *left == lead.unwrap_or(0.0);
        let unlimited_empty_rate = begins && left == right && terms.r_e == f64::INFINITY && 0.0 < before.empty;
        if unlimited_empty_rate {
            prop_assert_eq!((before.passive, before.hot, after.empty), (after.passive, after.hot, 0.0));
            continue;
        }
        // No step: what falls, falls at a rate that the link has. Rounding of the moment counts too.
        let span = (right - left) * (1.0 + 1e-9) + 1e-15 * right;
        let part = |before: f64, after: f64| (before - after).abs() <= fastest * span + rounding;
        prop_assert!(part(before.total, after.total), "f steps from {before:?} to {after:?} at {right} s");
        if index < stopped {
            let parts = [(before.empty, after.empty), (before.passive, after.passive), (before.hot, after.hot)];
            for (before, after) in parts {
                prop_assert!(part(before, after), "a part steps from {before} to {after} at {right} s");
            }
        }
    }
    if let Some(ends) = time(prediction.migration_time) {
        prop_assert!(same(*end, ends, 0.0), "the curve ends at {end} s, the migration at {ends} s");
    }
    if prediction.outcome == Outcome::Completes {
        prop_assert_eq!(*last, Parts { total: 0.0, empty: 0.0, passive: 0.0, hot: 0.0 });
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn every_prediction_is_sound(scenario in a_scenario()) {
        for prediction in both(&scenario) {
            is_sound(&prediction, &scenario)?;
        }
    }

    #[test]
    fn the_same_scenario_gives_the_same_prediction(scenario in a_scenario()) {
        prop_assert_eq!(both(&scenario), both(&scenario.clone()));
    }
}

// ---------------------------------------------------------------------------------------------------------------
// What never makes it worse

fn with_link(scenario: &Checked, factor: f64) -> Checked {
    let mut faster = scenario.clone().into_inner();
    faster.link.speed = match faster.link.speed {
        LinkSpeed::Line(rate) => LinkSpeed::Line(rate * factor),
        LinkSpeed::Payload(rate) => LinkSpeed::Payload(rate * factor),
        LinkSpeed::CopyRate(rate) => LinkSpeed::CopyRate(rate * factor),
    };
    sound(faster)
}

fn with_rate(scenario: &Checked, rate: f64) -> Checked {
    let mut busier = scenario.clone().into_inner();
    busier.dirtying.rate = PagesPerSecond::from_pages_per_second(rate);
    sound(busier)
}

/// How much later QEMU's loop may look because the faster link makes its cap bind: its bursts are longer then.
fn longer_bursts(scenario: &Checked, slow: &Terms, fast: &Terms) -> f64 {
    match scenario.hypervisor.family.value {
        LoopFamily::ThresholdSync { capped_burst, burst } if !slow.cap_binds && fast.cap_binds => {
            // A limit on rounds counts a burst in each of them.
            let rounds = scenario.hypervisor.round_limit.value.map_or(1.0, f64::from);
            (capped_burst - burst).as_seconds().max(0.0) * rounds
        }
        _ => 0.0,
    }
}

/// A schedule by rounds is given up after so many rounds. Each may bring as many pages of the first pass as the threshold lets be
/// left, which grows with the link; and empty ones do not become faster with it, nor any under a cap.
fn slower_rounds(slow: &Terms, fast: &Terms) -> f64 {
    let Rising::ByRounds(steps) = fast.rising else { return 0.0 };
    let slowest = |terms: &Terms| if 0.0 < terms.eset { terms.r_u.min(terms.r_e) } else { terms.r_u };
    let first_pass = |terms: &Terms| terms.c1 / slowest(terms);
    let rounds = f64::from(steps.last_round()) + 3.0 + steps.raises.len() as f64;
    rounds * (first_pass(fast) - first_pass(slow)).max(0.0)
}

/// Where a limit ends pre-copy, the faster link can be the worse one, and rightly. A limit on volume strikes the earlier
/// the faster the link is, possibly while pages are unsent that would have gone for little:
///
/// * in both predictors while empty pages are unsent, because those do not become faster with the link;
/// * in `bound` inside the first pass, where it must take all unsent pages for ones with content;
/// * in `bound` for QEMU's loop: it takes the latest look and the most pages left, which no one look has.
///
/// And a loop that looks after each round gives up at the first round end after its limit: on the faster link another
/// round may just have begun.
fn struck_at_a_worse_moment(scenario: &Checked, fast: &Prediction) -> bool {
    let Some(limit) = ended_by(fast) else { return false };
    let volume = matches!(limit, LimitKind::Volume(_));
    match (fast.predictor, scenario.hypervisor.family.value) {
        (Predictor::Paper, _) => volume && stops_before_empty_pages_are_gone(fast),
        (Predictor::Bound, LoopFamily::Fluid { .. }) => volume && fast.limit.is_some_and(|at| at < fast.first_pass_end),
        (Predictor::Bound, LoopFamily::ThresholdSync { .. }) => volume,
        (
            Predictor::Bound,
            LoopFamily::FixedRounds
            | LoopFamily::OvertakenRounds
            | LoopFamily::EstimateRounds
            | LoopFamily::Vote { .. },
        ) => !matches!(limit, LimitKind::Rounds(_)),
    }
}

/// A round limit on a loop that has no rounds: the bound puts it where rounds would end, but looks at ticks, so the two
/// race within one tick and either may win. No product has it.
fn limits_rounds_without_rounds(scenario: &Checked, who: Predictor) -> bool {
    let fluid = matches!(scenario.hypervisor.family.value, LoopFamily::Fluid { .. });
    who == Predictor::Bound && fluid && scenario.hypervisor.round_limit.value.is_some()
}

proptest! {
    #![proptest_config(config(8000))]

    #[test]
    fn a_faster_link_never_takes_longer(scenario in a_scenario(), factor in across(1.000_01, 50.0)) {
        let faster = with_link(&scenario, factor);
        let (slow_terms, fast_terms) = (Terms::of(&scenario), Terms::of(&faster));
        for (slow, fast) in both(&scenario).into_iter().zip(both(&faster)) {
            let who = slow.predictor;
            if struck_at_a_worse_moment(&scenario, &fast) || limits_rounds_without_rounds(&scenario, who) {
                continue;
            }
            // The same empty pages let the first round end earlier, and with it the schedule.
            let given_up = matches!(ended_by(&fast), Some(LimitKind::LastStep(_)));
            if given_up && 0.0 < slower_rounds(&slow_terms, &fast_terms) {
                continue;
            }
            // With the link a measured threshold grows, and so do the empty pages that may be left for the end; those go
            // no faster.
            let emptier = if who == Predictor::Bound && fast_terms.r_e < fast_terms.r_stop {
                let left = |prediction: &Prediction| prediction.left.map_or(0.0, |left| left.as_pages());
                (left(&fast) - left(&slow)).max(0.0).min(fast_terms.eset) / fast_terms.r_e
            } else {
                0.0
            };
            // Within a burst the bandwidth is the link's, also where a cap holds: the faster link leaves more pages, and these go
            // no faster under the cap. They are in the way once only where the line falls by less than r_u.
            let burst = matches!(
                scenario.hypervisor.threshold.value,
                Threshold::DowntimeLimit { estimate: BandwidthEstimate::SendBurst, .. }
            );
            let more_left = match who {
                _ if !burst => 0.0,
                // Equation (14) charges empty pages at r_u, which gone before would have taken less.
                Predictor::Paper if stops_before_empty_pages_are_gone(&fast) => (fast_terms.c1 - slow_terms.c1) / fast_terms.r_u,
                Predictor::Paper => 0.0,
                // The latest stop is that of the smallest estimate, the most pages are left with the largest. And before the first
                // look the guest of a product that will slow it down has written more than went in the time of a threshold.
                Predictor::Bound => {
                    let more = (fast_terms.c1 - slow_terms.c1).min(fast_terms.vmsize);
                    let gains = fast_terms.r_u - fast_terms.rate;
                    let written = (fast_terms.first_rate / fast_terms.r_u - 1.0).max(0.0) * more;
                    more / fast_terms.r_stop + if fast_terms.throttled { written / gains } else { 0.0 }
                }
            };
            // When a step of the limit is taken, is no matter of the link; and what is left was perhaps left long before, in a first
            // window that only the faster link had to spare.
            let early = match fast_terms.rising {
                Rising::OverTime(_) if who == Predictor::Bound => {
                    let left = |prediction: &Prediction| prediction.left.map_or(0.0, |left| left.as_pages());
                    (left(&fast) - left(&slow)).max(0.0) / fast_terms.r_stop
                }
                _ => 0.0,
            };
            // A mean since the start counts the burst that leaves before the clock runs: the sooner the stop, the more of
            // the downtime limit that is.
            let first_burst = match (scenario.hypervisor.family.value, scenario.hypervisor.threshold.value) {
                (LoopFamily::Fluid { .. }, Threshold::DowntimeLimit { limit, .. }) if who == Predictor::Bound => {
                    limit.as_seconds()
                }
                _ => 0.0,
            };
            let later = longer_bursts(&scenario, &slow_terms, &fast_terms) + emptier + first_burst + early + more_left.max(0.0) + slower_rounds(&slow_terms, &fast_terms);
            match (slow.outcome, fast.outcome) {
                // Nothing to compare with. What was cancelled may go through now, and take longer than giving up did.
                (Outcome::Never, _) | (Outcome::Cancelled, Outcome::Completes) => {}
                (Outcome::Completes, Outcome::Cancelled) => {
                    // Empty pages do not become faster with the link, so the volume may be through before the rest
                    // is small; and before a loop that looks now and then has looked.
                    let volume = matches!(ended_by(&fast), Some(LimitKind::Volume(_)))
                        && (who == Predictor::Bound || 0.0 < slow_terms.eset);
                    prop_assert!(0.0 < later || volume, "{who:?}: the faster link is cancelled, {:?}", fast.reason);
                }
                (_, Outcome::Never) => prop_assert!(false, "{who:?}: the faster link never ends, {:?}", fast.reason),
                (Outcome::Completes, Outcome::Completes) | (Outcome::Cancelled, Outcome::Cancelled) => {
                    let (slow_time, fast_time) = (time(slow.migration_time), time(fast.migration_time));
                    let (Some(slow_time), Some(fast_time)) = (slow_time, fast_time) else { continue };
                    prop_assert!(
                        at_most(fast_time, slow_time + later, &slow_terms),
                        "{who:?}: {slow_time} s on the slow link ({:?}), {fast_time} s on the fast one ({:?})",
                        slow.reason,
                        fast.reason
                    );
                }
            }
        }
    }

    #[test]
    fn a_busier_guest_never_takes_less(scenario in a_scenario(), more in prop_oneof![Just(1.0), across(1e-4, 10.0)]) {
        let terms = Terms::of(&scenario);
        // What it writes when nobody slows it down.
        let rate = terms.first_rate;
        let busier = with_rate(&scenario, (rate + if rate == 0.0 { terms.r_u } else { rate } * more).min(1e10));
        for (calm, busy) in both(&scenario).into_iter().zip(both(&busier)) {
            let who = calm.predictor;
            if limits_rounds_without_rounds(&scenario, who) {
                continue;
            }
            match (calm.outcome, busy.outcome) {
                (Outcome::Completes, Outcome::Cancelled | Outcome::Never) | (Outcome::Never, Outcome::Never) => {}
                (Outcome::Cancelled | Outcome::Never, Outcome::Completes)
                | (Outcome::Never, Outcome::Cancelled)
                | (Outcome::Cancelled, Outcome::Never) => {
                    prop_assert!(false, "{who:?}: {:?} when calm, {:?} when busy", calm.reason, busy.reason);
                }
                (Outcome::Completes, Outcome::Completes) | (Outcome::Cancelled, Outcome::Cancelled) => {
                    // Equations that stop the guest for the switch to post-copy for no time at all: less than a calm guest is
                    // stopped that gets to the threshold. (The bound never forgets that it may get there at the last moment.)
                    let switches = who == Predictor::Paper
                        && matches!(busy.reason, Reason::Limit { action: LimitAction::PostCopy, .. });
                    let pairs = [
                        ("migration time", time(calm.migration_time), time(busy.migration_time)),
                        ("downtime", time(calm.downtime).filter(|_| !switches), time(busy.downtime)),
                    ];
                    for (what, calm_time, busy_time) in pairs {
                        let (Some(calm_time), Some(busy_time)) = (calm_time, busy_time) else { continue };
                        prop_assert!(
                            at_most(calm_time, busy_time, &terms),
                            "{who:?}: {what} {calm_time} s when calm ({:?}), {busy_time} s when busy ({:?})",
                            calm.reason,
                            busy.reason
                        );
                    }
                }
            }
        }
    }

    /// Where both end by the threshold, and the guest is copied at the same rate while it is stopped.
    #[test]
    fn the_bound_is_above_the_paper(scenario in a_scenario()) {
        let mut like = scenario.0.into_inner();
        like.hypervisor.cap_in_stop.enter(true);
        like.hypervisor.device_state.enter(Seconds::ZERO);
        let like = sound(like);
        let terms = Terms::of(&like);
        prop_assert_eq!(terms.r_stop, terms.r_u);
        let [paper, bound] = both(&like);
        let rounds = like.hypervisor.family.value.has_rounds();
        // Rounds of less than one page are none, so such a loop ends where the fluid goes on; and where empty pages are
        // left, (14) charges them at r_u as printed, which no loop does.
        // A vote rounds averages down, so that half its threshold is a page at least, and a downtime limit is 32 ms at least.
        let vote = matches!(like.hypervisor.family.value, LoopFamily::Vote { .. });
        let larger = vote && (terms.c1 < 2.0 || terms.c1 < bound.threshold.as_pages());
        let differs = larger || rounds && (terms.c1 < 1.0 || stops_before_empty_pages_are_gone(&paper));
        let by_threshold = |p: &Prediction| matches!(p.reason, Reason::Threshold { .. });
        prop_assume!(!differs && by_threshold(&paper) && by_threshold(&bound));
        let (Some(paper), Some(bound)) = (time(paper.migration_time), time(bound.migration_time)) else {
            return Err(TestCaseError::fail("ends by the threshold, but has no migration time"));
        };
        prop_assert!(at_most(paper, bound, &terms), "the paper says {paper} s, the bound only {bound} s");
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Extremes

/// Runs a check on a thread of its own, so that an endless loop is a failure and not a test run without end.
#[allow(clippy::panic)]
fn must_end(what: &str, check: impl FnOnce() -> Result<(), TestCaseError> + Send + 'static) {
    let (done, waiting) = mpsc::channel();
    thread::spawn(move || done.send(check()));
    match waiting.recv_timeout(Duration::from_secs(20)) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => panic!("{what}: {error}"),
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{what}: hangs"),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("{what}: panics"),
    }
}

/// Every product, and every loop without any limit.
fn every_loop() -> Vec<Hypervisor> {
    let mut all: Vec<Hypervisor> = presets::all().map(|preset| preset.hypervisor()).collect();
    let families: Vec<LoopFamily> = all.iter().map(|hypervisor| hypervisor.family.value).collect();
    let free = presets::find("custom").map(|preset| preset.hypervisor());
    for family in families.into_iter().chain([LoopFamily::EstimateRounds]) {
        for threshold in [0.0, 50.0] {
            all.extend(free.map(|mut hypervisor| {
                hypervisor.family.enter(family);
                hypervisor.threshold.enter(Threshold::Pages(Pages::from_pages(threshold)));
                hypervisor
            }));
        }
    }
    all
}

#[test]
fn extremes_give_numbers() {
    let line = |n| LinkSpeed::Line(BitsPerSecond::from_bits_per_second(n));
    let given = |n| LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(n));
    for hypervisor in every_loop() {
        let name = format!("{} {:?}", hypervisor.id, hypervisor.family.value);
        must_end(&name, move || {
            for memory in [1.0, 4096.0, 2_f64.powi(50)] {
                for (working, hot) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1e-6)] {
                    for speed in [line(1e3), line(1e10), line(1e14), given(1e-3), given(1e10)] {
                        let link = Link { speed, ..Link::line(BitsPerSecond::ZERO) };
                        let r_u = link.copy_rate(&hypervisor).used.as_pages_per_second();
                        for rate in [0.0, 1e-9, r_u / 2.0, r_u * (1.0 - 1e-12), r_u, r_u * 2.0, 1e10] {
                            let working_set = Bytes::from_bytes(memory * working);
                            let scenario = sound(Scenario {
                                vm: Vm { memory: Bytes::from_bytes(memory), working_set },
                                dirtying: Dirtying {
                                    hot_set: working_set * hot,
                                    rate: PagesPerSecond::from_pages_per_second(rate.min(1e10)),
                                },
                                link,
                                hypervisor,
                            });
                            for prediction in both(&scenario) {
                                is_sound(&prediction, &scenario)?;
                            }
                        }
                    }
                }
            }
            Ok(())
        });
    }
}

/// The number of rounds grows like 1 / (1 − λ): it must not be counted up one by one, nor be cut off.
#[test]
fn one_bit_below_the_copy_rate_neither_hangs_nor_undercuts_the_paper() {
    for hypervisor in every_loop() {
        let name = format!("{} {:?} {:?}", hypervisor.id, hypervisor.family.value, hypervisor.threshold.value);
        must_end(&name, move || {
            for copy_rate in [1e-3, 28_735.0, 1e10] {
                for rate in [f64::next_down(copy_rate), copy_rate * (1.0 - 1e-13), copy_rate * (1.0 - 1e-11)] {
                    let memory = Bytes::from_gib(2.0);
                    let mut hypervisor = hypervisor;
                    hypervisor.device_state.enter(Seconds::ZERO);
                    let scenario = sound(Scenario {
                        vm: Vm { memory, working_set: memory },
                        dirtying: Dirtying {
                            hot_set: Bytes::from_mib(512.0),
                            rate: PagesPerSecond::from_pages_per_second(rate),
                        },
                        link: Link {
                            speed: LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(copy_rate)),
                            ..Link::line(BitsPerSecond::ZERO)
                        },
                        hypervisor,
                    });
                    let terms = Terms::of(&scenario);
                    let [paper, bound] = both(&scenario);
                    is_sound(&paper, &scenario)?;
                    is_sound(&bound, &scenario)?;
                    if let (Reason::Threshold { .. }, Reason::Threshold { .. }) = (paper.reason, bound.reason)
                        && 1.0 <= terms.c1
                        && let (Some(paper), Some(bound)) = (time(paper.migration_time), time(bound.migration_time))
                    {
                        // One bit of the rate is all there is between it and the copy rate: compare loosely.
                        prop_assert!(
                            0.9 * paper <= bound,
                            "λ = 1 − {:e}: paper {paper} s, bound {bound} s",
                            1.0 - terms.lambda()
                        );
                    }
                }
            }
            Ok(())
        });
    }
}
