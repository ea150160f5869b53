//! What has been found out so far: a plan for each way, as they come.

use std::rc::Rc;

use super::case::Case;
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
    found: [Option<Rc<Outcome>>; 5],
    /// What is being worked on.
    pub work: Work,
    /// Plans that the search has tried.
    pub tried: u32,
}

impl Answers {
    /// What was found for a way, which may belong to what was asked before.
    #[must_use]
    pub fn of(&self, way: Way) -> Option<&Rc<Outcome>> {
        self.found.get(place(way))?.as_ref()
    }

    /// Something was found. What a search found before stays where it is better.
    pub fn take(&mut self, outcome: Rc<Outcome>) {
        if let Some(place) = self.found.get_mut(place(outcome.way)) {
            *place = Some(outcome);
        }
    }

    /// Whether a way has been played for this.
    #[must_use]
    pub fn has(&self, way: Way, case: &Rc<Case>) -> bool {
        self.of(way).is_some_and(|outcome| Rc::ptr_eq(&outcome.case, case))
    }

    /// What was found no longer belongs to what is asked.
    pub fn forget(&mut self, way: Way) {
        if let Some(place) = self.found.get_mut(place(way)) {
            *place = None;
        }
    }
}

fn place(way: Way) -> usize {
    match way {
        Way::Sequential => 0,
        Way::Parallel => 1,
        Way::Batched => 2,
        Way::ConvergenceAware => 3,
        Way::Searched => 4,
    }
}
