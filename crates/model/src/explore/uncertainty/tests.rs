//! Planted cases: what has to come out is known from single predictions.

use super::*;
use crate::numeric::Distribution;
use crate::quantity::{BitsPerSecond, Bytes, PagesPerSecond};
use crate::scenario::{Dirtying, Link, Scenario, Vm, presets};

const BOTH: [Who; 2] = [Who::Bound, Who::Rounds];

fn scenario(product: &str, rate: f64) -> Checked {
    let scenario = Scenario {
        vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
        dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(rate)),
        link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
        hypervisor: presets::find(product).expect("exists").hypervisor(),
    };
    scenario.check().expect("sound")
}

fn only(input: Input, distribution: Distribution) -> Uncertain {
    let mut uncertain = Uncertain::default();
    uncertain.set(input, distribution);
    uncertain
}

fn gib(low: f64, high: f64) -> Distribution {
    Distribution::Uniform { low: Bytes::from_gib(low).as_bytes(), high: Bytes::from_gib(high).as_bytes() }
}

/// Three inputs of each distribution there is.
fn several() -> Uncertain {
    let mut uncertain = only(Input::DirtyRate, Distribution::LogNormal { median: 15_000.0, p95: 60_000.0 });
    uncertain.set(Input::HotSet, gib(0.1, 1.0));
    uncertain.set(Input::Link, Distribution::Triangular { low: 1e9, mode: 5e9, high: 1e10 });
    uncertain
}

fn moments() -> Vec<Seconds> {
    (0..12).map(|moment| Seconds::from_seconds(f64::from(moment) * 5.0)).collect()
}

fn all_runs(scenario: &Checked, uncertain: &Uncertain, who: Who, seed: u64, count: u32) -> Uncertainty {
    let mut runs = Uncertainty::over(scenario, uncertain, who, seed, count, &moments()).expect("sound");
    assert_eq!(runs.next_runs(u32::MAX), 0);
    runs
}

/// Everything that it says.
fn told(runs: &Uncertainty) -> (Vec<u32>, Vec<Option<Quantile>>, Vec<Band>) {
    let outcomes = [Outcome::Completes, Outcome::Cancelled, Outcome::Never].map(|outcome| runs.ended(outcome));
    let quantiles = Measure::ALL.into_iter().flat_map(|m| Uncertainty::SHARES.map(|share| runs.quantile(m, share)));
    let counts = outcomes.into_iter().chain(Input::ALL.map(|input| runs.cut(input)));
    (counts.collect(), quantiles.collect(), runs.bands().collect())
}

#[test]
fn with_nothing_uncertain_everything_is_the_single_prediction() {
    for who in BOTH {
        for (preset, rate) in presets::all().zip([9_000.0, 26_000.0, 300_000.0].into_iter().cycle()) {
            let scenario = scenario(preset.id, rate);
            let certain = only(Input::DirtyRate, Distribution::Exactly(rate));
            for uncertain in [Uncertain::default(), certain] {
                let runs = all_runs(&scenario, &uncertain, who, 7, 4);
                let single = match who {
                    Who::Bound => who.predict(&scenario),
                    Who::Rounds => rounds::simulate(&scenario).prediction,
                };
                assert_eq!(Figures::of(&single), who.figures(&scenario));
                for measure in Measure::ALL {
                    let number = measure.of(&Figures::of(&single));
                    let quantile = Some(Quantile { value: number, low: number, high: number });
                    for share in Uncertainty::SHARES {
                        assert_eq!(runs.quantile(measure, share), quantile, "{}", preset.id);
                    }
                }
                assert_eq!(runs.ended(single.outcome), 4);
                assert_eq!(runs.share(single.outcome), 1.0);
                for (band, at) in runs.bands().zip(moments()) {
                    let pages = Pages::from_pages(single.remaining.at(at).total);
                    assert_eq!(band, Band { at, p5: pages, p50: pages, p95: pages, most: pages });
                }
                assert_eq!(runs.bands().count(), moments().len());
            }
        }
    }
}

