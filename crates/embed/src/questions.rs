//! What can be asked, in plain Rust.

use precopy_formats::entries::Raw;
use precopy_formats::link;
use precopy_model::predict::{bound, explain, paper, rounds};
use precopy_model::scenario::{Checked, presets};
use precopy_model::{predict, problem};

use crate::given::{self, Given};
use crate::told::{
    Comparison, Failure, Prediction, Predictor, Preset, Problem, Quantity, Sharing, Simulation, Step, Summary,
};

/// What a predictor says of a scenario; the bound unless another one is asked.
pub(crate) fn predict(scenario: &Given, predictor: Option<&Raw>) -> Result<Prediction, Failure> {
    let (predictor, scenario) = both(given::word("predictor", predictor, &Predictor::NAMES), checked(scenario))?;
    let prediction = match predictor {
        predict::Predictor::Bound => bound::predict(&scenario),
        predict::Predictor::Paper => paper::predict(&scenario),
        // Told with its rounds, so that its curve is there.
        predict::Predictor::Rounds => rounds::simulate(&scenario).prediction,
    };
    Ok(Prediction::of(&scenario, &prediction))
}

/// The product's own loop, round by round.
pub(crate) fn simulate(scenario: &Given) -> Result<Simulation, Failure> {
    let scenario = checked(scenario)?;
    Ok(Simulation::of(&scenario, &rounds::simulate(&scenario)))
}

/// The same VM, dirtying and link under every product.
pub(crate) fn compare(scenario: &Given, sharing: Option<&Raw>) -> Result<Vec<Comparison>, Failure> {
    let (sharing, inputs) = both(given::word("sharing", sharing, &Sharing::NAMES), scenario.inputs())?;
    let chosen = inputs.preset().id;
    let one = |group: &presets::Group, preset: &'static presets::Preset| {
        let scenario = inputs.under(preset, sharing == Sharing::Alone).scenario();
        let said = |predict: fn(&Checked) -> predict::Prediction| {
            scenario.as_ref().ok().map(|scenario| Summary::of(scenario, &predict(scenario)))
        };
        Comparison {
            preset: preset.id,
            name: preset.name,
            group: group.name,
            chosen: preset.id == chosen,
            shared_by: scenario.as_ref().map_or(1, |scenario| scenario.link.shared_by),
            bound: said(bound::predict),
            rounds: said(rounds::predict),
            problems: problems(scenario.as_ref().err()),
        }
    };
    Ok(each_preset(one))
}

/// Where a number comes from, step by step.
pub(crate) fn explain(scenario: &Given, predictor: Option<&Raw>, quantity: Option<&Raw>) -> Result<Vec<Step>, Failure> {
    // Neither has a default: what is not given is given as nothing.
    let predictor = given::word("predictor", predictor.or(Some(&Raw::Null)), &Predictor::NAMES);
    let quantity = given::word("quantity", quantity.or(Some(&Raw::Null)), &Quantity::NAMES);
    let ((predictor, quantity), scenario) = both(both(predictor, quantity), checked(scenario))?;
    Ok(explain::explain(&scenario, predictor, quantity).into_iter().map(Step::from).collect())
}

/// Every product.
pub(crate) fn presets() -> Vec<Preset> {
    each_preset(|group, preset| Preset::of(group.name, preset))
}

/// The link of a scenario, without its `#`.
pub(crate) fn link(scenario: &Given) -> Result<String, Failure> {
    Ok(link::print(&scenario.inputs()?))
}

fn each_preset<T>(of: impl Fn(&presets::Group, &'static presets::Preset) -> T) -> Vec<T> {
    let mut all = Vec::new();
    for group in presets::GROUPS {
        for preset in group.presets.iter().flat_map(|presets| presets.iter()) {
            all.push(of(group, preset));
        }
    }
    all
}

fn checked(scenario: &Given) -> Result<Checked, Failure> {
    scenario.inputs()?.scenario().map_err(|problems| Failure::of(&problems))
}

/// Both, or what is wrong with either.
pub(crate) fn both<A, B>(first: Result<A, Failure>, second: Result<B, Failure>) -> Result<(A, B), Failure> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(first), Err(second)) => Err(first.and(second)),
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}

