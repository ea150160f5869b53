//! What the page knows: plain data, one enum of actions, one pure `reduce`. Tested without a browser.

mod action;
mod curves;
mod draft;
mod history;
mod keys;
mod page;
mod pattern;
mod pins;
mod presentation;
mod proportion;
mod results;
mod scenarios;
mod shelf;
pub mod slider;
mod taking;
mod targets;
mod uncertain;
mod view;

use std::rc::Rc;

pub use action::Action;
pub use curves::{Curves, Shown};
pub use draft::Draft;
pub use history::Said;
pub use page::Page;
pub use pins::Pinned;
pub use presentation::{Controls, Extent, Presentation, Theme};
pub use results::Results;
pub use scenarios::{Assumed, Chosen, Ready, Scenarios};
pub use shelf::Shelf;
pub use uncertain::{Band, Uncertain};
pub use view::{View, Viewing, Zoom};

use precopy_formats::fields::{Takes, row};
use precopy_formats::targets::{Targets, Want};
use precopy_formats::{FieldMap, Inputs, link, shape};
use precopy_model::problem::{Field, Problem};

use self::history::History;
use self::pattern::Shapes;
use self::proportion::Proportions;

/// The whole state of one calculator.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Which calculator of the document this is: part of the names that tie labels to fields.
    pub instance: u32,
    /// The last good inputs.
    pub inputs: Inputs,
    /// Texts that a person is typing, or that are not right yet.
    pub drafts: FieldMap<Draft>,
    /// What is wrong with the link that was opened.
    pub link_problems: Vec<Problem>,
    /// Keys of the link that are not inputs: of the page, or of a newer version.
    pub others: Vec<(String, String)>,
    /// What the page says that mounts the calculator, as such keys; it counts more than the link.
    pub host: Vec<(String, String)>,
    /// The link that was opened: in somebody's page, to start afresh is to go back to what that page says.
    start: Rc<str>,
    /// How much is shown, and what may be changed: follows from the two.
    pub presentation: Presentation,
    /// Whether the person has read which keys are not understood.
    pub unknown_read: bool,
    /// Whether the paper's curve is drawn beside the others.
    pub show_paper: bool,
    /// How the chart is looked at.
    pub view: View,
    /// What lies open above the calculator.
    pub shelf: Option<Shelf>,
    /// The ready-made scenario that the inputs come from.
    pub scenarios: Scenarios,
    /// The product value whose source is shown.
    pub source_of: Option<Field>,
    /// What follows from `inputs`.
    pub results: Rc<Results>,
    /// What is wanted of the migration.
    pub targets: Targets,
    /// Texts of targets that a person is typing, or that are not right yet.
    wants: Vec<(Want, Draft)>,
    /// Scenarios that are pinned beside this one.
    pub pins: Rc<[Pinned]>,
    /// How far the answer may be off, while the inputs are those that it was asked for.
    pub uncertain: Option<Rc<Uncertain>>,
    /// What is to be said of the last action to those who hear the page, and to see where it could not be done.
    pub said: Option<Said>,
    history: Rc<History>,
    proportions: Proportions,
    shapes: Shapes,
}

impl State {
    /// The state that a link describes; without one, the default scenario.
    #[must_use]
    pub fn from_link(text: &str) -> Self {
        let mut parsed = link::parse(text);
        Curves::rename(&mut parsed.others);
        let results = Rc::new(Results::of(&parsed.inputs).unwrap_or_default());
        let others = parsed.others.iter().map(|(key, text)| (key.as_str(), text.as_str()));
        let presentation = Presentation::of(others, &mut parsed.problems);
        parsed.problems.extend(Page::problem(&parsed.others));
        let targets = targets::of_link(&parsed.others, &mut parsed.problems);
        let pins = pins::of_link(&parsed.others, &[], &mut parsed.problems);
        parsed.problems.extend(keys::of_ranges(&parsed.others));
        Self {
            instance: 0,
            targets,
            wants: Vec::new(),
            pins,
            uncertain: None,
            said: None,
            history: Rc::default(),
            proportions: Proportions::of(&results),
            scenarios: Scenarios::of_link(&parsed.inputs, &parsed.others),
            inputs: parsed.inputs,
            drafts: FieldMap::default(),
            link_problems: parsed.problems,
            others: parsed.others,
            host: Vec::new(),
            start: Rc::from(text.trim_start_matches(['#', '?'])),
            presentation,
            unknown_read: false,
            show_paper: true,
            view: View::default(),
            shelf: None,
            source_of: None,
            results,
            shapes: Shapes::default(),
        }
    }