/// Xen gives up and stops the guest with all of its hot set left: the downtime grows with the hot set.
#[test]
fn a_planted_quantile_is_the_prediction_at_the_quantile_of_the_input() {
    let scenario = scenario("xen", 300_000.0);
    for distribution in [gib(0.2, 2.0), Distribution::LogNormal { median: 5e8, p95: 2e9 }] {
        for who in BOTH {
            let at = |share: f64| {
                let changed = Input::HotSet.put(&scenario, distribution.at(share)).expect("accepted");
                Measure::Downtime.of(&who.figures(&changed)).expect("completes")
            };
            let grid: Vec<f64> = (1..60).map(|share| at(f64::from(share) / 62.0)).collect();
            assert!(grid.windows(2).all(|pair| pair[0] < pair[1]), "grows");
            let uncertain = only(Input::HotSet, distribution);
            for seed in [0, 1, 99] {
                let runs = all_runs(&scenario, &uncertain, who, seed, 1024);
                for share in [0.1, 0.5, 0.9, 0.95] {
                    let Quantile { value, low, high } = runs.quantile(Measure::Downtime, share).expect("some");
                    let value = value.expect("completes");
                    let within = [share - 1.0 / 1024.0, share + 1.0 / 1024.0].map(at);
                    assert!(within[0] <= value && value <= within[1], "{value} {within:?}");
                    assert!(low.expect("completes") < value && value < high.expect("completes"));
                }
                let cut = runs.cut(Input::HotSet);
                assert_eq!(cut == 0, matches!(distribution, Distribution::Uniform { .. }), "{cut}");
            }
        }
    }
}

#[test]
fn runs_that_do_not_complete_stand_last() {
    let scenario = scenario("qemu", 20_000.0);
    let uncertain = only(Input::DirtyRate, Distribution::Uniform { low: 10_000.0, high: 60_000.0 });
    for who in BOTH {
        let runs = all_runs(&scenario, &uncertain, who, 3, 256);
        let completes = runs.share(Outcome::Completes);
        assert!(0.3 < completes && completes < 0.6, "{completes}");
        assert_eq!(runs.share(Outcome::Completes) + runs.share(Outcome::Never), 1.0);
        for measure in Measure::ALL {
            let value = |share: f64| runs.quantile(measure, share).expect("some").value;
            assert!(value(completes).is_some());
            assert_eq!([completes + 0.01, 0.9, 1.0].map(value), [None; 3]);
        }
        // What never ends leaves something, however late.
        let last = runs.bands().last().expect("a moment");
        assert!(last.p5 <= last.p50 && last.p50 <= last.p95 && last.p95 <= last.most);
        assert!(Pages::ZERO < last.p95, "{last:?}");
    }
}

#[test]
fn slices_give_the_same_as_the_whole() {
    let scenario = scenario("qemu", 20_000.0);
    for who in BOTH {
        let whole = all_runs(&scenario, &several(), who, 5, 128);
        for most in [0, 1, 7, 64, 128] {
            let mut runs = Uncertainty::over(&scenario, &several(), who, 5, 128, &moments()).expect("sound");
            assert_eq!((runs.quantile(Measure::Data, 0.5), runs.bands().count()), (None, 0));
            let mut left = runs.count();
            while 0 < left {
                let before = left;
                left = runs.next_runs(most);
                assert_eq!(before - left, most.max(1).min(before));
                assert_eq!(runs.done() + left, 128);
            }
            assert_eq!(told(&runs), told(&whole));
        }
        // Without bands the numbers are the same, although rounds are not told of.
        let mut runs = Uncertainty::over(&scenario, &several(), who, 5, 128, &[]).expect("sound");
        assert_eq!(runs.next_runs(u32::MAX), 0);
        assert_eq!((told(&runs).0, told(&runs).1), (told(&whole).0, told(&whole).1));
    }
}

/// How far quantiles of different seeds lie apart, in probability: the number of one asked for in the other.
#[test]
fn the_same_seed_says_the_same_and_another_nearly_so() {
    let scenario = scenario("libvirt", 20_000.0);
    let runs = |seed| all_runs(&scenario, &several(), Who::Bound, seed, 1024);
    assert_eq!(told(&runs(1)), told(&runs(1)));
    assert_ne!(told(&runs(1)).1, told(&runs(2)).1);
    let (mut inside, mut all) = (0, 0);
    for seed in 0..20 {
        let (one, other) = (runs(seed), runs(seed + 100));
        assert!((one.share(Outcome::Completes) - other.share(Outcome::Completes)).abs() < 0.02);
        for (measure, share) in Measure::ALL.into_iter().flat_map(|m| Uncertainty::SHARES.map(|share| (m, share))) {
            let [one, other] = [&one, &other].map(|runs| runs.quantile(measure, share).expect("some"));
            let number = |value: Option<f64>| value.unwrap_or(f64::INFINITY);
            let value = number(other.value);
            inside += u32::from(number(one.low) <= value && value <= number(one.high));
            all += 1;
        }
    }
    println!("{inside} of {all} within a standard error");
    // Of independent points, 52 of 100 would be.
    assert!(all * 8 < inside * 10, "{inside} of {all}");
}

