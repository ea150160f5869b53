//! What matters, and how sure the answer is, of any sound scenario: each turned input is a single prediction, certain inputs give it in every
//! quantile, and runs come to the same in slices.

use precopy_model::explore::{Effect, Figures, Input, Measure, Uncertain, Uncertainty, Who, influences, tornado};
use precopy_model::numeric::Distribution;
use precopy_model::predict::Outcome;
use precopy_model::quantity::Seconds;
use precopy_model::scenario::Checked;
use proptest::prelude::*;

use super::patterns::with_pattern;
use super::scenarios::{a_scenario, config};

fn check_influences(scenario: &Checked, who: Who) -> Result<(), TestCaseError> {
    let now = who.figures(scenario);
    let all = influences(scenario, who);
    for influence in &all {
        let input = influence.input;
        prop_assert_eq!(influence.now.figures, now);
        for turned in influence.nearby.iter().chain(&influence.around) {
            let single = match input.put(scenario, turned.value) {
                _ if turned.value == influence.now.value => Some(now),
                changed => changed.map(|changed| who.figures(&changed)),
            };
            prop_assert_eq!(Some(turned.figures), single, "{:?} {}", input, turned.value);
        }
        for measure in Measure::ALL {
            let effects = influence.effects_nearby(measure).into_iter().chain(influence.effects_around(measure));
            for (effect, turned) in effects.zip(influence.nearby.iter().chain(&influence.around)) {
                prop_assert!(!effect.size().is_nan());
                if turned.figures == now {
                    prop_assert_eq!(effect, Effect::Changes(0.0));
                }
            }
        }
    }
    for measure in Measure::ALL {
        let largest = tornado(all.clone(), measure).into_iter().map(|influence| {
            let effects = influence.effects_nearby(measure).into_iter().chain(influence.effects_around(measure));
            effects.map(Effect::size).fold(0.0, f64::max)
        });
        prop_assert!(largest.is_sorted_by(|one, next| next <= one));
    }
    Ok(())
}

/// Some inputs, each anywhere in its plausible range, beyond what is accepted, or exactly what it is.
fn distributed(scenario: &Checked, inputs: &[(Input, u8)]) -> Uncertain {
    let mut uncertain = Uncertain::default();
    for (input, how) in inputs {
        let (Some(span), Some(value)) = (input.plausible(scenario), input.value(scenario)) else { continue };
        let distribution = match how {
            0 => Distribution::Exactly(value),
            1 => Distribution::Uniform { low: span.from, high: span.to },
            2 => Distribution::Triangular { low: 0.0, mode: value, high: 2.0 * span.to },
            _ => Distribution::LogNormal { median: value.max(1e-3), p95: value.max(1e-3) * 10.0 },
        };
        uncertain.set(*input, distribution);
    }
    uncertain
}

fn check_runs(scenario: &Checked, inputs: &[(Input, u8)], seed: u64, who: Who) -> Result<(), TestCaseError> {
    const COUNT: u32 = 12;
    let uncertain = distributed(scenario, inputs);
    let end = who.figures(scenario).migration_time.map_or(100.0, Seconds::as_seconds);
    let moments = [0.0, 0.3, 0.6, 1.0, 1.5].map(|share| Seconds::from_seconds(share * end));
    let start = || Uncertainty::over(scenario, &uncertain, who, seed, COUNT, &moments);
    let (Some(mut whole), Some(mut slices)) = (start(), start()) else {
        return Err(TestCaseError::fail("what applies can be asked"));
    };
    prop_assert_eq!(whole.next_runs(COUNT), 0);
    while 0 < slices.next_runs(5) {}
    let ended = [Outcome::Completes, Outcome::Cancelled, Outcome::Never].map(|outcome| whole.ended(outcome));
    prop_assert_eq!(ended.iter().sum::<u32>(), COUNT);
    let certain = uncertain.inputs().all(|(_, distribution)| matches!(distribution, Distribution::Exactly(_)));
    for measure in Measure::ALL {
        let number = |value: Option<f64>| value.unwrap_or(f64::INFINITY);
        let mut last = 0.0;
        for share in Uncertainty::SHARES {
            let quantile = whole.quantile(measure, share);
            prop_assert_eq!(quantile, slices.quantile(measure, share));
            let Some(quantile) = quantile else { return Err(TestCaseError::fail("all runs are done")) };
            let [low, value, high] = [quantile.low, quantile.value, quantile.high].map(number);
            prop_assert!(last <= value && low <= value && value <= high);
            last = value;
            if uncertain.is_empty() {
                prop_assert_eq!(quantile.value, measure.of(&who.figures(scenario)));
            }
            if certain {
                prop_assert_eq!([low, high], [value; 2]);
            }
        }
    }
    prop_assert!(whole.bands().eq(slices.bands()));
    for band in whole.bands() {
        prop_assert!(band.p5 <= band.p50 && band.p50 <= band.p95 && band.p95 <= band.most);
        prop_assert!(band.most.as_pages().is_finite() && 0.0 <= band.p5.as_pages(), "{:?}", band);
    }
    for input in Input::ALL {
        prop_assert!(whole.cut(input) <= COUNT);
    }
    Ok(())
}

fn some_inputs() -> impl Strategy<Value = Vec<(Input, u8)>> {
    prop::collection::vec((prop::sample::select(Input::ALL.to_vec()), 0_u8..4), 0..4)
}

// Boxed: drawn in one piece with more inputs, a scenario takes more of the stack than a test has.
proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn an_effect_on_the_bound_is_a_single_prediction(scenario in a_scenario().boxed()) {
        check_influences(&scenario, Who::Bound)?;
    }

    #[test]
    fn runs_of_the_bound_are_sound(scenario in a_scenario().boxed(), inputs in some_inputs(), seed in any::<u64>()) {
        check_runs(&scenario, &inputs, seed, Who::Bound)?;
    }

    #[test]
    fn with_nothing_uncertain_the_bound_is_the_single_prediction(scenario in a_scenario().boxed()) {
        check_runs(&scenario, &[], 1, Who::Bound)?;
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn an_effect_on_the_rounds_is_a_single_prediction(scenario in with_pattern().boxed()) {
        check_influences(&scenario, Who::Rounds)?;
    }

    #[test]
    fn runs_of_the_rounds_are_sound(scenario in with_pattern().boxed(), inputs in some_inputs(), seed in any::<u64>()) {
        check_runs(&scenario, &inputs, seed, Who::Rounds)?;
    }

    /// The figures of a simulation that tells of itself are those of one that does not.
    #[test]
    fn with_nothing_uncertain_the_rounds_are_the_single_prediction(scenario in with_pattern().boxed()) {
        let told = precopy_model::predict::rounds::simulate(&scenario).prediction;
        prop_assert_eq!(Figures::of(&told), Who::Rounds.figures(&scenario));
        check_runs(&scenario, &[], 1, Who::Rounds)?;
    }
}
