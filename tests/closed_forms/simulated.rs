//! The simulated loops on any sound scenario: they end, with sound numbers, nothing gets lost on the way, the summary is the whole,
//! and what they come to does not exceed the bound.

use precopy_model::predict::rounds::{self, Simulation, Then};
use precopy_model::predict::{Outcome, Prediction, Reason, Terms, bound};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::{
    Checked, HotSet, HotSets, LimitAction, Load, LoopFamily, Pattern, Phase, Raised, Threshold, Throttle,
};
use proptest::prelude::*;

use super::scenarios::{Drawn, a_scenario, config, sound};

fn a_pattern() -> impl Strategy<Value = Pattern> {
    let hot_sets = prop::collection::vec((0.01..1.0_f64, 0.0..1.0_f64), 1..5).prop_map(|sets| {
        let sets: Vec<HotSet> = sets.into_iter().map(|(of_hot_set, of_rate)| HotSet { of_hot_set, of_rate }).collect();
        HotSets::new(&sets).map_or(Pattern::RoundRobin, Pattern::HotSets)
    });
    let phases = prop::collection::vec((0.01..20.0_f64, 0.0..1.0_f64), 1..6).prop_map(|phases| {
        let phases: Vec<Phase> =
            phases.into_iter().map(|(lasts, of_rate)| Phase { lasts: Seconds::from_seconds(lasts), of_rate }).collect();
        Load::new(&phases).map_or(Pattern::RoundRobin, Pattern::Load)
    });
    prop_oneof![3 => Just(Pattern::RoundRobin), 1 => Just(Pattern::Uniform), 1 => hot_sets, 1 => phases]
}

fn with_pattern() -> impl Strategy<Value = Drawn> {
    (a_scenario(), a_pattern()).prop_map(|(drawn, pattern)| {
        let mut scenario = drawn.0.into_inner();
        scenario.dirtying.pattern = pattern;
        Drawn(sound(scenario))
    })
}

fn seconds(time: Option<Seconds>) -> f64 {
    time.map_or(f64::NAN, Seconds::as_seconds)
}

/// What the bound does not promise.
fn is_promised(scenario: &Checked, terms: &Terms) -> bool {
    let raised = match scenario.hypervisor.threshold.value {
        Threshold::DowntimeLimit { raised, .. } => raised,
        Threshold::Pages(_) => Raised::Never,
    };
    // Sets of a vote need not shrink above the copy rate, nor where the load swings.
    let votes = matches!(scenario.hypervisor.family.value, LoopFamily::Vote { .. })
        && (terms.r_u <= terms.rate || scenario.dirtying.pattern != Pattern::RoundRobin);
    !votes && !matches!(raised, Raised::Doubling(_))
}

/// A millionth of it all, a nanosecond, and a page: less than a page is nothing to a loop, and takes its time all the same.
fn slack(of: f64, terms: &Terms) -> f64 {
    of.abs() * 1e-6 + 1e-9 + 1.0 / terms.slowest()
}

fn check_bound(scenario: &Checked, simulated: &Prediction) -> Result<(), TestCaseError> {
    let bound = bound::predict(scenario);
    let terms = Terms::of(scenario);
    if !is_promised(scenario, &terms) {
        return Ok(());
    }
    let (ours, most) = (seconds(simulated.migration_time), seconds(bound.migration_time));
    match (bound.outcome, simulated.outcome) {
        (Outcome::Never, _) | (Outcome::Cancelled, Outcome::Completes) => {}
        (Outcome::Completes, Outcome::Completes) => {
            prop_assert!(
                ours <= most + slack(most, &terms),
                "time {ours}, bound {most}: {} / {}",
                simulated.reason_in_words(),
                bound.reason_in_words()
            );
            let (down, most) = (seconds(simulated.downtime), seconds(bound.downtime));
            prop_assert!(
                down <= most + slack(ours.max(most), &terms),
                "downtime {down}, bound {most}: {} / {}",
                simulated.reason_in_words(),
                bound.reason_in_words()
            );
        }
        (Outcome::Cancelled, Outcome::Cancelled) => {
            prop_assert!(ours <= most + slack(most, &terms), "cancelled at {ours}, bound {most}");
        }
        (claimed, came) => prop_assert!(
            false,
            "{came:?}, claimed {claimed:?}: {} / {}",
            simulated.reason_in_words(),
            bound.reason_in_words()
        ),
    }
    Ok(())
}

