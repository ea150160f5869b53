//! What is drawn and read: which predictions, looked at in which way, and which of them speaks for the rest.

use precopy_model::predict::rounds::Simulation;
use precopy_model::predict::{Outcome, Prediction};

use crate::state::{Curves, Results, Shown, View};

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The predictions.
    pub results: &'a Results,
    /// Those of them that are drawn.
    pub shown: Shown,
    /// How they are looked at.
    pub view: View,
}

impl<'a> Scene<'a> {
    /// The bound, where it is drawn.
    #[must_use]
    pub fn bound(&self) -> Option<&'a Prediction> {
        self.shown.curves.has_bound().then_some(&self.results.bound)
    }

    /// The simulation, where it is drawn.
    #[must_use]
    pub fn expected(&self) -> Option<&'a Simulation> {
        self.shown.curves.has_expected().then_some(&self.results.simulation)
    }

    /// The paper's prediction, where it is drawn.
    #[must_use]
    pub fn paper(&self) -> Option<&'a Prediction> {
        self.shown.paper.then_some(&self.results.paper)
    }

    /// The one whose parts are drawn as areas, and whose threshold: the bound where it is drawn.
    #[must_use]
    pub fn lead(&self) -> &'a Prediction {
        if self.shown.curves.has_bound() { &self.results.bound } else { &self.results.simulation.prediction }
    }

    /// The one whose moments and phases are told: that with the areas, unless only the other one comes to an end.
    #[must_use]
    pub fn told(&self) -> &'a Prediction {
        let (lead, simulated) = (self.lead(), &self.results.simulation.prediction);
        let only_simulated = lead.outcome == Outcome::Never && simulated.outcome != Outcome::Never;
        if self.shown.curves == Curves::Both && only_simulated { simulated } else { lead }
    }
}