    /// The same state, as that of another calculator of the document, whose page says how it is shown.
    #[must_use]
    pub fn mounted(self, instance: u32, host: Vec<(String, String)>) -> Self {
        let mut state = Self { instance, host, ..self };
        state.settle_presentation();
        state
    }

    /// The link to this state, without the `#`. Keys that this version does not know are carried along.
    #[must_use]
    pub fn link(&self) -> String {
        link_of(&self.inputs, &self.others)
    }

    /// Which curves are drawn.
    #[must_use]
    pub fn shown(&self) -> Shown {
        Shown { curves: Curves::of_link(&self.others), paper: self.show_paper }
    }

    /// Which page is shown.
    #[must_use]
    pub fn page(&self) -> Page {
        Page::of_link(&self.others)
    }

    /// The keys of the link that this version does not know, in words.
    #[must_use]
    pub fn unknown_keys(&self) -> Option<String> {
        if self.unknown_read {
            return None;
        }
        let unknown: Vec<&str> =
            self.others.iter().map(|(key, _)| key.as_str()).filter(|key| !keys::is_known(key)).collect();
        (!unknown.is_empty()).then(|| crate::words::unknown_keys(&unknown))
    }

    /// The name of a field's input in the document.
    #[must_use]
    pub fn element_id(&self, field: Field) -> String {
        format!("precopy{}-{}", self.instance, row(field).key)
    }

    /// The text that a field shows: what is being typed, or the value that counts.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        match self.drafts.get(field) {
            Some(draft) => draft.text.clone(),
            // A goodput share that nobody entered has more digits than a person wants to read.
            None if field == Field::Goodput && self.inputs.get(field).is_none() => {
                crate::words::source_value(field, &self.inputs.effective(field).0)
            }
            None => crate::words::field_text(&self.inputs.effective(field).0),
        }
    }

    /// What is wrong with a field's text.
    #[must_use]
    pub fn problem(&self, field: Field) -> Option<&Problem> {
        self.drafts.get(field).and_then(|draft| draft.problem.as_ref())
    }

    /// Whether the results do not belong to what is written, because something of that is not right yet.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.drafts.iter().any(|(_, draft)| draft.problem.is_some())
    }

    /// The state after an action. Never fails: what can't be taken becomes a draft with its problem.
    #[must_use]
    pub fn reduce(&self, action: Action) -> Self {
        let step = history::Step::of(&action);
        let mut next = match action {
            Action::Undo => return self.undone(),
            Action::Redo => return self.redone(),
            action => self.after(action),
        };
        next.settle_keys(self);
        next.record(self, step);
        next
    }

    /// The same, as one of several actions that are one step.
    fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            // Both are steps by themselves.
            Action::Undo | Action::Redo => {}
            Action::Slide(field, _) | Action::Type(field, _) | Action::Choose(field, _) | Action::TakeBack(field)
                if self.presentation.is_locked(field) => {}
            Action::OpenReady(_) | Action::LeaveReady if self.presentation.locks_any() => {}
            Action::Slide(field, position) => {
                if let Some(value) = slider::value_at(self, field, position) {
                    next.drafts.remove(field);
                    next.take(field, value, None);
                }
            }
            Action::Type(field, text) => match row(field).parse(&text) {
                Ok(value) => next.take(field, value, Some(text)),
                Err(problem) => {
                    next.drafts.insert(field, Draft { text, problem: Some(problem) });
                }
            },
            Action::Leave(field) => {
                if next.drafts.get(field).is_some_and(|draft| draft.problem.is_none()) {
                    next.drafts.remove(field);
                }
            }
            Action::Choose(field, word) => {
                if let Ok(value) = row(field).parse(&word) {
                    next.choose(field, value);
                }
            }
            // There is nothing to take instead, but what counted before may count again.
            Action::TakeBack(Field::Shape) if shape::default_of(self.pattern()).is_empty() => {
                if next.waiting_pattern().is_none() {
                    next.drafts.remove(Field::Shape);
                }
            }
            Action::TakeBack(field) => match Inputs::default().get(field) {
                Some(value) => next.take(field, value, None),
                None => {
                    next.drafts.remove(field);
                    let mut inputs = next.inputs.clone();
                    inputs.reset(field);
                    next.accept(inputs);
                }
            },
            Action::OpenLink(text) => {
                let (instance, show_paper, view) = (self.instance, self.show_paper, self.view);
                next = Self { instance, show_paper, view, host: self.host.clone(), ..Self::from_link(&text) }
            }
            Action::TakeOver(text) => {
                let (instance, show_paper, view) = (self.instance, self.show_paper, self.view);
                next = Self { instance, show_paper, view, ..Self::from_link(&text) };
                self.keep_presentation(&mut next);
            }
            Action::Present(pairs) => next.host = pairs,
            Action::OpenPage(page) => {
                page.tell(&mut next.others);
                next.shelf = None;
            }
            Action::OpenRun(_) if self.presentation.locks_any() => {}
            Action::OpenRun(link) => {
                next = self.after(Action::TakeOver(link));
                Page::Calculator.tell(&mut next.others);
            }
            Action::StartAfresh if self.presentation.readonly => {}
            Action::StartAfresh => {
                let start = if self.presentation.embed { Rc::clone(&self.start) } else { Rc::from("") };
                next = Self { instance: self.instance, ..Self::from_link(&start) };
                next.others = self.others_to_start_with(next.others);
                next.host.clone_from(&self.host);
                let inputs = self.with_locked(next.inputs.clone());
                next.accept(inputs);
            }
            Action::DismissLinkProblems => {
                next.link_problems.clear();
                next.unknown_read = true;
            }
            Action::ShowPaper(show) => next.show_paper = show,
            Action::ShowCurves(curves) => curves.tell(&mut next.others),
            Action::View(viewing) => next.view = next.view.after(viewing),
            Action::OpenShelf(shelf) => next.shelf = shelf,
            Action::OpenReady(ready) => next = self.with_ready(ready),
            Action::LeaveReady => next = self.without_ready(),
            Action::Recognise(ready) => next = self.with_recognised(ready),
            Action::Enter(entries) | Action::Drag(entries) => {
                for (field, text) in entries {
                    next = match row(field).takes {
                        Takes::Amount(_) | Takes::Shape => {
                            next.after(Action::Type(field, text)).after(Action::Leave(field))
                        }
                        // A product brings its own defaults.
                        Takes::Words(_) | Takes::Preset => next.after(Action::Choose(field, text)),
                    };
                }
            }
            Action::ShowSource(field) => next.source_of = field,
            Action::Uncertain(told) => next.hear(told),
            // A reader of somebody's page changes nothing of what it says.
            Action::SetKeys(_)
            | Action::Pin(_)
            | Action::TakePin(_)
            | Action::Unpin(_)
            | Action::RenamePin(..)
            | Action::TypeTarget(..)
            | Action::LeaveTarget(_)
                if self.presentation.readonly => {}
            Action::SetKeys(entries) => next.set_keys(entries),
            Action::Pin(name) => next.pin(&name),
            Action::TakePin(letter) => next.take_pin(letter),
            Action::Unpin(letter) => next.unpin(letter),
            Action::RenamePin(letter, name) => next.rename_pin(letter, &name),
            Action::TypeTarget(want, text) => next.type_target(want, text),
            Action::LeaveTarget(want) => next.leave_target(want),
        }
        next.settle_presentation();
        next.settle_drafts();
        next.settle_scenario_key();
        next
    }
}

