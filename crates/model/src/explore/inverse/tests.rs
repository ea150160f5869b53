//! Planted answers: a value is chosen, and what it gives is the target; solving has to find the value, or a better one.

use super::*;
use crate::predict::Outcome;
use crate::quantity::{BitsPerSecond, Bytes, PagesPerSecond, Seconds};
use crate::scenario::{Dirtying, EmptyPages, Link, Scenario, Vm, presets};

const BOTH: [Who; 2] = [Who::Bound, Who::Rounds];

/// A guest that writes at a rate, migrated by a product.
fn scenario(product: &str, rate: f64) -> Checked {
    let scenario = Scenario {
        vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
        dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(rate)),
        link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
        hypervisor: presets::find(product).expect("exists").hypervisor(),
    };
    scenario.check().expect("sound")
}

/// All products with a guest that the link can follow, just so, or not.
fn scenarios() -> impl Iterator<Item = Checked> {
    presets::all()
        .zip([9_000.0, 26_000.0, 300_000.0].into_iter().cycle())
        .map(|(preset, rate)| scenario(preset.id, rate))
}

/// Targets that what a value gives just meets; none when it does not complete.
fn targets_met_by(figures: &Figures) -> Vec<Target> {
    match (figures.outcome, figures.downtime, figures.migration_time, figures.data) {
        (Outcome::Completes, Some(downtime), Some(time), Some(data)) => {
            vec![Target::Downtime(downtime), Target::MigrationTime(time), Target::Data(data), Target::Completes]
        }
        _ => Vec::new(),
    }
}

/// Every planted answer: scenario, input, value, target, who.
fn planted(mut each: impl FnMut(&Checked, Input, f64, Target, Who)) -> u32 {
    let mut count = 0;
    for (number, scenario) in scenarios().enumerate() {
        for (place, input) in Input::ALL.into_iter().enumerate() {
            let Some(span) = input.plausible(&scenario) else { continue };
            // Another share each time, never on the grid: multiples of the golden ratio.
            let share = ((number * 9 + place) as f64 * 0.618_033_988_75).fract();
            let value = input.scale().between(span.from, span.to, share);
            let Some(changed) = input.put(&scenario, value) else { panic!("plausible") };
            for who in BOTH {
                // Some loops take thousands of looks, and the other rounds look no different.
                if who == Who::Rounds && (number + place) % 6 != 0 {
                    continue;
                }
                for target in targets_met_by(&who.figures(&changed)) {
                    each(&scenario, input, value, target, who);
                    count += 1;
                }
            }
        }
    }
    count
}

fn verdict(scenario: &Checked, input: Input, value: f64, target: Target, who: Who) -> Verdict {
    target.judge(&who.figures(&input.put(scenario, value).expect("accepted")))
}

#[test]
fn an_answer_put_back_meets_the_target() {
    let (mut nowhere, mut islands, mut most, mut between) = (0, [0, 0], 0, 0);
    let count = planted(|scenario, input, value, target, who| {
        let solution = solve_for(scenario, input, target, who).expect("applies");
        let what = || format!("{} {input:?} {value} {target:?} {who:?} {solution:?}", scenario.hypervisor.id);
        assert!(solution.predictions <= Solution::most_predictions(who), "{}", what());
        most = most.max(solution.predictions);
        let [of_bound, of_rounds] = &mut islands;
        let islands = if who == Who::Bound { of_bound } else { of_rounds };
        *islands += u32::from(!solution.islands.is_empty());
        between += u32::from(matches!(solution.answer, Answer::Between { .. }));
        let Some(answer) = solution.value() else {
            nowhere += 1;
            let Answer::Nowhere(miss) = solution.answer else { panic!("{}", what()) };
            assert_eq!(verdict(scenario, input, miss.value, target, who), miss.verdict, "{}", what());
            assert!(!miss.verdict.is_met(), "{}", what());
            return;
        };
        assert!(verdict(scenario, input, answer, target, who).is_met(), "{}", what());
        let brackets = match solution.answer {
            Answer::From(bracket) => [Some(bracket), None],
            Answer::Between { lower, upper } => [lower, upper],
            _ => [None, None],
        };
        for bracket in brackets.into_iter().flatten() {
            assert!(verdict(scenario, input, bracket.met, target, who).is_met(), "{}", what());
            assert!(!verdict(scenario, input, bracket.missed, target, who).is_met(), "{}", what());
            // Next to zero, what is left is a part of the smallest plausible value.
            let least = input.plausible(scenario).expect("applies").from;
            let width = (bracket.met - bracket.missed).abs();
            assert!(width <= 1e-8 * bracket.met.max(bracket.missed).max(least), "{}", what());
        }
        for island in &solution.islands {
            assert!(verdict(scenario, input, island.from, target, who).is_met(), "{}", what());
            assert!(verdict(scenario, input, island.to, target, who).is_met(), "{}", what());
        }
    });
    println!(
        "{count} planted: {nowhere} without answer, {islands:?} with islands, {between} between, most {most} predictions"
    );
}

