//! Every explanation ends with the number that it explains, and says no nonsense on the way.

use precopy_model::predict::explain::{Quantity, Step, Value, explain};
use precopy_model::predict::{Outcome, Prediction, Predictor, bound, paper, rounds};
use precopy_model::quantity::{BitsPerSecond, Bytes, PagesPerSecond, Seconds};
use precopy_model::scenario::{Checked, Compressed, Compression, Dirtying, Link, Scenario, Vm, presets};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::patterns::with_pattern;
use crate::scenarios::{a_scenario, config, sound};

const QUANTITIES: [Quantity; 3] = [Quantity::Downtime, Quantity::MigrationTime, Quantity::Data];

fn predicted(scenario: &Checked, predictor: Predictor) -> Prediction {
    match predictor {
        Predictor::Paper => paper::predict(scenario),
        Predictor::Bound => bound::predict(scenario),
        Predictor::Rounds => rounds::predict(scenario),
    }
}

/// What the last step has to come to.
fn result(prediction: &Prediction, quantity: Quantity) -> Option<Value> {
    match quantity {
        Quantity::Downtime => prediction.downtime.map(Value::Seconds),
        Quantity::MigrationTime => prediction.migration_time.map(Value::Seconds),
        Quantity::Data => prediction.data.map(Value::Bytes),
    }
}

/// The number of a value.
fn number(value: Value) -> Option<f64> {
    match value {
        Value::Seconds(time) => Some(time.as_seconds()),
        Value::Pages(pages) => Some(pages.as_pages()),
        Value::PagesPerSecond(rate) => Some(rate.as_pages_per_second()),
        Value::Bytes(bytes) => Some(bytes.as_bytes()),
        Value::BytesPerSecond(rate) => Some(rate.as_bytes_per_second()),
        Value::Share(number) => Some(number),
        Value::Text(_) => None,
    }
}

fn is_readable(step: &Step) -> Result<(), TestCaseError> {
    for text in [&*step.title, step.formula, &step.with, &step.value.in_words()] {
        prop_assert!(!text.contains("NaN") && !text.contains('\n') && !text.contains("  "), "{step:?}");
        prop_assert!(text.len() < 300, "{step:?}");
    }
    prop_assert!(!step.title.is_empty() && !step.formula.is_empty(), "{step:?}");
    prop_assert!(number(step.value).is_none_or(|number| number.is_finite() && 0.0 <= number), "{step:?}");
    Ok(())
}

fn explains(scenario: &Checked, predictor: Predictor) -> Result<(), TestCaseError> {
    let prediction = predicted(scenario, predictor);
    for quantity in QUANTITIES {
        let steps = explain(scenario, predictor, quantity);
        for step in &steps {
            is_readable(step)?;
        }
        prop_assert!(steps.len() < 70, "{} steps", steps.len());
        let last = steps.last().map(|step| step.value);
        match result(&prediction, quantity) {
            Some(value) => prop_assert_eq!(last, Some(value), "{:?} {:?}: {:#?}", predictor, quantity, steps),
            None => {
                prop_assert_eq!(prediction.outcome, Outcome::Never);
                prop_assert_eq!(last, Some(Value::Text("never")));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn explanations_of_the_closed_forms_end_with_their_number(scenario in a_scenario()) {
        explains(&scenario, Predictor::Paper)?;
        explains(&scenario, Predictor::Bound)?;
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn explanations_of_the_simulated_loop_end_with_their_number(scenario in with_pattern()) {
        explains(&scenario, Predictor::Rounds)?;
    }
}

/// What some products can do beside their loop.
fn with_extras(scenario: &Checked, compressed: Compressed) -> Checked {
    let mut scenario = scenario.clone().into_inner();
    scenario.link.other_data = Bytes::from_gib(1.0);
    scenario.hypervisor.setup.enter(Seconds::from_seconds(2.0));
    scenario.hypervisor.compression.enter(Compression { of: compressed, to: 0.4 });
    sound(scenario)
}

#[test]
fn every_product_is_explained() -> Result<(), TestCaseError> {
    for preset in presets::all() {
        for (rate, gigabits) in [(0.0, 10.0), (2000.0, 1.0), (22_000.0, 10.0), (45_000.0, 1.0), (400_000.0, 25.0)] {
            let scenario = sound(Scenario {
                vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.8) },
                dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(rate)),
                link: Link::line(BitsPerSecond::from_gbit_per_second(gigabits)),
                hypervisor: preset.hypervisor(),
            });
            for predictor in [Predictor::Paper, Predictor::Bound, Predictor::Rounds] {
                explains(&scenario, predictor)?;
                for compressed in [Compressed::ResentPages, Compressed::AllPages] {
                    explains(&with_extras(&scenario, compressed), predictor)?;
                }
            }
        }
    }
    Ok(())
}