/// The link to some inputs, without the `#`, with the other keys carried along.
#[must_use]
pub fn link_of(inputs: &Inputs, others: &[(String, String)]) -> String {
    let mut text = link::print(inputs);
    for (key, value) in others {
        link::push(&mut text, key, value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(state: &State, field: Field, text: &str) -> State {
        state.reduce(Action::Type(field, text.to_owned()))
    }

    #[test]
    fn a_good_text_counts_at_once_and_stays_as_typed_until_the_field_is_left() {
        let state = typed(&State::from_link(""), Field::Memory, "64GiB");
        assert_eq!(state.text(Field::Memory), "64GiB");
        assert_eq!(state.results.scenario.vm.memory.as_bytes(), 64.0 * 1024.0 * 1024.0 * 1024.0);
        assert_eq!(state.reduce(Action::Leave(Field::Memory)).text(Field::Memory), "64 GiB");
    }

    #[test]
    fn a_bad_text_stays_with_its_problem_and_the_last_good_result() {
        let before = State::from_link("mem=8GiB");
        let state = typed(&before, Field::Memory, "a lot").reduce(Action::Leave(Field::Memory));
        assert_eq!(state.text(Field::Memory), "a lot");
        assert!(state.is_stale() && state.problem(Field::Memory).is_some());
        assert_eq!(state.results, before.results);
        assert!(!typed(&state, Field::Memory, "8 GiB").is_stale());
    }

    #[test]
    fn a_hot_set_larger_than_the_working_set_is_a_problem_at_its_field() {
        let state = typed(&State::from_link("mem=4GiB&ws=1GiB&hot=100MiB"), Field::HotSet, "2 GiB");
        assert_eq!(state.problem(Field::HotSet).unwrap().what, "The hot set is larger than the working set.");
    }

    #[test]
    fn parts_keep_their_proportion_when_their_parent_changes() {
        let state = typed(&State::from_link("mem=4GiB&ws=2GiB&hot=512MiB"), Field::Memory, "8 GiB");
        assert_eq!((state.text(Field::WorkingSet), state.text(Field::HotSet)), ("4 GiB".into(), "1 GiB".into()));
        let back = typed(&typed(&state, Field::Memory, "100 MiB"), Field::Memory, "4 GiB");
        assert_eq!((back.text(Field::WorkingSet), back.text(Field::HotSet)), ("2 GiB".into(), "512 MiB".into()));
        let share = typed(&State::from_link("mem=4GiB&ws=50pct&hot=512MiB"), Field::Memory, "8 GiB");
        assert_eq!((share.text(Field::WorkingSet), share.text(Field::HotSet)), ("50 %".into(), "1 GiB".into()));
    }

    #[test]
    fn choosing_a_product_takes_its_defaults_and_keeps_the_machine() {
        let state = State::from_link("hv=qemu&mem=8GiB&max-downtime=1s");
        let xen = state.reduce(Action::Choose(Field::Hypervisor, "xen".into()));
        assert_eq!(xen.inputs.get(Field::DowntimeLimit), None);
        assert_eq!(xen.text(Field::Memory), "8 GiB");
        let qemu = xen.reduce(Action::Choose(Field::Hypervisor, "qemu".into()));
        assert_eq!(qemu.text(Field::DowntimeLimit), "300 ms");
    }

    #[test]
    fn links_round_trip_with_what_they_do_not_understand() {
        let state = State::from_link("#v=1&hv=xen&mem=8GiB&ws=50pct&hot=1GiB&dirty=90MiB/s&link=25Gbit/s&lesson=3");
        assert!(state.link().ends_with("&lesson=3"));
        assert_eq!(State::from_link(&state.link()), state);
    }

    #[test]
    fn a_problem_goes_when_the_other_field_makes_room() {
        let state = typed(&State::from_link("mem=4GiB&ws=1GiB&hot=100MiB"), Field::HotSet, "2 GiB");
        let state = typed(&state, Field::WorkingSet, "3 GiB");
        assert!(!state.is_stale());
        assert_eq!(state.results.scenario.dirtying.hot_set, precopy_model::quantity::Bytes::from_gib(2.0));
    }

    #[test]
    fn the_default_can_be_taken_while_other_values_are_larger() {
        let state = State::from_link("mem=64GiB&ws=60GiB&hot=30GiB").reduce(Action::TakeBack(Field::Memory));
        assert_eq!((state.text(Field::Memory), state.is_stale()), ("4 GiB".into(), false));
    }

    #[test]
    fn values_that_are_entered_at_once_are_as_if_typed_one_after_the_other() {
        let entries = vec![(Field::Memory, "8 GiB".to_owned()), (Field::HotSet, "100 %".to_owned())];
        let state = State::from_link("mem=4GiB&ws=1GiB&hot=100MiB").reduce(Action::Enter(entries));
        assert_eq!((state.text(Field::Memory), state.text(Field::HotSet)), ("8 GiB".into(), "100 %".into()));
        assert_eq!(state.text(Field::WorkingSet), "2 GiB", "it keeps its share of the memory");
        let refused = state.reduce(Action::Enter(vec![(Field::HotSet, "9 GiB".to_owned())]));
        assert!(refused.is_stale() && refused.results == state.results);
    }

    #[test]
    fn a_product_that_is_entered_is_as_if_chosen() {
        let entries = vec![(Field::Hypervisor, "xen".to_owned()), (Field::SharedBy, "1".to_owned())];
        let state = State::from_link("hv=qemu&mem=8GiB&max-downtime=1s&cap=none").reduce(Action::Enter(entries));
        assert_eq!((state.inputs.preset().id, state.is_stale()), ("xen", false));
        assert_eq!((state.text(Field::Memory), state.inputs.get(Field::DowntimeLimit)), ("8 GiB".into(), None));
    }

    #[test]
    fn a_draft_of_a_field_that_is_no_longer_there_does_not_count() {
        let state = typed(&State::from_link("hv=custom&cap=1GB/s"), Field::LookEvery, "often");
        assert!(state.is_stale());
        assert!(!state.reduce(Action::Choose(Field::Loop, "rounds".into())).is_stale());
    }

    #[test]
    fn no_text_in_any_field_loses_the_result() {
        let mut state = State::from_link("");
        for field in Field::ALL {
            for text in ["", "0", "-1", "1e308 GiB", "∞", "GiB", "9999999999999 TiB", "50 %", "none", "\u{0}"] {
                state = typed(&state, field, text).reduce(Action::Leave(field));
                assert!(state.results.bound.remaining.knots().len() > 1, "{field:?} {text}");
            }
        }
    }
}