fn problems(problems: Option<&Vec<problem::Problem>>) -> Vec<Problem> {
    problems.into_iter().flatten().map(Problem::from).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs};

    use serde_json::{Value, json};

    use super::*;

    /// A few scenarios of all kinds of endings and loops.
    const LINKS: [&str; 8] = [
        "hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=20000pages/s&link=10Gbit/s",
        "hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=200MiB/s&link=10Gbit/s",
        "hv=xen&mem=8GiB&ws=4GiB&hot=1GiB&dirty=2000pages/s&link=1Gbit/s",
        "hv=kvm-paper&mem=1048576pages&ws=688627pages&hot=90284pages&dirty=33707pages/s&link=30000pages/s",
        "hv=ovirt-post-copy&mem=32GiB&dirty=60000pages/s&link=1Gbit/s",
        "hv=kubevirt&mem=16GiB&dirty=90000pages/s&link=1Gbit/s",
        "hv=vmotion&mem=16GiB&writes=hot-sets&shape=70pct:20pct,30pct:80pct&other-first=20GiB",
        "hv=custom&mem=4GiB&page-size=2MiB&cap=none&max-downtime=50ms",
    ];

    fn given(link: &str) -> Given {
        Given::Text(link.to_owned())
    }

    fn text(text: &str) -> Option<Raw> {
        Some(Raw::Text(text.to_owned()))
    }

    /// What JavaScript has to get too, bit for bit: a browser test reads the same file.
    #[test]
    fn recorded_values_are_the_native_ones() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser/model_values.json");
        let mut values = Vec::new();
        for link in LINKS {
            for (predictor, _) in Predictor::NAMES {
                let prediction = predict(&given(link), text(predictor).as_ref()).unwrap();
                let area: f64 = prediction.remaining.iter().map(|knot| knot.time_seconds * knot.pages).sum();
                values.push(json!({ "scenario": link, "summary": prediction.summary, "knots": prediction.remaining.len(), "area": area }));
            }
        }
        let recorded = serde_json::to_string_pretty(&Value::Array(values)).unwrap() + "\n";
        if env::var_os("PRECOPY_WRITE_VALUES").is_some() {
            fs::write(&file, &recorded).unwrap();
        }
        assert!(
            fs::read_to_string(&file).unwrap_or_default() == recorded,
            "the values of tests/browser/model_values.json have changed: write them anew with PRECOPY_WRITE_VALUES=1, and review them"
        );
    }

    /// Every number of a JSON text is finite: what is not is null there.
    #[track_caller]
    fn has_only_finite_numbers(told: &impl serde::Serialize) {
        #[track_caller]
        fn walk(value: &Value, path: &str) {
            let nullable = [
                "migrationTimeSeconds",
                "downtimeSeconds",
                "dataBytes",
                "rounds",
                "stopSeconds",
                "leftPages",
                "limitSeconds",
                "thresholdPages",
            ];
            match value {
                Value::Null => assert!(nullable.iter().any(|name| path.ends_with(name)), "{path} is null"),
                Value::Array(all) => all.iter().for_each(|one| walk(one, path)),
                Value::Object(all) => all.iter().for_each(|(name, one)| walk(one, &format!("{path}.{name}"))),
                Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        walk(&serde_json::to_value(told).unwrap(), "");
    }

    #[test]
    fn numbers_are_finite() {
        for link in LINKS {
            for (predictor, _) in Predictor::NAMES {
                let prediction = predict(&given(link), text(predictor).as_ref()).unwrap();
                assert!(prediction.summary.threshold_pages.is_finite());
                has_only_finite_numbers(&prediction);
            }
            has_only_finite_numbers(&simulate(&given(link)).unwrap());
        }
    }

    #[test]
    fn every_product_is_compared_and_the_own_one_is_as_predicted() {
        for link in LINKS {
            for sharing in ["alone", "shared"] {
                let compared = compare(&given(link), text(sharing).as_ref()).unwrap();
                assert!(compared.iter().map(|one| one.preset).eq(presets::all().map(|preset| preset.id)));
                assert_eq!(compared.iter().filter(|one| one.chosen).count(), 1);
                assert!(compared.iter().all(|one| one.bound.is_some() == one.problems.is_empty()));
                assert!(sharing == "shared" || compared.iter().all(|one| one.shared_by == 1));
            }
            let shared = compare(&given(link), text("shared").as_ref()).unwrap();
            let own = shared.iter().find(|one| one.chosen).unwrap();
            let bound = predict(&given(link), None).unwrap().summary;
            assert_eq!(own.bound.as_ref(), Some(&bound), "{link}");
            assert_eq!(own.rounds.as_ref(), Some(&simulate(&given(link)).unwrap().prediction.summary), "{link}");
        }
    }

    #[test]
    fn the_last_step_is_the_predictions_own_number() {
        for link in LINKS {
            for (predictor, _) in Predictor::NAMES {
                let said = predict(&given(link), text(predictor).as_ref()).unwrap().summary;
                for (quantity, value) in [
                    ("downtime", said.downtime_seconds),
                    ("migrationTime", said.migration_time_seconds),
                    ("data", said.data_bytes),
                ] {
                    let steps = explain(&given(link), text(predictor).as_ref(), text(quantity).as_ref()).unwrap();
                    assert_eq!(steps.last().unwrap().value, value, "{link} {predictor} {quantity}");
                }
            }
        }
    }

    #[test]
    fn all_arguments_are_checked_at_once() {
        let failure = explain(&given("mem=64"), text("bond").as_ref(), None).unwrap_err();
        let fields: Vec<_> = failure.problems.iter().map(|problem| problem.field.as_deref()).collect();
        assert_eq!(fields, [Some("predictor"), Some("quantity"), Some("memory")]);
        assert_eq!(failure.problems[0].hint.as_deref(), Some("bound"));
    }

    /// Whoever hands a product's values over again gets the product.
    #[test]
    fn the_values_of_a_preset_make_the_preset() {
        for preset in presets() {
            let mut entries = vec![("hypervisor".to_owned(), Raw::Text(preset.id.to_owned()))];
            // A threshold in pages and a downtime limit exclude each other, "none" among them; and a burst has one length under a
            // cap and another one without.
            let values = preset.values.iter().filter(|value| {
                !(value.field == "stopThreshold" && value.text == "none") && value.field != "lookEvery"
            });
            entries.extend(values.map(|value| (value.field.to_owned(), Raw::Text(value.text.clone()))));
            let entered = Given::Entries(precopy_formats::entries::Entries(entries));
            let said = |given: &Given| {
                ["bound", "rounds"]
                    .map(|predictor| predict(given, text(predictor).as_ref()).map(|prediction| prediction.summary))
            };
            assert_eq!(said(&entered), said(&given(&format!("hv={}", preset.id))), "{}", preset.id);
            assert!(
                preset.values.iter().all(|value| value.source.assumed == (value.source.what.is_empty())),
                "{}",
                preset.id
            );
        }
    }

    #[test]
    fn a_link_is_read_back() {
        for link in LINKS {
            let printed = super::link(&given(link)).unwrap();
            assert_eq!(given(&printed).inputs().unwrap(), given(link).inputs().unwrap());
        }
    }
}
