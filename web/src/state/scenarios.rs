//! The ready-made scenario that the inputs come from, what of it is still assumed, and the way back.

use std::rc::Rc;

use precopy_formats::{FieldMap, Inputs, link};
use precopy_model::problem::Field;

use super::{Draft, State};

/// The key of a link that names the scenario that its inputs are.
pub(super) const KEY: &str = "scenario";

/// An input that a scenario's source does not give, and why it has this value.
pub type Assumed = (Field, Rc<str>);

/// A ready-made scenario, as the panels tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// Its short name, in links.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where it comes from and what of it is assumed, in one line.
    pub line: String,
    /// The scenario, as a link's text.
    pub link: String,
    /// What is assumed.
    pub assumed: Vec<Assumed>,
}

/// The chosen scenario, and the one that a link names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenarios {
    /// What the inputs come from; none: from the person alone.
    pub chosen: Option<Chosen>,
    /// What a link says that its inputs are, until the panels have told of it.
    asked: Option<Asked>,
    /// What was there before one was chosen.
    before: Option<Rc<Before>>,
    /// How often one was chosen: the page puts the focus on it each time.
    pub turns: u32,
}

/// A scenario that was chosen, or that a link turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The scenario.
    pub ready: Rc<Ready>,
    inputs: Rc<Inputs>,
}

