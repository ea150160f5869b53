//! Random scenarios: products as they are, or with any of their rules replaced, on any link, with any guest.
//!
//! They are always the same ones: the seed is fixed and nothing is written to disk.

use std::fmt;

use precopy_model::predict::{Prediction, Terms, bound, paper};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{
    BandwidthEstimate, Checked, DataUnit, Dirtying, Doubling, EmptyPages, Grain, Hypervisor, LimitAction, Link,
    LinkSpeed, LoopFamily, Raised, RoundSteps, Scenario, Sourced, Threshold, Throttle, TimeLimit, Vm, VolumeClock,
    VolumeLimit, presets,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

pub(crate) fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(0x5A1F_2012),
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..Config::default()
    }
}

/// Every order of magnitude is as likely as every other.
pub(crate) fn across(low: f64, high: f64) -> impl Strategy<Value = f64> + Clone {
    (low.ln()..high.ln()).prop_map(f64::exp)
}

pub(crate) fn maybe<S: Strategy>(inner: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone,
{
    prop::option::weighted(0.4, inner)
}

pub(crate) fn seconds(low: f64, high: f64) -> impl Strategy<Value = Seconds> {
    across(low, high).prop_map(Seconds::from_seconds)
}

fn a_grain() -> impl Strategy<Value = Grain> {
    prop_oneof![Just(Grain::NONE), Just(Grain::QEMU), Just(Grain::QEMU_WITHOUT_BUFFER)]
}

pub(crate) fn a_loop() -> impl Strategy<Value = LoopFamily> {
    prop_oneof![
        seconds(1e-3, 1.0).prop_map(|tick| LoopFamily::Fluid { tick }),
        (seconds(1e-3, 0.5), seconds(1e-3, 0.5), a_grain())
            .prop_map(|(capped_burst, burst, grain)| LoopFamily::ThresholdSync { capped_burst, burst, grain }),
        any::<bool>().prop_map(|passes_over| LoopFamily::FixedRounds { passes_over }),
        Just(LoopFamily::OvertakenRounds),
        Just(LoopFamily::EstimateRounds { from_round: 2 }),
        (0_u32..80).prop_map(|patience| LoopFamily::Vote { patience }),
    ]
}

pub(crate) const fn ms(milliseconds: f64) -> Seconds {
    Seconds::from_milliseconds(milliseconds)
}

/// Schedules by rounds that no product has: none at all, a manager that always looks, one that hardly ever does.
static NO_RAISE: RoundSteps = RoundSteps { first: ms(70.0), raises: &[], poll: ms(20_000.0) };
static ALWAYS: RoundSteps =
    RoundSteps { first: ms(1.0), raises: &[(1, ms(2.0)), (1, ms(4000.0))], poll: Seconds::ZERO };
static SELDOM: RoundSteps =
    RoundSteps { first: ms(10.0), raises: &[(40, ms(11.0)), (400, ms(1e6))], poll: Seconds::from_seconds(1e5) };

/// How a downtime limit is raised; with each of its kinds as far as it goes.
pub(crate) fn a_raise() -> impl Strategy<Value = Raised> {
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
        Just(Raised::Doubling(Doubling {
            after: 6,
            poll: Seconds::from_seconds(1.0),
            poll_near_the_end: ms(100.0),
            most: Seconds::from_seconds(2000.0),
        })),
    ]
}

pub(crate) fn a_threshold() -> impl Strategy<Value = Threshold> {
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

pub(crate) fn a_volume() -> impl Strategy<Value = VolumeLimit> {
    (across(0.05, 10.0), prop_oneof![Just(VolumeClock::Time), Just(VolumeClock::BytesSent)])
        .prop_map(|(factor, clock)| VolumeLimit { factor, clock })
}

pub(crate) fn a_time_limit() -> impl Strategy<Value = TimeLimit> {
    let per = prop_oneof![Just(DataUnit::Migration), Just(DataUnit::GbRoundedUp), Just(DataUnit::GibAtLeastTwo)];
    (prop_oneof![1 => seconds(1e-6, 1e-3), 8 => seconds(1e-2, 1e5)], per)
        .prop_map(|(time, per)| TimeLimit { time, per })
}

pub(crate) fn an_action() -> impl Strategy<Value = LimitAction> {
    prop_oneof![
        Just(LimitAction::StopAndCopy),
        Just(LimitAction::RaiseLimit),
        Just(LimitAction::Pause),
        Just(LimitAction::PostCopy),
        prop_oneof![1 => Just(Seconds::ZERO), 9 => seconds(1e-3, 1e3)].prop_map(LimitAction::StopIfWithin),
        Just(LimitAction::Cancel)
    ]
}

pub(crate) fn a_throttle() -> impl Strategy<Value = Throttle> {
    let share = prop_oneof![1 => Just(0.0), 1 => Just(0.999), 6 => 0.0..0.999_f64];
    prop_oneof![share.prop_map(Throttle::BelowCopyRate), Just(Throttle::AUTO_CONVERGE)]
}

pub(crate) fn change<T>(constant: &mut Sourced<T>, to: Option<T>) {
    if let Some(value) = to {
        constant.enter(value);
    }
}

/// A product as it is, or with any of its rules replaced.
pub(crate) fn a_hypervisor() -> impl Strategy<Value = Hypervisor> {
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

pub(crate) fn a_link() -> impl Strategy<Value = Link> {
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
pub(crate) fn a_load() -> impl Strategy<Value = f64> {
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
pub(crate) struct Drawn(pub(crate) Checked);

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
        writeln!(f, "{:?}", self.dirtying.pattern)?;
        writeln!(f, "{:?}, cap {:?} ({})", family.value, bandwidth_cap.value, cap_in_stop.value)?;
        writeln!(f, "{:?}, {:?}", threshold.value, on_limit.value)?;
        writeln!(f, "{:?} {:?} {:?}", round_limit.value, volume_limit.value, time_limit.value)?;
        writeln!(f, "{:?} {:?}", throttle.value, device_state.value)?;
        write!(f, "{:?}", Terms::of(self))
    }
}

pub(crate) fn a_scenario() -> impl Strategy<Value = Drawn> {
    let memory = prop_oneof![3 => across(16e6, 1e12), 1 => across(1.0, 1e15)];
    let share = || prop_oneof![1 => Just(0.0), 2 => Just(1.0), 6 => 0.0..1.0_f64];
    (memory, share(), share(), a_load(), a_link(), a_hypervisor()).prop_map(
        |(memory, working, hot, load, link, hypervisor)| {
            let copy_rate = link.copy_rate(&hypervisor).used;
            let working_set = Bytes::from_bytes(memory * working);
            let most = PagesPerSecond::from_pages_per_second(1e10);
            Drawn(sound(Scenario {
                vm: Vm { memory: Bytes::from_bytes(memory), working_set },
                dirtying: Dirtying::round_robin(working_set * hot, (copy_rate * load).min(most)),
                link,
                hypervisor,
            }))
        },
    )
}

#[track_caller]
pub(crate) fn sound(scenario: Scenario) -> Checked {
    match scenario.check() {
        Ok(checked) => checked,
        Err(problems) => unreachable_scenario(&problems),
    }
}

#[track_caller]
#[allow(clippy::panic)] // a test may say loudly that its own scenario is wrong
pub(crate) fn unreachable_scenario(problems: &[precopy_model::problem::Problem]) -> ! {
    panic!("the test built an unsound scenario: {problems:?}")
}

pub(crate) fn both(scenario: &Checked) -> [Prediction; 2] {
    [paper::predict(scenario), bound::predict(scenario)]
}