fn check_sound(scenario: &Checked, Simulation { prediction, rounds }: &Simulation) -> Result<(), TestCaseError> {
    let terms = Terms::of(scenario);
    let summary = rounds::predict(scenario);
    prop_assert_eq!(
        &Prediction { remaining: Default::default(), ..prediction.clone() },
        &Prediction { remaining: Default::default(), ..summary }
    );
    for number in [
        seconds(prediction.migration_time),
        seconds(prediction.downtime),
        prediction.data.map_or(f64::NAN, |data| data.as_bytes()),
    ] {
        prop_assert!(prediction.outcome == Outcome::Never || (number.is_finite() && 0.0 <= number), "{number}");
    }
    prop_assert!(prediction.brownout.is_finite() && Seconds::ZERO <= prediction.brownout);
    let mut last = 0.0;
    for (at, parts) in prediction.remaining.knots() {
        prop_assert!(
            last <= at.as_seconds() && parts.total.is_finite() && -1e-6 * terms.vmsize <= parts.total,
            "{at:?} {parts:?}"
        );
        prop_assert!(parts.total <= terms.vmsize * (1.0 + 1e-9), "{at:?} {parts:?}");
        last = at.as_seconds();
    }
    if prediction.outcome == Outcome::Completes {
        prop_assert!(
            (last - seconds(prediction.migration_time)).abs() <= 1e-9 * last + 1e-9,
            "the curve ends at {last}"
        );
    }
    // Conservation: what was sent is what was there, and what became dirty, without what is left.
    let skips = matches!(scenario.hypervisor.family.value, LoopFamily::FixedRounds { passes_over: true });
    if let Some(last) = rounds.last().filter(|last| last.then == Then::Limit)
        && prediction.outcome == Outcome::Completes
    {
        // What its look found is what the guest is stopped with.
        let left = prediction.left.map_or(f64::NAN, |left| left.as_pages());
        prop_assert!((last.left.as_pages() - left).abs() <= 1.0 + 1e-9 * terms.vmsize, "{last:?}, {left} left");
    }
    let slowly = 20_000 <= rounds.len();
    if !skips && !slowly {
        for round in rounds {
            let before = round.known.as_pages() + round.dirtied.as_pages();
            let after = round.sent.as_pages() + round.left.as_pages();
            // Less than a page is none.
            prop_assert!((before - after).abs() <= 1.0 + 1e-6 * terms.vmsize.max(before), "{round:?}");
        }
        for pair in rounds.windows(2) {
            let in_order = matches!(pair, [before, after] if before.end <= after.start);
            prop_assert!(in_order, "{pair:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(800))]

    #[test]
    fn simulations_are_sound_and_within_the_bound(drawn in with_pattern()) {
        let begun = std::time::Instant::now();
        let simulation = rounds::simulate(&drawn);
        if std::env::var_os("SLOW").is_some() && 0.05 < begun.elapsed().as_secs_f64() {
            println!("{:?} {} rounds {}", begun.elapsed(), simulation.rounds.len(), simulation.prediction.reason_in_words());
            println!("{drawn:?}");
        }
        check_sound(&drawn, &simulation)?;
        check_bound(&drawn, &simulation.prediction)?;
    }
}

#[test]
fn what_is_special_is_drawn_often_enough() {
    let kinds = [const { std::cell::Cell::new(0_u32) }; 3];
    let count = |kind: usize, is: bool| {
        if let Some(count) = kinds.get(kind) {
            count.set(count.get() + u32::from(is));
        }
    };
    proptest!(config(400), |(drawn in with_pattern())| {
        let hypervisor = &drawn.hypervisor;
        count(0, matches!(hypervisor.throttle.value, Some(Throttle::Steps { .. })));
        count(1, hypervisor.on_limit.value == LimitAction::Pause && hypervisor.time_limit.value.is_some());
        count(2, matches!(rounds::predict(&drawn).reason, Reason::Outpaced { .. }));
    });
    assert!(kinds.iter().all(|count| 5 < count.get()), "{kinds:?}");
}
