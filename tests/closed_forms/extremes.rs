//! Extreme numbers neither hang nor turn into nonsense.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use precopy_model::predict::{Reason, Terms, rounds};
use precopy_model::quantity::{BitsPerSecond, Bytes, Pages, PagesPerSecond, Seconds, limits};
use precopy_model::scenario::{
    Dirtying, Grain, Hypervisor, Link, LinkSpeed, LoopFamily, Scenario, Threshold, Vm, presets,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::scenarios::{both, sound};
use crate::soundness::{is_sound, time};

/// A far guard: hundreds of times what any of these checks takes, so that a slow or busy machine is none that hangs.
const HANGS: Duration = Duration::from_secs(1800);

/// Runs a check on a thread of its own, so that an endless loop is a failure and not a test run without end.
#[allow(clippy::panic)]
fn must_end(what: &str, check: impl FnOnce() -> Result<(), TestCaseError> + Send + 'static) {
    let (done, waiting) = mpsc::channel();
    thread::spawn(move || done.send(check()));
    match waiting.recv_timeout(HANGS) {
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
    for family in families.into_iter().chain([LoopFamily::EstimateRounds { from_round: 2 }]) {
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
                    for (speed, other) in [line(1e3), line(1e10), line(1e14), given(1e-3), given(1e10)]
                        .map(|speed| (speed, 0.0))
                        .into_iter()
                        .chain([(line(1e3), 2_f64.powi(50)), (line(1e14), 1.0)])
                    {
                        let link =
                            Link { speed, other_data: Bytes::from_bytes(other), ..Link::line(BitsPerSecond::ZERO) };
                        let r_u = link.copy_rate(&hypervisor).used.as_pages_per_second();
                        for rate in [0.0, 1e-9, r_u / 2.0, r_u * (1.0 - 1e-12), r_u, r_u * 2.0, 1e10] {
                            let working_set = Bytes::from_bytes(memory * working);
                            let scenario = sound(Scenario {
                                vm: Vm { memory: Bytes::from_bytes(memory), working_set },
                                dirtying: Dirtying::round_robin(
                                    working_set * hot,
                                    PagesPerSecond::from_pages_per_second(rate.min(1e10)),
                                ),
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

/// A clock of thousands of years does not tell a second from the next, and managers look every second.
#[test]
fn simulations_of_extremes_end() {
    for hypervisor in every_loop() {
        let name = format!("{} {:?}", hypervisor.id, hypervisor.family.value);
        must_end(&name, move || {
            let memory = Bytes::from_bytes(2_f64.powi(50));
            for (hot, speed, share) in [
                (1.0, LinkSpeed::Line(BitsPerSecond::from_bits_per_second(1e3)), 1.0 - 1e-12),
                (1e-6, LinkSpeed::CopyRate(PagesPerSecond::from_pages_per_second(1e-3)), 0.5),
                (1.0, LinkSpeed::Line(BitsPerSecond::from_bits_per_second(1e14)), 2.0),
            ] {
                let link = Link { speed, ..Link::line(BitsPerSecond::ZERO) };
                let most = PagesPerSecond::from_pages_per_second(1e10);
                let rate = (link.copy_rate(&hypervisor).used * share).min(most);
                let scenario = sound(Scenario {
                    vm: Vm { memory, working_set: memory },
                    dirtying: Dirtying::round_robin(memory * hot, rate),
                    link,
                    hypervisor,
                });
                let prediction = rounds::predict(&scenario);
                prop_assert!(prediction.migration_time.is_none_or(Seconds::is_finite));
                prop_assert!(prediction.data.is_none_or(Bytes::is_finite));
            }
            Ok(())
        });
    }
}

/// A loop that looks all the time would send nothing between two looks, and a mean over no time is no number.
#[test]
fn looks_are_some_time_apart() {
    let scenario = |family: LoopFamily, hot: f64, rate: f64| {
        let mut hypervisor =
            presets::find("custom").map(|preset| preset.hypervisor()).ok_or("there is no such preset")?;
        hypervisor.family.enter(family);
        let memory = Bytes::from_gib(4.0);
        let rate = PagesPerSecond::from_pages_per_second(rate);
        let link = Link::line(BitsPerSecond::from_gbit_per_second(1.0));
        let scenario = Scenario {
            vm: Vm { memory, working_set: memory },
            dirtying: Dirtying::round_robin(memory * hot, rate),
            link,
            hypervisor,
        };
        Ok::<_, &str>(scenario.check())
    };
    let least = limits::LOOK_EVERY.min;
    let ticks = [0.0, least / 2.0, least].map(Seconds::from_seconds);
    for [one, other] in ticks.map(|tick| ticks.map(|other| [tick, other])).concat() {
        let families = [
            LoopFamily::Fluid { tick: one },
            LoopFamily::ThresholdSync { capped_burst: one, burst: other, grain: Grain::QEMU },
        ];
        for family in families {
            let is_sound = match family {
                LoopFamily::Fluid { .. } => least <= one.as_seconds(),
                _ => least <= one.as_seconds().min(other.as_seconds()),
            };
            assert_eq!(scenario(family, 0.5, 1e3).map(|scenario| scenario.is_ok()), Ok(is_sound), "{family:?}");
            if !is_sound {
                continue;
            }
            must_end(&format!("{family:?}"), move || {
                for (hot, rate) in [(0.0, 0.0), (0.01, 1e4), (1.0, 28_000.0), (1.0, 1e6)] {
                    let Ok(Ok(scenario)) = scenario(family, hot, rate) else { continue };
                    let prediction = rounds::predict(&scenario);
                    let data = prediction.data.map_or(0.0, |data| data.as_bytes());
                    prop_assert!(prediction.migration_time.is_none_or(Seconds::is_finite), "{prediction:?}");
                    // No page is sent more often than it is found to be unsent.
                    let sends = 1.0 + rate * time(prediction.migration_time).unwrap_or(f64::INFINITY) / 1_048_576.0;
                    prop_assert!(data <= sends * 1_048_576.0 * 4104.0 * (1.0 + 1e-9), "{data} bytes, {hot} {rate}");
                }
                Ok(())
            });
        }
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
                        dirtying: Dirtying::round_robin(
                            Bytes::from_mib(512.0),
                            PagesPerSecond::from_pages_per_second(rate),
                        ),
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
