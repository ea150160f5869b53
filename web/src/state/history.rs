//! What was done can be undone: the inputs and other keys before each step, a bounded number of them.

use std::rc::Rc;

use precopy_formats::Inputs;
use precopy_formats::targets::Want;
use precopy_model::problem::Field;

use super::{Action, Scenarios, State, presentation, scenarios};

/// So many steps can be taken back.
const MOST_STEPS: usize = 100;

/// What is to be said of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A step was taken back.
    Undone(String),
    /// A step was done again.
    Redone(String),
    /// The link has no room for another pin.
    NoRoom,
}

/// What a state can be made of again: what follows from it is not kept.
#[derive(Clone, Debug, PartialEq)]
struct Moment {
    inputs: Inputs,
    others: Vec<(String, String)>,
    scenarios: Scenarios,
}

impl Moment {
    fn of(state: &State) -> Rc<Self> {
        Rc::new(Self { inputs: state.inputs.clone(), others: state.others.clone(), scenarios: state.scenarios.clone() })
    }
}

/// The steps behind the present state, and those that were taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct History {
    past: Vec<Rc<Moment>>,
    future: Vec<Rc<Moment>>,
    /// What the last step was about, while more of the same belongs to it.
    open: Option<About>,
}

/// What goes on for more than one action and is one step all the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum About {
    Field(Field),
    Dragged(Vec<Field>),
    Target(Want),
}

/// An action, as a step.
pub(super) enum Step {
    /// One by itself, if it changes something.
    Own,
    /// One with what came just before, if that was about the same.
    Part(About),
    /// The end of one.
    Ends,
}

impl Step {
    pub(super) fn of(action: &Action) -> Self {
        let about = match action {
            Action::Slide(field, _) | Action::Type(field, _) => About::Field(*field),
            Action::Drag(entries) if entries.is_empty() => return Self::Ends,
            Action::Drag(entries) => About::Dragged(entries.iter().map(|(field, _)| *field).collect()),
            Action::TypeTarget(want, _) => About::Target(*want),
            Action::Leave(_) | Action::LeaveTarget(_) => return Self::Ends,
            _ => return Self::Own,
        };
        Self::Part(about)
    }
}

/// Whether a key is undone with the rest: how the calculator is shown is not, and the scenario's name follows from the inputs.
fn is_undone(key: &str) -> bool {
    !presentation::is_one(key) && key != scenarios::KEY
}

