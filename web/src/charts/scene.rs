//! What is drawn and read: which predictions, looked at in which way, and which of them speaks for the rest.

use std::rc::Rc;

use precopy_model::predict::rounds::Simulation;
use precopy_model::predict::{Outcome, Prediction};

use super::Axes;
use super::handles::{Handle, Place, Spot};
use crate::state::{Band, Curves, Pinned, Results, Shown, State, Uncertain, View};

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The predictions.
    pub results: &'a Results,
    /// Those of them that are drawn.
    pub shown: Shown,
    /// How they are looked at.
    pub view: View,
    /// Scenarios beside it.
    pub pins: &'a [Pinned],
    /// Where the curve lies when the inputs are uncertain; empty when they are not.
    pub band: &'a [Band],
    /// Axes in place of those that would fit: while something is held on them.
    pub held: Option<Axes>,
    /// The handles that lie over it.
    pub handles: &'a [Handle],
    /// The one that stays in sight, because it is held or has the focus.
    pub keeps: Option<Handle>,
    /// Where on its line that of the slope is.
    pub spot: Spot,
}

/// The same, to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The predictions.
    pub results: Rc<Results>,
    /// Those of them that are drawn.
    pub shown: Shown,
    /// How they are looked at.
    pub view: View,
    /// Scenarios beside it.
    pub pins: Rc<[Pinned]>,
    /// What is known of where the curve lies when the inputs are uncertain.
    pub uncertain: Option<Rc<Uncertain>>,
    /// Axes in place of those that would fit.
    pub held: Option<Axes>,
    /// The handles that lie over it.
    pub handles: Vec<Handle>,
    /// The one that stays in sight, because it is held or has the focus.
    pub keeps: Option<Handle>,
    /// Where on its line that of the slope is.
    pub spot: Spot,
}

impl Drawn {
    /// What a state has to show, with these handles.
    #[must_use]
    pub fn of(state: &State, handles: Vec<Handle>) -> Self {
        Self {
            results: Rc::clone(&state.results),
            shown: state.shown(),
            view: state.view,
            pins: Rc::clone(&state.pins),
            uncertain: state.uncertain.clone(),
            held: None,
            handles,
            keeps: None,
            spot: Spot::default(),
        }
    }

    /// To be drawn and read.
    #[must_use]
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            pins: &self.pins,
            band: self.uncertain.as_ref().map_or(&[], |uncertain| &uncertain.band),
            held: self.held,
            handles: &self.handles,
            keeps: self.keeps,
            spot: self.spot,
            ..Scene::of(&self.results, self.shown, self.view)
        }
    }
}

impl<'a> Scene<'a> {
    /// Some results and nothing else.
    #[must_use]
    pub fn of(results: &'a Results, shown: Shown, view: View) -> Self {
        let spot = Spot::default();
        Self { results, shown, view, pins: &[], band: &[], held: None, handles: &[], keeps: None, spot }
    }

    /// Where a handle is, on the axes of the scene.
    #[must_use]
    pub fn place_of(&self, handle: Handle, axes: &Axes) -> Option<Place> {
        if handle.is_on_the_bound() && self.bound().is_none() {
            return None;
        }
        handle.place(self.lead(), axes, self.spot, self.keeps == Some(handle))
    }

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

/// The scenario of a link, pinned.
#[cfg(test)]
pub(super) fn pinned(letter: char, link: &str) -> Pinned {
    let State { inputs, results, .. } = State::from_link(link);
    Pinned { letter, name: Rc::from("another"), inputs, results }
}
