//! What has been found out so far: a plan for each way, as they come.

use std::rc::Rc;

use super::outcome::Outcome;
use super::way::Way;

/// What is being worked on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Work {
    /// Nothing: all is there, or it was stopped.
    #[default]
    Done,
    /// A plan is played: so much of it is over.
    Playing(Way, f64),
    /// Plans are searched: so many were tried.
    Searching(u32),
}

/// What has been found out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// By way: what was found, and whether it belongs to what is asked now. What was found before stays until there is something new.
    found: [(Option<Rc<Outcome>>, bool); 5],
    /// What is being worked on.
    pub work: Work,
}

impl Answers {
    /// What was found for a way, which may belong to what was asked before.
    #[must_use]
    pub fn of(&self, way: Way) -> Option<&Rc<Outcome>> {
        self.found.get(way as usize)?.0.as_ref()
    }

    /// Whether what was found for a way belongs to what is asked now.
    #[must_use]
    pub fn is_fresh(&self, way: Way) -> bool {
        self.found.get(way as usize).is_some_and(|(_, is_fresh)| *is_fresh)
    }

    /// Something was found.
    pub(super) fn take(&mut self, outcome: Rc<Outcome>) {
        if let Some(place) = self.found.get_mut(outcome.way as usize) {
            *place = (Some(outcome), true);
        }
    }

    /// What was found for a way no longer belongs to what is asked.
    pub(super) fn outdate(&mut self, way: Way) {
        if let Some((_, is_fresh)) = self.found.get_mut(way as usize) {
            *is_fresh = false;
        }
    }
}