impl State {
    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.presentation.readonly && !self.history.past.is_empty()
    }

    /// Whether there is one to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.presentation.readonly && !self.history.future.is_empty()
    }

    /// Whether something has changed that can be undone.
    fn differs_from(&self, before: &Self) -> bool {
        let others = |state: &Self| state.others.iter().filter(|(key, _)| is_undone(key)).cloned().collect::<Vec<_>>();
        self.inputs != before.inputs || (self.others != before.others && others(self) != others(before))
    }

    /// Remembers the state before an action, if that changed something.
    pub(super) fn record(&mut self, before: &Self, step: Step) {
        self.history = Rc::clone(&before.history);
        let about = match step {
            Step::Own => None,
            Step::Part(about) => Some(about),
            Step::Ends if self.history.open.is_none() => return,
            Step::Ends => return Rc::make_mut(&mut self.history).open = None,
        };
        if !self.differs_from(before) {
            return;
        }
        // What was said of an earlier step is past.
        if self.said == before.said {
            self.said = None;
        }
        if about.is_some() && self.history.open == about {
            return;
        }
        let history = Rc::make_mut(&mut self.history);
        history.past.push(Moment::of(before));
        if MOST_STEPS < history.past.len() {
            history.past.remove(0);
        }
        history.future.clear();
        history.open = about;
    }

    /// The state before the last step.
    pub(super) fn undone(&self) -> Self {
        self.moved(|history, present| Some((history.past.pop()?, history.future.push(present)).0), Said::Undone)
    }

    /// The state after the last step that was taken back.
    pub(super) fn redone(&self) -> Self {
        self.moved(|history, present| Some((history.future.pop()?, history.past.push(present)).0), Said::Redone)
    }

    fn moved(
        &self,
        step: impl FnOnce(&mut History, Rc<Moment>) -> Option<Rc<Moment>>,
        said: impl FnOnce(String) -> Said,
    ) -> Self {
        let mut next = self.clone();
        if self.presentation.readonly {
            return next;
        }
        let history = Rc::make_mut(&mut next.history);
        history.open = None;
        let Some(moment) = step(history, Moment::of(self)) else { return next };
        // What is fixed stays as it is, and so does how the calculator is shown.
        next.accept(self.with_locked(moment.inputs.clone()));
        next.drafts = Default::default();
        next.wants.clear();
        let shown = self.others.iter().filter(|(key, _)| presentation::is_one(key));
        let undone = moment.others.iter().filter(|(key, _)| !presentation::is_one(key));
        next.others = undone.chain(shown).cloned().collect();
        next.scenarios = self.scenarios.back_at(&moment.scenarios);
        next.settle_presentation();
        next.settle_scenario_key();
        next.settle_keys(self);
        next.said = Some(said(crate::words::history::change(self, &next)));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::super::Curves;
    use super::*;
    use crate::state::Page;

    fn typed(state: &State, field: Field, text: &str) -> State {
        state.reduce(Action::Type(field, text.to_owned()))
    }

    fn undo(state: &State) -> State {
        state.reduce(Action::Undo)
    }

    fn redo(state: &State) -> State {
        state.reduce(Action::Redo)
    }

    #[test]
    fn steps_are_taken_back_and_done_again() {
        let start = State::from_link("mem=4GiB");
        assert!(!start.can_undo() && undo(&start) == start && redo(&start) == start);
        let one = typed(&start, Field::Memory, "8 GiB").reduce(Action::Leave(Field::Memory));
        let two = one.reduce(Action::Pin("Today".to_owned()));
        let three = two.reduce(Action::TypeTarget(Want::Downtime, "1s".to_owned()));
        let four = three.reduce(Action::ShowCurves(Curves::Bound));
        let links = [&start, &one, &two, &three, &four].map(State::link);
        let mut state = four;
        for link in links.iter().rev().skip(1) {
            state = undo(&state);
            assert_eq!((&state.link(), state.link_problems.len()), (link, 0));
            assert_eq!(state.results, State::from_link(link).results);
            assert_eq!(state.pins, State::from_link(link).pins);
            assert_eq!(state.targets, State::from_link(link).targets);
        }
        assert!(!state.can_undo());
        for link in links.iter().skip(1) {
            state = redo(&state);
            assert_eq!(&state.link(), link);
        }
        assert!(!state.can_redo());
        // Another step, and what was taken back is gone.
        assert!(!typed(&undo(&state), Field::Memory, "9 GiB").can_redo());
    }

    #[test]
    fn a_drag_is_one_step_and_so_is_what_is_typed_until_the_field_is_left() {
        let start = State::from_link("mem=4GiB&dirty=1000pages/s");
        let mut state = start.clone();
        for position in 300..500 {
            state = state.reduce(Action::Slide(Field::DirtyRate, position));
        }
        assert_eq!(undo(&state).link(), start.link());
        for text in ["6", "64", "64 ", "64 GiB"] {
            state = typed(&state, Field::Memory, text);
        }
        let once = state.reduce(Action::Leave(Field::Memory));
        let twice = typed(&once, Field::Memory, "32 GiB").reduce(Action::Leave(Field::Memory));
        assert_eq!(undo(&twice).text(Field::Memory), "64 GiB");
        assert_eq!(undo(&undo(&twice)).text(Field::Memory), "4 GiB");
        assert_eq!(undo(&undo(&undo(&twice))).link(), start.link());
        let drag = |state: &State, text: &str| {
            state.reduce(Action::Drag(vec![(Field::HotSet, text.to_owned()), (Field::DirtyRate, "9 MiB/s".to_owned())]))
        };
        let dragged = drag(&drag(&start, "100 MiB"), "200 MiB");
        assert_eq!(undo(&dragged).link(), start.link());
        let again = drag(&dragged.reduce(Action::Drag(Vec::new())), "300 MiB");
        assert_eq!(undo(&again).link(), dragged.link());
    }

    #[test]
    fn no_more_than_a_hundred_steps_are_kept() {
        let mut state = State::from_link("");
        for turn in 0..250 {
            state = typed(&state, Field::Memory, &format!("{} GiB", 8 + turn)).reduce(Action::Leave(Field::Memory));
        }
        for _ in 0..300 {
            state = undo(&state);
        }
        assert_eq!(state.text(Field::Memory), "157 GiB");
    }

    #[test]
    fn every_way_to_change_all_at_once_is_a_step() {
        let start = State::from_link("mem=4GiB&want-time=5min");
        let entries = vec![(Field::Memory, "8 GiB".to_owned()), (Field::DirtyRate, "1 MiB/s".to_owned())];
        for action in [
            Action::OpenLink("mem=8GiB&hv=xen".to_owned()),
            Action::TakeOver("mem=8GiB".to_owned()),
            Action::OpenRun("mem=8GiB".to_owned()),
            Action::StartAfresh,
            Action::Enter(entries),
            Action::Choose(Field::Hypervisor, "xen".to_owned()),
            Action::SetKeys(vec![("seed".to_owned(), "2".to_owned()), ("want-time".to_owned(), String::new())]),
        ] {
            let next = start.reduce(action.clone());
            assert_ne!(next.link(), start.link(), "{action:?}");
            assert_eq!(undo(&next).link(), start.link(), "{action:?}");
            assert_eq!(redo(&undo(&next)).link(), next.link(), "{action:?}");
        }
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let start = State::from_link("mem=4GiB");
        for action in [
            Action::ShowPaper(false),
            Action::OpenPage(Page::Evidence),
            Action::OpenLink("mem=4GiB".to_owned()),
            Action::Leave(Field::Memory),
            Action::Type(Field::Memory, "a lot".to_owned()),
            Action::Present(vec![("embed".to_owned(), "1".to_owned())]),
        ] {
            assert!(!start.reduce(action.clone()).can_undo(), "{action:?}");
        }
    }

    #[test]
    fn what_a_host_says_stays() {
        let start = State::from_link("mem=4GiB&hot=100MiB");
        let changed = typed(&typed(&start, Field::Memory, "8 GiB"), Field::DirtyRate, "1 MiB/s");
        let host = vec![("lock".to_owned(), "mem".to_owned()), ("embed".to_owned(), "1".to_owned())];
        let held = changed.reduce(Action::Present(host));
        let back = undo(&undo(&held));
        assert_eq!((back.text(Field::Memory), back.presentation.embed), ("8 GiB".into(), true));
        assert_eq!(back.text(Field::DirtyRate), start.text(Field::DirtyRate));
        let fixed = changed.reduce(Action::Present(vec![("readonly".to_owned(), "1".to_owned())]));
        assert!(!fixed.can_undo() && undo(&fixed) == fixed);
        // A page that is shown is no matter of undoing either.
        let turned = changed.reduce(Action::OpenPage(Page::Evidence));
        assert_eq!(undo(&turned).page(), Page::Evidence);
    }

    #[test]
    fn what_was_undone_is_said() {
        let start = State::from_link("dirty=200MiB/s");
        let back = undo(&typed(&start, Field::DirtyRate, "100 MiB/s"));
        assert_eq!(back.said, Some(Said::Undone("dirty rate 200 MiB/s".to_owned())));
        assert_eq!(redo(&back).said, Some(Said::Redone("dirty rate 100 MiB/s".to_owned())));
        assert_eq!(typed(&back, Field::DirtyRate, "50 MiB/s").said, None);
    }
}
