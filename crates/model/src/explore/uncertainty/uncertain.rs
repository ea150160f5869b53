//! Which inputs are not known exactly, and what is known of them.

use crate::explore::Input;
use crate::numeric::Distribution;
use crate::scenario::Scenario;

/// What is uncertain: some inputs, each with its distribution, in its base unit. All others are as the scenario has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uncertain {
    /// In the order of [`Input::ALL`], each once.
    inputs: Vec<(Input, Distribution)>,
}

impl Uncertain {
    /// Says how an input is distributed; what was said of it before goes.
    pub fn set(&mut self, input: Input, distribution: Distribution) {
        self.inputs.retain(|(other, _)| *other != input);
        let place = self.inputs.iter().take_while(|(other, _)| *other < input).count();
        self.inputs.insert(place, (input, distribution));
    }

    /// How an input is distributed; none where it is certain.
    #[must_use]
    pub fn get(&self, input: Input) -> Option<Distribution> {
        self.inputs().find(|(other, _)| *other == input).map(|(_, distribution)| distribution)
    }

    /// What is uncertain, in the order of [`Input::ALL`].
    pub fn inputs(&self) -> impl ExactSizeIterator<Item = (Input, Distribution)> + '_ {
        self.inputs.iter().copied()
    }

    /// Whether everything is certain.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    /// Whether a scenario has all of these inputs, and all distributions are sound.
    pub(super) fn fits(&self, scenario: &Scenario) -> bool {
        self.inputs().all(|(input, distribution)| input.applies(scenario) && distribution.check().is_empty())
    }
}
