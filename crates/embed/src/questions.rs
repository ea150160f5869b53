//! What can be asked, in plain Rust.

use precopy_formats::entries::Raw;
use precopy_formats::{Inputs, link};
use precopy_model::predict::{bound, explain, paper, rounds};
use precopy_model::scenario::{Checked, presets};
use precopy_model::{predict, problem};

use crate::given::{self, Given};
use crate::told::{
    Comparison, Failure, Prediction, Predictor, Preset, Problem, Quantity, Sharing, Simulation, Step, Summary,
};

/// What a predictor says of a scenario; the bound unless another one is asked.
pub(crate) fn predict(scenario: &Given, predictor: Option<&Raw>) -> Result<Prediction, Failure> {
    let predictor = given::word("predictor", predictor, &Predictor::NAMES)?;
    let scenario = checked(scenario)?;
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
    let sharing = given::word("sharing", sharing, &Sharing::NAMES)?;
    let inputs = scenario.inputs()?;
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
    let predictor = given::word("predictor", Some(predictor.unwrap_or(&Raw::Null)), &Predictor::NAMES)?;
    let quantity = given::word("quantity", Some(quantity.unwrap_or(&Raw::Null)), &Quantity::NAMES)?;
    let scenario = checked(scenario)?;
    Ok(explain::explain(&scenario, predictor, quantity).into_iter().map(Step::from).collect())
}

/// Every product.
pub(crate) fn presets() -> Vec<Preset> {
    each_preset(|group, preset| Preset::of(group.name, preset))
}

/// The link of a scenario, without its `#`.
pub(crate) fn link(scenario: &Given) -> Result<String, Failure> {
    Ok(link::print(&sound(scenario)?.0))
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

/// The inputs, and the scenario that they make.
fn sound(scenario: &Given) -> Result<(Inputs, Checked), Failure> {
    let inputs = scenario.inputs()?;
    let checked = inputs.scenario().map_err(|problems| Failure::of(&problems))?;
    Ok((inputs, checked))
}

fn checked(scenario: &Given) -> Result<Checked, Failure> {
    Ok(sound(scenario)?.1)
}

fn problems(problems: Option<&Vec<problem::Problem>>) -> Vec<Problem> {
    problems.into_iter().flatten().map(Problem::from).collect()
}
