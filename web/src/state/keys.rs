//! Keys of a link that are no inputs: which of them the page knows, and which others than the page may set.

use std::rc::Rc;

use precopy_formats::pins;
use precopy_formats::targets::Want;
use precopy_formats::uncertain::Varied;
use precopy_model::problem::Problem;

use super::{State, curves, page, presentation, scenarios};

/// What a person calls the scenario: files are named after it.
const NAME: &str = "name";
/// What the map shows; known to those who draw it.
const MAP: &str = "map";

/// Whether the page knows a key, or knows whose it is.
pub(super) fn is_known(key: &str) -> bool {
    [scenarios::KEY, curves::KEY].contains(&key) || presentation::is_one(key) || is_of_questions(key)
}

/// Whether a key belongs to the questions about a scenario, rather than to how it is shown: these can be set from outside.
fn is_of_questions(key: &str) -> bool {
    [NAME, MAP].contains(&key) || Want::of_key(key).is_some() || pins::letter(key).is_some() || Varied::has_key(key)
}

/// Whether a key makes an input a range.
pub(super) fn is_range(key: &str) -> bool {
    key.starts_with("vary-") && Varied::has_key(key)
}

/// What is wrong with ranges of inputs and their seed. Others reckon with them; the page says so when a link is opened.
pub(super) fn of_ranges(others: &[(String, String)]) -> Vec<Problem> {
    Varied::of_link(others).1
}

/// Whether a text makes sense for its key, as far as the page can tell.
fn is_sound(key: &str, text: &str) -> bool {
    match Want::of_key(key) {
        Some(want) => want.parse(text).is_ok(),
        None if pins::letter(key).is_some() => pins::parse(text).is_ok(),
        None => of_ranges(&[(key.to_owned(), text.to_owned())]).is_empty(),
    }
}

impl State {
    /// Sets those keys that may be set and make sense; an empty text takes one away.
    pub(super) fn set_keys(&mut self, entries: Vec<(String, String)>) {
        for (key, text) in entries {
            if page::is_of_a_page(&key) {
                self.set_key(&key, text);
            } else if is_of_questions(&key) && (text.is_empty() || is_sound(&key, &text)) {
                if Want::of_key(&key).is_some() {
                    self.wants.retain(|(want, _)| want.key() != key);
                }
                if pins::letter(&key).is_some() {
                    self.set_pin(&key, text);
                } else {
                    self.set_key(&key, text);
                }
            }
        }
    }

    /// Sets a key, in its place where it is there already.
    pub(super) fn set_key(&mut self, key: &str, text: String) {
        if text.is_empty() {
            return self.others.retain(|(other, _)| other != key);
        }
        match self.others.iter_mut().find(|(other, _)| other == key) {
            Some(own) => own.1 = text,
            None => self.others.push((key.to_owned(), text)),
        }
    }