#[test]
fn what_is_cut_is_counted() {
    let scenario = scenario("qemu", 20_000.0);
    // The working set is 2.8 GiB: what is above is cut, a fifth of the runs.
    let runs = all_runs(&scenario, &only(Input::HotSet, gib(0.8, 3.3)), Who::Bound, 1, 1000);
    assert!((runs.cut(Input::HotSet) as i32 - 200).abs() <= 2, "{}", runs.cut(Input::HotSet));
    // The hot set is 0.5 GiB: below, it follows the working set; above 4 GiB the memory ends.
    let runs = all_runs(&scenario, &only(Input::WorkingSet, gib(0.0, 5.0)), Who::Bound, 1, 1000);
    assert!((runs.cut(Input::WorkingSet) as i32 - 200).abs() <= 2, "{}", runs.cut(Input::WorkingSet));
    assert!((runs.cut(Input::HotSet) as i32 - 100).abs() <= 2, "{}", runs.cut(Input::HotSet));
    // With the memory, both follow as shares, and nothing is cut.
    let runs = all_runs(&scenario, &only(Input::Memory, gib(0.1, 100.0)), Who::Bound, 1, 1000);
    assert_eq!(Input::ALL.map(|input| runs.cut(input)), [0; 9]);
    // An uncertain hot set is cut to the working set of the same run.
    let mut both = only(Input::HotSet, gib(0.0, 2.0));
    both.set(Input::WorkingSet, gib(0.0, 2.0));
    let cut = all_runs(&scenario, &both, Who::Bound, 1, 1024).cut(Input::HotSet);
    assert!((cut as i32 - 512).abs() <= 8, "{cut}");
}

#[test]
fn what_cannot_be_asked_is_none() {
    let scenario = scenario("xen", 20_000.0);
    let over = |uncertain: &Uncertain, count, moments| {
        let moments = vec![Seconds::ZERO; moments];
        Uncertainty::over(&scenario, uncertain, Who::Bound, 1, count, &moments).is_some()
    };
    assert!(over(&several(), 1, 512) && over(&several(), 8192, 0));
    assert!(!over(&several(), 0, 0) && !over(&several(), 8193, 0) && !over(&several(), 1, 513));
    assert!(!over(&only(Input::DowntimeLimit, Distribution::Exactly(0.3)), 4, 0));
    assert!(!over(&only(Input::HotSet, gib(2.0, 1.0)), 4, 0));
}

#[test]
fn inputs_stand_in_their_order_each_once() {
    let mut uncertain = several();
    uncertain.set(Input::Memory, Distribution::Exactly(1e9));
    uncertain.set(Input::HotSet, Distribution::Exactly(1.0));
    let inputs: Vec<Input> = uncertain.inputs().map(|(input, _)| input).collect();
    assert_eq!(inputs, [Input::Memory, Input::HotSet, Input::DirtyRate, Input::Link]);
    assert_eq!(uncertain.get(Input::HotSet), Some(Distribution::Exactly(1.0)));
    assert_eq!((uncertain.get(Input::WorkingSet), uncertain.is_empty()), (None, false));
    // Links rely on these, each of which is taken once.
    assert_eq!(COORDINATES, [4, 3, 1, 0, 2, 5, 7, 6, 8]);
    assert!(Input::ALL.into_iter().enumerate().all(|(place, input)| input as usize == place));
}

#[test]
fn another_uncertain_input_does_not_move_the_others() {
    let scenario = scenario("qemu", 20_000.0);
    let alone = only(Input::HotSet, gib(0.1, 1.0));
    let mut with_another = alone.clone();
    with_another.set(Input::DowntimeLimit, Distribution::Exactly(0.3));
    let [alone, with_another] =
        [alone, with_another].map(|uncertain| told(&all_runs(&scenario, &uncertain, Who::Bound, 1, 64)));
    assert_eq!(alone, with_another);
}
