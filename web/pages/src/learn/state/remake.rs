//! A figure of the gallery under the reader's hand.

use std::rc::Rc;

use precopy_formats::lessons::{Bench, Model, Remade, Said, Shows, Start};

use super::Hand;

/// A figure, and what was turned in it.
#[derive(Clone, Debug)]
pub struct Remake {
    /// The figure.
    pub figure: Rc<Remade>,
    /// What was turned.
    pub hand: Hand,
}

impl PartialEq for Remake {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.figure, &other.figure) && self.hand == other.hand
    }
}

impl Remake {
    /// A figure from its start.
    #[must_use]
    pub fn new(figure: Rc<Remade>) -> Self {
        let hand = Hand { now: figure.scenario.clone(), answered: Vec::new() };
        Self { figure, hand }
    }

    /// What terms are asked of.
    #[must_use]
    pub fn bench(&self) -> Bench {
        Bench { start: self.figure.scenario.clone(), now: self.hand.now.clone() }
    }

    /// As it opens in the calculator; none of a plan, which opens elsewhere.
    #[must_use]
    pub fn opens(&self) -> Option<Start> {
        let is_plan = matches!(self.figure.figure.shows, Shows::Plan(_));
        (!is_plan).then(|| self.hand.now.changed(&self.figure.opens).settled())
    }

    /// Whether a claim holds as it is turned; none where that cannot be asked, which no figure of the gallery does.
    pub fn holds(&self, said: &Said, model: &mut Model) -> Option<bool> {
        said.holds.hold(model, &Bench::at(self.hand.now.clone())).ok()
    }
}
