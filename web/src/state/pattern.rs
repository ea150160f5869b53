//! In which pattern the guest writes, and the shape of it: a shape belongs to its pattern, so that they change together.

use precopy_formats::fields::row;
use precopy_formats::{Value, shape};
use precopy_model::problem::Field;

use super::{Draft, Results, State};

/// The shapes of patterns that were left, to come back to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shapes(Vec<(&'static str, Option<Value>)>);

impl Shapes {
    fn keep(&mut self, pattern: &'static str, shape: Option<Value>) {
        match self.0.iter_mut().find(|(other, _)| *other == pattern) {
            Some(kept) => kept.1 = shape,
            None => self.0.push((pattern, shape)),
        }
    }

    fn of(&self, pattern: &str) -> Option<Value> {
        self.0.iter().find(|(other, _)| *other == pattern).and_then(|(_, shape)| shape.clone())
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
        self.shapes.keep(self.inputs.pattern_word(), self.inputs.get(Field::Shape));
        let mut inputs = self.inputs.clone();
        inputs.set(Field::Pattern, Value::Word(pattern));
        inputs.reset(Field::Shape);
        if let Some(shape) = self.shapes.of(pattern) {
            inputs.set(Field::Shape, shape);
        }
        self.drafts.remove(Field::Pattern);
        self.drafts.remove(Field::Shape);
        match Results::of(&inputs) {
            Ok(_) => self.accept(inputs),
            Err(problems) => {
                self.drafts.insert(Field::Pattern, Draft { text: pattern.to_owned(), problem: None });
                let problem = problems.into_iter().find(|problem| problem.field == Some(Field::Shape));
                self.drafts.insert(Field::Shape, Draft { text: String::new(), problem });
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
