//! What the sheets were before each change, a bounded number of times.

use super::typed::Typed;

/// So many steps can be taken back.
const MOST_STEPS: usize = 60;

/// The sheets of a moment, and the ready-made plan that they were.
type Moment = (Typed, Option<&'static str>);

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
    pub(super) fn record(&mut self, sheets: &Typed, ready: Option<&'static str>) {
        self.past.push((sheets.clone(), ready));
        if MOST_STEPS < self.past.len() {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// Goes back a step, if there is one.
    pub(super) fn undo(&mut self, sheets: &mut Typed, ready: &mut Option<&'static str>) -> bool {
        Self::go(&mut self.past, &mut self.future, sheets, ready)
    }

    /// Goes on a step, if there is one.
    pub(super) fn redo(&mut self, sheets: &mut Typed, ready: &mut Option<&'static str>) -> bool {
        Self::go(&mut self.future, &mut self.past, sheets, ready)
    }

    fn go(from: &mut Vec<Moment>, to: &mut Vec<Moment>, sheets: &mut Typed, ready: &mut Option<&'static str>) -> bool {
        let Some((before, name)) = from.pop() else { return false };
        to.push((std::mem::replace(sheets, before), std::mem::replace(ready, name)));
        true
    }
}
