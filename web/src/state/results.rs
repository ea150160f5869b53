//! What follows from the inputs: computed once for each change of them.

use std::rc::Rc;

use precopy_formats::Inputs;
use precopy_model::predict::rounds::{self, Simulation};
use precopy_model::predict::{Prediction, bound, paper};
use precopy_model::problem::Problem;
use precopy_model::scenario::{Checked, CopyRate};

/// The checked scenario and what the predictors say of it.
#[derive(Clone, Debug)]
pub struct Results {
    /// The scenario.
    pub scenario: Checked,
    /// The steps from the link's speed to the copy rate.
    pub copy_rate: CopyRate,
    /// The headline.
    pub bound: Prediction,
    /// The expectation.
    pub simulation: Rc<Simulation>,
    /// The reference.
    pub paper: Prediction,
}

impl Results {
    /// The results of some inputs.
    ///
    /// # Errors
    /// What is wrong with the inputs.
    pub fn of(inputs: &Inputs) -> Result<Self, Vec<Problem>> {
        let scenario = inputs.scenario()?;
        Ok(Self {
            copy_rate: scenario.link.copy_rate(&scenario.hypervisor),
            bound: bound::predict(&scenario),
            simulation: Rc::new(rounds::simulate(&scenario)),
            paper: paper::predict(&scenario),
            scenario,
        })
    }
}

impl PartialEq for Results {
    /// Everything follows from the scenario.
    fn eq(&self, other: &Self) -> bool {
        self.scenario == other.scenario
    }
}

impl Default for Results {
    /// The results of the default inputs, which are sound: a test in the formats crate holds that.
    #[allow(clippy::expect_used)] // constant inputs
    fn default() -> Self {
        Self::of(&Inputs::default()).expect("the default inputs are sound")
    }
}
