//! The ready-made scenario that the inputs come from, what of it is still assumed, and the way back.

use std::rc::Rc;

use precopy_formats::ready::{self, Assumed, Ready};
use precopy_formats::{FieldMap, Inputs, link};
use precopy_model::problem::Field;

use super::{Draft, State};

/// The chosen scenario, and what is typed to find one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenarios {
    /// What the inputs come from; none: from the person alone.
    pub chosen: Option<Chosen>,
    /// What was there before one was chosen.
    before: Option<Rc<Before>>,
    /// How often one was chosen: the page puts the focus on it each time.
    pub turns: u32,
    /// What is typed to find one; it stays while the list is closed, for the next one of a series.
    pub query: String,
}

/// A scenario that was chosen, or that a link turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The scenario.
    pub ready: &'static Ready,
    inputs: Rc<Inputs>,
}

/// What a person had before choosing a scenario.
#[derive(Clone, Debug, PartialEq)]
struct Before {
    inputs: Inputs,
    drafts: FieldMap<Draft>,
    chosen: Option<Chosen>,
}

impl Scenarios {
    /// What some inputs are known as: a shared link shows what it is, and what in it is assumed.
    pub(super) fn recognise(inputs: &Inputs) -> Self {
        let chosen =
            ready::of_link(&link::print(inputs)).map(|ready| Chosen { ready, inputs: Rc::new(inputs.clone()) });
        Self { chosen, ..Self::default() }
    }

    /// Whether there is something to go back to.
    #[must_use]
    pub fn has_before(&self) -> bool {
        self.before.is_some()
    }
}

impl Chosen {
    /// Whether some inputs still come to this scenario.
    #[must_use]
    pub fn is_unchanged(&self, inputs: &Inputs) -> bool {
        Field::ALL.into_iter().all(|field| self.holds(inputs, field))
    }

    /// Whether one input has the scenario's value, entered or as the product's own.
    fn holds(&self, inputs: &Inputs, field: Field) -> bool {
        inputs.get(field) == self.inputs.get(field) || inputs.effective(field).0 == self.inputs.effective(field).0
    }
}

