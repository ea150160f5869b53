//! Solving for an input of any sound scenario: a value is planted, what it gives is the target, and whatever is answered meets it when
//! put back; a map's cell is the prediction by itself.

use precopy_model::explore::{Answer, Axis, Figures, Input, Solution, Sweep, Target, Who, solve_for};
use precopy_model::predict::Outcome;
use precopy_model::scenario::Checked;
use proptest::prelude::*;

use super::patterns::with_pattern;
use super::scenarios::{a_scenario, config};

fn an_input() -> impl Strategy<Value = Input> {
    prop::sample::select(Input::ALL.to_vec())
}

/// The scenario with a value at a share of the input's range; none where it has no such input.
fn planted(scenario: &Checked, input: Input, share: f64) -> Option<Checked> {
    let span = input.plausible(scenario)?;
    input.put(scenario, input.scale().between(span.from, span.to, share))
}

/// One of the targets that these numbers just meet.
fn a_target_met_by(figures: &Figures, which: usize) -> Option<Target> {
    if figures.outcome != Outcome::Completes {
        return None;
    }
    match which {
        0 => figures.downtime.map(Target::Downtime),
        1 => figures.migration_time.map(Target::MigrationTime),
        2 => figures.data.map(Target::Data),
        _ => Some(Target::Completes),
    }
}

fn check_answer(scenario: &Checked, input: Input, target: Target, who: Who) -> Result<(), TestCaseError> {
    let Some(solution) = solve_for(scenario, input, target, who) else {
        prop_assert!(!input.applies(scenario));
        return Ok(());
    };
    prop_assert!(solution.predictions <= Solution::most_predictions(who), "{solution:?}");
    prop_assert_eq!(solution.met_now, target.judge(&who.figures(scenario)).is_met());
    let is_met = |value: f64| input.put(scenario, value).map(|changed| target.judge(&who.figures(&changed)).is_met());
    let mut values: Vec<(f64, bool)> = solution.value().map(|value| (value, true)).into_iter().collect();
    match solution.answer {
        Answer::Everywhere => values.extend([(solution.searched.from, true), (solution.searched.to, true)]),
        Answer::From(bracket) => values.extend([(bracket.met, true), (bracket.missed, false)]),
        Answer::Between { lower, upper } => {
            for bracket in [lower, upper].into_iter().flatten() {
                values.extend([(bracket.met, true), (bracket.missed, false)]);
            }
        }
        Answer::Nowhere(miss) => {
            prop_assert!(solution.value().is_none() && solution.islands.is_empty());
            prop_assert!(0.0 < miss.verdict.miss());
            values.push((miss.value, false));
        }
    }
    for island in &solution.islands {
        values.extend([(island.from, true), (island.to, true)]);
    }
    for (value, met) in values {
        prop_assert_eq!(is_met(value), Some(met), "{} {:?}", value, solution);
    }
    Ok(())
}

fn check_cells(scenario: &Checked, inputs: [Input; 2], who: Who) -> Result<(), TestCaseError> {
    let [Some(across), Some(down)] = inputs.map(|input| Axis::plausible(input, scenario, 3)) else { return Ok(()) };
    let Some(sweep) = Sweep::over(scenario, who, across, Some(down)) else { return Ok(()) };
    let mut order = [across, down];
    order.sort_by_key(Axis::input);
    for row in sweep {
        for (cell, value) in row.cells.into_iter().zip(across.values()) {
            let value_of = |axis: &Axis| if *axis == across { value } else { down.at(row.index) };
            let [first, then] = &order;
            let single = first.input().put(scenario, value_of(first));
            let single = single.and_then(|scenario| then.input().put(&scenario, value_of(then)));
            prop_assert_eq!(cell, single.map(|single| Figures::of(&who.predict(&single))));
        }
    }
    Ok(())
}

// Boxed: drawn in one piece with more inputs, a scenario takes more of the stack than a test has.
proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn an_answer_of_the_bound_meets_its_target(
        scenario in a_scenario().boxed(), input in an_input(), share in 0.0..1.0_f64, which in 0_usize..4,
    ) {
        let Some(changed) = planted(&scenario, input, share) else { return Ok(()) };
        let Some(target) = a_target_met_by(&Who::Bound.figures(&changed), which) else { return Ok(()) };
        check_answer(&scenario, input, target, Who::Bound)?;
    }

    #[test]
    fn a_cell_of_a_map_of_the_bound_is_the_single_prediction(
        scenario in a_scenario().boxed(), across in an_input(), down in an_input(),
    ) {
        check_cells(&scenario, [across, down], Who::Bound)?;
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn an_answer_of_the_rounds_meets_its_target(
        scenario in with_pattern().boxed(), input in an_input(), share in 0.0..1.0_f64, which in 0_usize..4,
    ) {
        let Some(changed) = planted(&scenario, input, share) else { return Ok(()) };
        let Some(target) = a_target_met_by(&Who::Rounds.figures(&changed), which) else { return Ok(()) };
        check_answer(&scenario, input, target, Who::Rounds)?;
    }

    #[test]
    fn a_cell_of_a_map_of_the_rounds_is_the_single_prediction(
        scenario in with_pattern().boxed(), across in an_input(), down in an_input(),
    ) {
        check_cells(&scenario, [across, down], Who::Rounds)?;
    }
}