/// Whether the verdict changes once at most over the plausible values, on a grid that is not that of the search.
fn is_monotone(scenario: &Checked, input: Input, target: Target, who: Who) -> bool {
    let span = input.plausible(scenario).expect("applies");
    let met = |point: u32| {
        let value = input.scale().between(span.from, span.to, f64::from(point) / 150.0);
        verdict(scenario, input, value, target, who).is_met()
    };
    let changes = (0..150).filter(|&point| met(point) != met(point + 1)).count();
    changes <= 1 && met(if target.good_side(input) == Side::Lower { 0 } else { 150 })
}

/// Where what is predicted gets better and better, the planted value is met, and nothing on its bad side is asked for.
#[test]
fn where_it_is_monotone_the_boundary_does_not_lie_beyond_the_planted_value() {
    let (mut monotone, mut exact) = (0, 0);
    let count = planted(|scenario, input, value, target, who| {
        // Played rounds have lucky ones, finer than any grid.
        if who == Who::Rounds || !is_monotone(scenario, input, target, who) {
            return;
        }
        monotone += 1;
        let solution = solve_for(scenario, input, target, who).expect("applies");
        match solution.answer {
            Answer::From(Bracket { met, missed }) => {
                // The bound counts bursts and looks, whose number is whole: it has teeth, finer than any grid.
                let span = input.plausible(scenario).expect("applies");
                let tooth = 1.0 / f64::from(CELLS * PARTS);
                let not_beyond = match solution.good_side {
                    Side::Higher => missed < input.scale().between(value, span.to, tooth),
                    Side::Lower => input.scale().between(value, span.from, tooth) < missed,
                };
                assert!(not_beyond, "{} {input:?} {value} {target:?} {who:?} {solution:?}", scenario.hypervisor.id);
                exact += u32::from((met / value - 1.0).abs() < 1e-6);
            }
            Answer::Everywhere => {}
            _ => {
                // Zero alone may miss what all plausible values meet.
                let zero = solution.searched.from == 0.0 && !verdict(scenario, input, 0.0, target, who).is_met();
                assert!(zero, "{} {input:?} {value} {target:?} {who:?} {solution:?}", scenario.hypervisor.id);
            }
        }
    });
    println!("{monotone} of {count} are monotone; of {exact} the boundary is the planted value to six digits");
    assert!(count < 2 * monotone && 0 < exact);
}

/// A larger guest takes longer, whatever the product: the planted size is found, but for a tooth of the bound.
#[test]
fn a_planted_size_is_found() {
    for product in ["qemu", "libvirt", "xen", "kubevirt", "hyper-v", "proxmox"] {
        let scenario = scenario(product, 9_000.0);
        let sizes = [(Input::WorkingSet, 1.1), (Input::WorkingSet, 3.3), (Input::Memory, 2.2), (Input::Memory, 9.9)];
        for (input, gib) in sizes {
            // Where empty pages are sent in full, how many they are does not matter.
            let in_full = scenario.hypervisor.empty_pages.value == EmptyPages::SentInFull;
            if in_full && input == Input::WorkingSet {
                continue;
            }
            let planted = Bytes::from_gib(gib).as_bytes();
            let time = Who::Bound.figures(&input.put(&scenario, planted).expect("accepted")).migration_time;
            let target = Target::MigrationTime(time.expect("ends"));
            let solution = solve_for(&scenario, input, target, Who::Bound).expect("applies");
            let Answer::From(bracket) = solution.answer else { panic!("{product} {solution:?}") };
            assert!((bracket.met / planted - 1.0).abs() < 0.01, "{product} {input:?} {planted} {bracket:?}");
        }
    }
}