    /// What the person calls the scenario; empty where it has no name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.others.iter().find(|(key, _)| key == NAME).map_or("", |(_, name)| name)
    }

    /// What follows from keys that have changed.
    pub(super) fn settle_keys(&mut self, before: &Self) {
        if self.others == before.others {
            // Whatever the inputs were made of anew.
            (self.targets, self.pins) = (before.targets, Rc::clone(&before.pins));
        } else {
            // What is wrong was said when the link was opened; what is set here is sound.
            self.targets = super::targets::of_link(&self.others, &mut Vec::new());
            let mut known: Vec<_> = before.pins.to_vec();
            known.push(super::Pinned {
                letter: ' ',
                name: "".into(),
                inputs: self.inputs.clone(),
                results: self.results.clone(),
            });
            self.pins = super::pins::of_link(&self.others, &known, &mut Vec::new());
        }
        let ranges =
            |state: &Self| state.others.iter().filter(|(key, _)| Varied::has_key(key)).cloned().collect::<Vec<_>>();
        if self.uncertain.is_some() && (self.inputs != before.inputs || ranges(self) != ranges(before)) {
            self.uncertain = None;
        }
    }

    /// The other keys after starting afresh: how the calculator is shown stays, the questions are those of the link that was opened.
    pub(super) fn others_to_start_with(&self, opened: Vec<(String, String)>) -> Vec<(String, String)> {
        let own = self.others.iter().filter(|(key, _)| !is_of_questions(key)).cloned();
        own.chain(opened.into_iter().filter(|(key, _)| is_of_questions(key))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;

    fn set(state: &State, entries: &[(&str, &str)]) -> State {
        let entries = entries.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        state.reduce(Action::SetKeys(entries))
    }

    #[test]
    fn the_keys_of_questions_are_known_and_carried() {
        let link = "v=1&mem=8GiB&want-downtime=300ms&want-time=10min&warning=90s&reaction=10s&per-month=200&pin-a=x;mem:8GiB\
            &vary-dirty=10MiB/s..80MiB/s&seed=7&map=hot,dirty,downtime&name=Ours&lesson=2";
        let state = State::from_link(link);
        assert_eq!((state.unknown_keys(), &state.link_problems), (None, &vec![]));
        assert_eq!(State::from_link(&state.link()).link(), state.link());
        for key in ["want-downtime=300ms", "pin-a=x;mem:8GiB", "vary-dirty=10MiB/s..80MiB/s", "map=hot,dirty,downtime"]
        {
            assert!(state.link().contains(key), "{key} in {}", state.link());
        }
        assert_eq!(state.name(), "Ours");
        assert!(State::from_link("vary-dirt=1&pin-g=x").unknown_keys().unwrap().contains("vary-dirt, pin-g"));
    }

    #[test]
    fn what_is_wrong_with_a_range_is_said_when_a_link_is_opened() {
        let state = State::from_link("vary-dirty=10..20&vary-hot=100MiB..200MiB&seed=first");
        let said: Vec<String> = state.link_problems.iter().map(ToString::to_string).collect();
        assert!(said.len() == 2 && said[0].starts_with("Dirty rate: ") && said[1].starts_with("The seed "), "{said:?}");
        assert!(state.link().ends_with("&vary-dirty=10..20&vary-hot=100MiB..200MiB&seed=first"), "it is carried");
    }

    #[test]
    fn others_than_the_page_set_questions_only_and_in_their_place() {
        let state = State::from_link("want-time=10min&curves=bound&map=hot,dirty,time");
        let next = set(
            &state,
            &[
                ("want-time", "5min"),
                ("map", "hot,link,time"),
                ("curves", "expected"),
                ("embed", "1"),
                ("mem", "8GiB"),
                ("future", "1"),
                ("seed", "3"),
            ],
        );
        assert!(next.link().ends_with("&want-time=5min&curves=bound&map=hot,link,time&seed=3"), "{}", next.link());
        assert_eq!(next.targets.get(Want::Time), Some(300.0));
        let less = set(&next, &[("map", ""), ("want-time", ""), ("seed", "")]);
        assert!(less.link().ends_with("&curves=bound"), "{}", less.link());
        assert!(less.targets.is_empty());
        let bad = [("want-time", "soon"), ("pin-a", "x;mem:8"), ("vary-dirty", "10pct"), ("seed", "first")];
        assert_eq!(set(&state, &bad), state);
        let readonly = State::from_link("readonly=1");
        assert_eq!(set(&readonly, &[("want-time", "5min")]), readonly);
    }

    #[test]
    fn to_start_afresh_is_to_start_without_questions_but_with_the_same_looks() {
        let state = State::from_link("mem=8GiB&curves=bound&want-time=5min&pin-a=x;mem:8GiB&lesson=2");
        let afresh = state.reduce(Action::StartAfresh);
        assert!(afresh.link().ends_with("&curves=bound&lesson=2"), "{}", afresh.link());
        assert!(afresh.targets.is_empty() && afresh.pins.is_empty());
        let embedded = State::from_link("embed=1&want-time=5min");
        let afresh = set(&embedded, &[("want-time", "9min"), ("seed", "2")]).reduce(Action::StartAfresh);
        assert_eq!((afresh.targets.get(Want::Time), afresh.link().contains("seed")), (Some(300.0), false));
    }
}