/// A scenario that a link names, and the inputs of that link.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    id: Rc<str>,
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
    /// What a link says that its inputs are.
    pub(super) fn of_link(inputs: &Inputs, others: &[(String, String)]) -> Self {
        let named = others.iter().find(|(key, _)| key == KEY);
        let asked = named.map(|(_, id)| Asked { id: Rc::from(id.as_str()), inputs: Rc::new(inputs.clone()) });
        Self { asked, ..Self::default() }
    }

    /// The scenario that a link names and of which nothing is known yet.
    #[must_use]
    pub fn asked(&self) -> Option<Rc<str>> {
        self.asked.as_ref().map(|asked| Rc::clone(&asked.id))
    }

    /// The name of the scenario that some inputs are, for their link.
    #[must_use]
    pub fn name_of(&self, inputs: &Inputs) -> Option<&str> {
        let chosen = self.chosen.as_ref().filter(|chosen| chosen.is_unchanged(inputs));
        let asked = || self.asked.as_ref().filter(|asked| *asked.inputs == *inputs).map(|asked| &*asked.id);
        chosen.map(|chosen| chosen.ready.id.as_str()).or_else(asked)
    }

    /// As it was at another time; the page's focus stays where it is.
    pub(super) fn back_at(&self, other: &Self) -> Self {
        Self { turns: self.turns, ..other.clone() }
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
    pub fn assumption(&self, field: Field) -> Option<&str> {
        self.assumptions().find_map(|(assumed, reason)| (*assumed == field).then_some(&**reason))
    }

    /// The assumptions of the chosen scenario that nobody has replaced.
    pub fn assumptions(&self) -> impl Iterator<Item = &Assumed> {
        let chosen = self.scenarios.chosen.as_ref();
        chosen
            .into_iter()
            .flat_map(|chosen| chosen.ready.assumed.iter().filter(|(field, _)| chosen.holds(&self.inputs, *field)))
    }

    /// The state with a scenario loaded; what was there can be taken back, with what was half typed.
    pub(super) fn with_ready(&self, ready: Rc<Ready>) -> Self {
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
            host: self.host.clone(),
            unknown_read: self.unknown_read,
            show_paper: self.show_paper,
            ..Self::from_link(&ready.link)
        };
        let inputs = Rc::new(next.inputs.clone());
        next.scenarios = Scenarios {
            chosen: Some(Chosen { ready, inputs }),
            before: Some(before),
            asked: None,
            turns: own.turns.wrapping_add(1),
        };
        next
    }

    /// The state with what the panels say of the scenario that a link names: only if it is what that link holds.
    pub(super) fn with_recognised(&self, ready: Rc<Ready>) -> Self {
        let mut next = self.clone();
        if let Some(asked) = next.scenarios.asked.take_if(|asked| *asked.id == *ready.id) {
            let inputs = Rc::new(link::parse(&ready.link).inputs);
            let chosen = Chosen { ready, inputs };
            next.scenarios.chosen = chosen.is_unchanged(&asked.inputs).then_some(chosen);
        }
        next
    }

    /// Names the scenario in the link, as long as the inputs are that.
    pub(super) fn settle_scenario_key(&mut self) {
        let named = self.others.iter().find(|(key, _)| key == KEY).map(|(_, id)| id.as_str());
        let name = self.scenarios.name_of(&self.inputs);
        if named != name {
            let name = name.map(str::to_owned);
            self.others.retain(|(key, _)| key != KEY);
            self.others.extend(name.map(|name| (KEY.to_owned(), name)));
        }
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

    /// As the panels would tell of it.
    fn ready(id: &str) -> Rc<Ready> {
        let ready = precopy_formats::ready::all().find(|ready| ready.id == id).unwrap();
        Rc::new(Ready {
            id: id.to_owned(),
            title: ready.title.to_owned(),
            line: "somewhere".to_owned(),
            link: ready.link.to_owned(),
            assumed: ready.assumed.iter().map(|(field, reason)| (*field, Rc::from(*reason))).collect(),
        })
    }

    fn opened(state: &State, id: &str) -> State {
        state.reduce(Action::OpenReady(ready(id)))
    }

    fn chosen(state: &State) -> Option<&str> {
        state.scenarios.chosen.as_ref().map(|chosen| chosen.ready.id.as_str())
    }

    fn is_unchanged(state: &State) -> bool {
        state.scenarios.chosen.as_ref().unwrap().is_unchanged(&state.inputs)
    }

    #[test]
    fn a_scenario_is_its_link_and_leaves_the_page_as_it_is() {
        let state = State::from_link("mem=8GiB&embed=1&future=2").reduce(Action::ShowPaper(false));
        let next = opened(&state, "postal-3");
        assert_eq!(next.results, State::from_link(&ready("postal-3").link).results);
        assert_eq!((&next.others[..2], next.show_paper, next.shelf), (&state.others[..], false, None));
        assert!(next.presentation.embed && is_unchanged(&next));
    }

    #[test]
    fn one_goes_back_to_what_one_had_with_what_was_half_typed() {
        let own = State::from_link("mem=8GiB&dirty=777pages/s");
        let own = own.reduce(Action::Type(Field::HotSet, "a lot".to_owned()));
        let away = opened(&opened(&own, "idle"), "desktop");
        assert!(away.scenarios.has_before() && !away.is_stale());
        let back = away.reduce(Action::LeaveReady);
        assert_eq!((&back.inputs, &back.drafts, &back.results), (&own.inputs, &own.drafts, &own.results));
        assert_eq!((chosen(&back), back.scenarios.has_before(), back.link()), (None, false, own.link()));
        assert_eq!(back.reduce(Action::LeaveReady), back);
    }

    #[test]
    fn a_changed_scenario_is_ones_own() {
        let first = opened(&State::from_link("mem=8GiB"), "idle");
        let changed = first.reduce(Action::Type(Field::Memory, "6 GiB".to_owned()));
        assert!(!is_unchanged(&changed));
        let back = opened(&changed, "desktop").reduce(Action::LeaveReady);
        assert_eq!((chosen(&back), &back.inputs), (Some("idle"), &changed.inputs));
        assert!(!is_unchanged(&back));
    }

    #[test]
    fn a_value_that_comes_back_is_unchanged_again() {
        let state = opened(&State::from_link(""), "spec-1");
        let changed = state.reduce(Action::Type(Field::DowntimeLimit, "40 ms".to_owned()));
        assert!(!is_unchanged(&changed) && changed.assumption(Field::DowntimeLimit).is_none());
        // The product's own value is the same 30 ms.
        let again = changed.reduce(Action::TakeBack(Field::DowntimeLimit));
        assert!(is_unchanged(&again) && again.assumption(Field::DowntimeLimit).is_some());
    }

    #[test]
    fn what_is_assumed_is_marked_and_the_rest_is_not() {
        let state = opened(&State::from_link(""), "spec-1");
        let marked: Vec<Field> = state.assumptions().map(|(field, _)| *field).collect();
        assert_eq!(marked, [Field::Memory, Field::Link, Field::DowntimeLimit]);
        assert!(state.assumption(Field::Memory).is_some() && state.assumption(Field::HotSet).is_none());
        let other = state.reduce(Action::Type(Field::Link, "1 Gbit/s".to_owned()));
        assert!(other.assumption(Field::Link).is_none() && other.assumption(Field::Memory).is_some());
    }

    #[test]
    fn a_link_names_its_scenario_as_long_as_it_is_that() {
        let state = opened(&State::from_link("mem=8GiB&lesson=3"), "two-share");
        assert!(state.link().ends_with("&lesson=3&scenario=two-share"), "{}", state.link());
        let changed = state.reduce(Action::Type(Field::Memory, "6 GiB".to_owned()));
        assert!(changed.link().ends_with("&lesson=3"), "{}", changed.link());
        let again = changed.reduce(Action::LeaveReady);
        assert!(again.link().ends_with("&lesson=3"), "{}", again.link());
        assert_eq!(state.reduce(Action::StartAfresh).link(), State::from_link("lesson=3").link());
    }

    #[test]
    fn a_shared_link_asks_for_its_scenario_and_other_links_do_not() {
        let link = opened(&State::from_link(""), "two-share").link();
        let asks = State::from_link(&link);
        assert_eq!((chosen(&asks), asks.scenarios.asked().as_deref()), (None, Some("two-share")));
        assert_eq!(asks.link(), link, "the name stays until it is known to be wrong");
        assert_eq!(asks.unknown_keys(), None);
        let knows = asks.reduce(Action::Recognise(ready("two-share")));
        assert_eq!((chosen(&knows), knows.scenarios.asked(), knows.link()), (Some("two-share"), None, link.clone()));
        assert!(!knows.scenarios.has_before());
        // An answer to another question is none.
        assert_eq!(chosen(&asks.reduce(Action::Recognise(ready("idle")))), None);
        assert_eq!(chosen(&knows.reduce(Action::Recognise(ready("idle")))), Some("two-share"));
        for nothing in [&State::from_link(""), &knows.reduce(Action::OpenLink("mem=9GiB".to_owned()))] {
            assert_eq!((chosen(nothing), nothing.scenarios.asked()), (None, None));
        }
    }

    #[test]
    fn a_link_that_names_a_scenario_that_it_is_not_loses_the_name() {
        let asks = State::from_link("mem=9GiB&scenario=idle");
        assert_eq!(asks.scenarios.asked().as_deref(), Some("idle"));
        let told = asks.reduce(Action::Recognise(ready("idle")));
        assert_eq!((chosen(&told), told.link()), (None, State::from_link("mem=9GiB").link()));
        // Changed before it was told: it is that scenario, changed.
        let early = State::from_link(&opened(&State::from_link(""), "idle").link());
        let early = early.reduce(Action::Type(Field::Memory, "6 GiB".to_owned()));
        assert!(!early.link().contains("scenario"));
        let early = early.reduce(Action::Recognise(ready("idle")));
        assert!(chosen(&early) == Some("idle") && !is_unchanged(&early));
    }
}
