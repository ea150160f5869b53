//! In which pattern the guest writes, and the shape of it: a shape belongs to its pattern, so that they change together.

use std::rc::Rc;

use precopy_formats::fields::row;
use precopy_formats::{Value, shape};
use precopy_model::problem::Field;

use super::proportion::Proportions;
use super::{Draft, Results, State};

/// The shapes of patterns that were left, to come back to: those that counted, and texts that did not count yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shapes {
    values: Kept<Value>,
    texts: Kept<String>,
}

/// Something of each pattern.
#[derive(Clone, Debug, PartialEq)]
struct Kept<T>(Vec<(&'static str, Option<T>)>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone> Kept<T> {
    fn keep(&mut self, pattern: &'static str, what: Option<T>) {
        match self.0.iter_mut().find(|(other, _)| *other == pattern) {
            Some(kept) => kept.1 = what,
            None => self.0.push((pattern, what)),
        }
    }

    fn of(&self, pattern: &str) -> Option<T> {
        self.0.iter().find(|(other, _)| *other == pattern).and_then(|(_, what)| what.clone())
    }
}

impl State {
    /// The pattern that is chosen. Until its shape is there, another one may still count.
    #[must_use]
    pub fn pattern(&self) -> &str {
        self.drafts.get(Field::Pattern).map_or(self.inputs.pattern_word(), |draft| &draft.text)
    }

    /// Whether a field changes nothing.
    #[must_use]
    pub fn is_moot(&self, field: Field) -> bool {
        match field {
            Field::Shape => !shape::has_one(self.pattern()),
            field => self.inputs.is_moot(field),
        }
    }

    /// Another pattern, with the shape that it had when it was left. Where it needs one and has none, the page waits for it.
    pub(super) fn choose_pattern(&mut self, pattern: &'static str) {
        let counts = self.inputs.pattern_word();
        self.shapes.values.keep(counts, self.inputs.get(Field::Shape));
        let left = match self.waiting_pattern() {
            Some(Value::Word(waits)) => waits,
            _ => counts,
        };
        let text = self.drafts.get(Field::Shape).filter(|draft| draft.problem.is_some() && !draft.text.is_empty());
        self.shapes.texts.keep(left, text.map(|draft| draft.text.clone()));
        let mut inputs = self.inputs.clone();
        inputs.set(Field::Pattern, Value::Word(pattern));
        inputs.reset(Field::Shape);
        if let Some(shape) = self.shapes.values.of(pattern) {
            inputs.set(Field::Shape, shape);
        }
        self.drafts.remove(Field::Pattern);
        self.drafts.remove(Field::Shape);
        match Results::of(&inputs) {
            Ok(results) => {
                self.inputs = inputs;
                self.results = Rc::new(results);
                self.proportions = Proportions::of(&self.results);
            }
            Err(problems) => {
                self.drafts.insert(Field::Pattern, Draft { text: pattern.to_owned(), problem: None });
                let problem = problems.into_iter().find(|problem| problem.field == Some(Field::Shape));
                self.drafts.insert(Field::Shape, Draft { text: String::new(), problem });
            }
        }
        // As if it were typed again.
        if let Some(text) = self.shapes.texts.of(pattern) {
            match row(Field::Shape).parse(&text) {
                Ok(value) => self.take(Field::Shape, value, Some(text)),
                Err(problem) => self.drafts.insert(Field::Shape, Draft { text, problem: Some(problem) }),
            }
        }
    }

    /// The pattern that waits for its shape.
    pub(super) fn waiting_pattern(&self) -> Option<Value> {
        self.drafts.get(Field::Pattern).and_then(|draft| row(Field::Pattern).parse(&draft.text).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;
    use precopy_model::scenario::Pattern;

    fn chosen(state: &State, pattern: &str) -> State {
        state.reduce(Action::Choose(Field::Pattern, pattern.to_owned()))
    }

    fn shaped(state: &State, text: &str) -> State {
        state.reduce(Action::Type(Field::Shape, text.to_owned())).reduce(Action::Leave(Field::Shape))
    }

    #[test]
    fn a_pattern_begins_with_its_default_shape_and_keeps_its_own() {
        let state = chosen(&State::from_link(""), "hot-sets");
        assert_eq!((state.text(Field::Shape), state.is_moot(Field::Shape)), ("10%:90%, 90%:10%".into(), false));
        let state = chosen(&shaped(&state, "20%:80%, 80%:20%"), "phases");
        assert_eq!(state.text(Field::Shape), "5s:100%, 5s:10%");
        let state = chosen(&state, "round-robin");
        assert!(state.is_moot(Field::Shape) && state.link() == State::from_link("").link());
        assert_eq!(chosen(&state, "hot-sets").text(Field::Shape), "20%:80%, 80%:20%");
    }

    #[test]
    fn a_history_waits_for_its_shape_and_the_last_good_result_stays() {
        let before = chosen(&State::from_link(""), "uniform");
        let waits = chosen(&before, "history");
        assert!(waits.is_stale() && waits.problem(Field::Shape).is_some() && !waits.is_moot(Field::Shape));
        assert_eq!((waits.pattern(), &waits.results, waits.link()), ("history", &before.results, before.link()));
        // A slider changes nothing of that.
        let dragged = waits.reduce(Action::Slide(Field::Memory, 400));
        assert!(dragged.is_stale() && dragged.pattern() == "history");
        assert_eq!(dragged.results.scenario.dirtying.pattern, Pattern::Uniform);
        let typing = waits.reduce(Action::Type(Field::Shape, "1s:1".to_owned()));
        assert!(!typing.is_stale() && matches!(typing.results.scenario.dirtying.pattern, Pattern::Load(_)));
        assert!(shaped(&waits, "1s:").is_stale());
        let done = shaped(&waits, "1s:100,0");
        assert_eq!(State::from_link(&done.link()).inputs, done.inputs);
        // Nothing is lost by looking at the others, or by Escape.
        let back = chosen(&chosen(&chosen(&done, "distinct"), "phases"), "history");
        assert_eq!((back.text(Field::Shape), back.is_stale()), ("1s:100, 0".into(), false));
        let escaped = back.reduce(Action::Type(Field::Shape, "1s:".into())).reduce(Action::TakeBack(Field::Shape));
        assert_eq!((escaped.text(Field::Shape), escaped.is_stale()), ("1s:100, 0".into(), false));
        assert!(waits.reduce(Action::TakeBack(Field::Shape)).is_stale());
        assert!(!chosen(&waits, "uniform").is_stale());
    }

    #[test]
    fn a_bad_shape_stays_with_its_problem() {
        let before = chosen(&State::from_link(""), "hot-sets");
        let state = shaped(&before, "10%:90%");
        assert_eq!(state.text(Field::Shape), "10%:90%");
        assert_eq!(state.problem(Field::Shape).map(|problem| problem.field), Some(Some(Field::Shape)));
        assert_eq!(state.results, before.results);
        assert_eq!(state.reduce(Action::TakeBack(Field::Shape)).text(Field::Shape), "10%:90%, 90%:10%");
        assert!(!chosen(&state, "phases").is_stale());
    }

    #[test]
    fn a_half_typed_shape_is_there_again_after_a_look_at_another_pattern() {
        let waits = shaped(&chosen(&State::from_link(""), "history"), "1s:100,");
        let phases = chosen(&waits, "phases");
        assert_eq!((phases.text(Field::Shape), phases.is_stale()), ("5s:100%, 5s:10%".into(), false));
        let half = shaped(&phases, "5s:100%, 5");
        let back = chosen(&half, "history");
        assert_eq!((back.text(Field::Shape), back.is_stale(), back.pattern()), ("1s:100,".into(), true, "history"));
        assert_eq!(back.problem(Field::Shape), waits.problem(Field::Shape));
        let again = chosen(&back, "phases");
        assert_eq!((again.text(Field::Shape), again.is_stale()), ("5s:100%, 5".into(), true));
        // What is finished, or taken back, is not there twice.
        let done = chosen(&chosen(&shaped(&back, "1s:100,0"), "uniform"), "history");
        assert_eq!((done.text(Field::Shape), done.is_stale()), ("1s:100, 0".into(), false));
        let taken = chosen(&chosen(&again.reduce(Action::TakeBack(Field::Shape)), "uniform"), "phases");
        assert_eq!((taken.text(Field::Shape), taken.is_stale()), ("5s:100%, 5s:10%".into(), false));
    }

    #[test]
    fn pattern_shape_and_rate_are_entered_at_once() {
        for before in ["", "writes=hot-sets", "writes=history&shape=2s:5,0"] {
            let entries = vec![
                (Field::Pattern, "history".to_owned()),
                (Field::Shape, "1s:100,50".to_owned()),
                (Field::DirtyRate, "777 pages/s".to_owned()),
            ];
            let state = State::from_link(before).reduce(Action::Enter(entries));
            assert!(!state.is_stale());
            assert!(state.link().contains("&dirty=777pages/s&writes=history&shape=1s:100,50&"), "{}", state.link());
        }
    }
}