#[test]
fn no_answer_is_an_outcome_with_the_nearest_miss() {
    for who in BOTH {
        // Device state alone takes longer.
        let scenario = scenario("qemu", 9_000.0);
        let target = Target::Downtime(Seconds::from_milliseconds(0.1));
        let solution = solve_for(&scenario, Input::Link, target, who).expect("applies");
        let Answer::Nowhere(miss) = solution.answer else { panic!("{solution:?}") };
        assert_eq!((solution.value(), solution.range(), solution.met_now), (None, None, false));
        let Verdict::Missed(by) = miss.verdict else { panic!("{miss:?}") };
        let downtime = miss.figures.downtime.expect("completes").as_seconds();
        assert!((downtime - by - 1e-4).abs() < 1e-12 && by < 0.1, "{miss:?}");
    }
}

#[test]
fn where_nothing_completes_the_nearest_is_at_the_good_end() {
    // Whatever its size, a guest that writes ten times as fast as the link carries does not fall below QEMU's limit of zero.
    let scenario = Input::DowntimeLimit.put(&scenario("qemu", 3e5), 0.0).expect("accepted");
    let solution = solve_for(&scenario, Input::Link, Target::Completes, Who::Bound).expect("applies");
    let Answer::Nowhere(miss) = solution.answer else { panic!("{solution:?}") };
    assert_eq!((miss.value, miss.verdict), (solution.searched.to, Verdict::DoesNotComplete));
}

#[test]
fn what_is_met_everywhere_has_no_boundary_and_what_is_met_now_keeps_its_value() {
    let scenario = scenario("qemu", 9_000.0);
    let century = Target::MigrationTime(Seconds::from_seconds(3e9));
    let solution = solve_for(&scenario, Input::DowntimeLimit, century, Who::Bound).expect("applies");
    assert_eq!((solution.value(), solution.met_now), (Some(0.3), true));
    let solution = solve_for(&scenario, Input::Memory, century, Who::Bound).expect("applies");
    assert_eq!(solution.answer, Answer::Everywhere);
    assert_eq!(solution.range(), Some(solution.searched));
}

#[test]
fn what_a_scenario_does_not_have_cannot_be_solved_for() {
    for who in BOTH {
        let scenario = scenario("xen", 9_000.0);
        assert_eq!(solve_for(&scenario, Input::DowntimeLimit, Target::Completes, who), None);
        assert_eq!(solve_for(&scenario, Input::FirstThrottle, Target::Completes, who), None);
    }
}

/// A downtime limit has to be high enough for QEMU to end at all, and low enough for the guest not to stand for long.
#[test]
fn a_downtime_limit_for_a_downtime_is_a_range() {
    // The cap carries 32,704 pages/s; with 40,000 written, only a limit that takes the whole hot set ends it.
    let scenario = scenario("qemu", 40_000.0);
    let hot_set_seconds = 512.0 * 1024.0 * 1024.0 / (128.0 * 1024.0 * 1024.0);
    for who in BOTH {
        let target = Target::Downtime(Seconds::from_seconds(1.2 * hot_set_seconds));
        let solution = solve_for(&scenario, Input::DowntimeLimit, target, who).expect("applies");
        assert!(!solution.met_now);
        let limit = solution.value().expect("some limit");
        assert!(limit <= 1.1 * hot_set_seconds, "{solution:?}");
        assert!(verdict(&scenario, Input::DowntimeLimit, limit, target, who).is_met());
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    let scenario = scenario("libvirt", 26_000.0);
    let target = Target::Downtime(Seconds::from_milliseconds(100.0));
    for input in Input::ALL {
        let ask = || solve_for(&scenario, input, target, Who::Rounds);
        assert_eq!(ask(), ask());
    }
}

#[test]
fn the_bound_meets_the_target_all_the_way_to_the_good_side() {
    let targets = [
        Target::Downtime(Seconds::from_milliseconds(300.0)),
        Target::MigrationTime(Seconds::from_seconds(120.0)),
        Target::Data(Bytes::from_gib(4.5)),
        Target::Completes,
    ];
    let mut answers = 0;
    for scenario in scenarios() {
        for (input, target) in Input::ALL.into_iter().flat_map(|input| targets.map(|target| (input, target))) {
            let Some(solution) = solve_for(&scenario, input, target, Who::Bound) else { continue };
            let (Answer::From(_), Some(range)) = (solution.answer, solution.range()) else { continue };
            answers += 1;
            for point in 0..=70 {
                let value = input.scale().between(range.from, range.to, f64::from(point) / 70.0);
                let met = verdict(&scenario, input, value, target, Who::Bound).is_met();
                assert!(met, "{} {value} {target:?} {solution:?}", scenario.hypervisor.id);
            }
        }
    }
    assert!(100 < answers, "{answers}");
}
