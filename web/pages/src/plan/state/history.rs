//! What was entered and chosen before each change, a bounded number of times.

use super::how::How;
use super::typed::Typed;

/// So many steps can be taken back.
const MOST_STEPS: usize = 60;

/// What is entered and chosen at a moment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    /// The sheets.
    pub(super) sheets: Typed,
    /// The ready-made plan that they are.
    pub(super) ready: Option<&'static str>,
    /// How plans are made and compared.
    pub(super) how: How,
}

/// The steps behind the present state, and those that were taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct History {
    past: Vec<Moment>,
    future: Vec<Moment>,
}

impl History {
    /// Whether there is a step to take back, and one to do again.
    pub(super) const fn has(&self) -> [bool; 2] {
        [!self.past.is_empty(), !self.future.is_empty()]
    }

    /// Something is about to change.
    pub(super) fn record(&mut self, now: Moment) {
        self.past.push(now);
        if MOST_STEPS < self.past.len() {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// Goes back a step from now, if there is one: what there was then.
    pub(super) fn undo(&mut self, now: Moment) -> Option<Moment> {
        Self::go(&mut self.past, &mut self.future, now)
    }

    /// Goes on a step from now, if there is one.
    pub(super) fn redo(&mut self, now: Moment) -> Option<Moment> {
        Self::go(&mut self.future, &mut self.past, now)
    }

    fn go(from: &mut Vec<Moment>, to: &mut Vec<Moment>, now: Moment) -> Option<Moment> {
        let other = from.pop()?;
        to.push(now);
        Some(other)
    }
}