impl State {
    /// Why an input has the value that it has, when that is the scenario's assumption.
    #[must_use]
    pub fn assumption(&self, field: Field) -> Option<&'static str> {
        self.assumptions().find_map(|(assumed, reason)| (*assumed == field).then_some(*reason))
    }

    /// The assumptions of the chosen scenario that nobody has replaced.
    pub fn assumptions(&self) -> impl Iterator<Item = &'static Assumed> + '_ {
        let chosen = self.scenarios.chosen.as_ref();
        chosen
            .into_iter()
            .flat_map(|chosen| chosen.ready.assumed.iter().filter(|(field, _)| chosen.holds(&self.inputs, *field)))
    }

    /// The state with a scenario loaded; what was there can be taken back, with what was half typed.
    pub(super) fn with_ready(&self, ready: &'static Ready) -> Self {
        let own = &self.scenarios;
        let untouched = own.chosen.as_ref().is_some_and(|chosen| chosen.is_unchanged(&self.inputs));
        let before = match &own.before {
            // Looking through several, one does not want to go back to the one before, but to one's own.
            Some(before) if untouched && !self.is_stale() => Rc::clone(before),
            _ => {
                Rc::new(Before { inputs: self.inputs.clone(), drafts: self.drafts.clone(), chosen: own.chosen.clone() })
            }
        };
        let mut next = Self {
            instance: self.instance,
            others: self.others.clone(),
            unknown_read: self.unknown_read,
            show_paper: self.show_paper,
            ..Self::from_link(ready.link)
        };
        let inputs = Rc::new(next.inputs.clone());
        next.scenarios = Scenarios {
            chosen: Some(Chosen { ready, inputs }),
            before: Some(before),
            turns: own.turns.wrapping_add(1),
            query: own.query.clone(),
        };
        next
    }

    /// The state as it was before a scenario was chosen.
    pub(super) fn without_ready(&self) -> Self {
        let Some(before) = &self.scenarios.before else { return self.clone() };
        let mut next = self.clone();
        next.accept(before.inputs.clone());
        next.drafts = before.drafts.clone();
        next.scenarios.chosen = before.chosen.clone();
        next.scenarios.before = None;
        next
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;

    fn ready(id: &str) -> &'static Ready {
        ready::all().find(|ready| ready.id == id).unwrap()
    }

    fn chosen(state: &State) -> Option<&'static str> {
        state.scenarios.chosen.as_ref().map(|chosen| chosen.ready.id)
    }

    fn is_unchanged(state: &State) -> bool {
        state.scenarios.chosen.as_ref().unwrap().is_unchanged(&state.inputs)
    }

    #[test]
    fn a_scenario_is_its_link_and_leaves_the_page_as_it_is() {
        let state = State::from_link("mem=8GiB&embed=1&future=2").reduce(Action::ShowPaper(false));
        let next = state.reduce(Action::OpenReady(ready("postal-3")));
        assert_eq!(next.results, State::from_link(ready("postal-3").link).results);
        assert_eq!((next.others.clone(), next.show_paper, next.shelf), (state.others, false, None));
        assert!(next.is_embedded() && is_unchanged(&next));
    }

    #[test]
    fn one_goes_back_to_what_one_had_with_what_was_half_typed() {
        let own = State::from_link("mem=8GiB&dirty=777pages/s");
        let own = own.reduce(Action::Type(Field::HotSet, "a lot".to_owned()));
        let away = own.reduce(Action::OpenReady(ready("idle"))).reduce(Action::OpenReady(ready("desktop")));
        assert!(away.scenarios.has_before() && !away.is_stale());
        let back = away.reduce(Action::LeaveReady);
        assert_eq!((&back.inputs, &back.drafts, &back.results), (&own.inputs, &own.drafts, &own.results));
        assert_eq!((chosen(&back), back.scenarios.has_before()), (None, false));
        assert_eq!(back.reduce(Action::LeaveReady), back);
    }

    #[test]
    fn a_changed_scenario_is_ones_own() {
        let first = State::from_link("mem=8GiB").reduce(Action::OpenReady(ready("idle")));
        let changed = first.reduce(Action::Type(Field::Memory, "6 GiB".to_owned()));
        assert!(!is_unchanged(&changed));
        let back = changed.reduce(Action::OpenReady(ready("desktop"))).reduce(Action::LeaveReady);
        assert_eq!((chosen(&back), &back.inputs), (Some("idle"), &changed.inputs));
        assert!(!is_unchanged(&back));
    }

    #[test]
    fn a_value_that_comes_back_is_unchanged_again() {
        let state = State::from_link("").reduce(Action::OpenReady(ready("spec-1")));
        let changed = state.reduce(Action::Type(Field::DowntimeLimit, "40 ms".to_owned()));
        assert!(!is_unchanged(&changed) && changed.assumption(Field::DowntimeLimit).is_none());
        // The product's own value is the same 30 ms.
        let again = changed.reduce(Action::TakeBack(Field::DowntimeLimit));
        assert!(is_unchanged(&again) && again.assumption(Field::DowntimeLimit).is_some());
    }

    #[test]
    fn what_is_assumed_is_marked_and_the_rest_is_not() {
        let state = State::from_link("").reduce(Action::OpenReady(ready("spec-1")));
        let marked: Vec<Field> = state.assumptions().map(|(field, _)| *field).collect();
        assert_eq!(marked, [Field::Memory, Field::Link, Field::DowntimeLimit]);
        assert!(state.assumption(Field::Memory).is_some() && state.assumption(Field::HotSet).is_none());
        let other = state.reduce(Action::Type(Field::Link, "1 Gbit/s".to_owned()));
        assert!(other.assumption(Field::Link).is_none() && other.assumption(Field::Memory).is_some());
    }

    #[test]
    fn a_shared_link_knows_its_scenario_and_other_links_do_not() {
        let state = State::from_link("").reduce(Action::OpenReady(ready("two-share")));
        let opened = State::from_link(&state.link());
        assert_eq!((chosen(&opened), opened.scenarios.has_before()), (Some("two-share"), false));
        assert_eq!(chosen(&State::from_link("")), None);
        assert_eq!(chosen(&opened.reduce(Action::OpenLink("mem=9GiB".to_owned()))), None);
        assert_eq!(chosen(&opened.reduce(Action::StartAfresh)), None);
    }
}
