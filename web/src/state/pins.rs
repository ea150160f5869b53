//! Scenarios that are pinned beside the present one: they stand in its link, and are predicted once.

use std::rc::Rc;

use precopy_formats::link::MAX_BYTES;
use precopy_formats::{Inputs, pins};
use precopy_model::problem::Problem;

use super::{Results, Said, State};

/// A pinned scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    /// `A` to `F`.
    pub letter: char,
    /// What the person calls it; may be empty.
    pub name: Rc<str>,
    /// Its inputs.
    pub inputs: Inputs,
    /// What follows from them.
    pub results: Rc<Results>,
}

/// The pins of a link, in the order of their letters; what is wrong with one is a problem, and it is not among them. Those that are
/// known already are not predicted again.
pub(super) fn of_link(others: &[(String, String)], known: &[Pinned], problems: &mut Vec<Problem>) -> Rc<[Pinned]> {
    let pinned = |key: &&str| {
        let (_, text) = others.iter().find(|(other, _)| other == key)?;
        let read = pins::parse(text).and_then(|pin| {
            let results = match known.iter().find(|known| known.inputs == pin.inputs) {
                Some(known) => Rc::clone(&known.results),
                None => Rc::new(Results::of(&pin.inputs)?),
            };
            Ok(Pinned {
                letter: pins::letter(key).unwrap_or(' '),
                name: Rc::from(pin.name),
                inputs: pin.inputs,
                results,
            })
        });
        let said = |wrong: &Problem| {
            let short = Problem { given: None, allowed: None, hint: None, ..wrong.clone() };
            Problem { given: wrong.given.clone(), ..Problem::general(format!("{key}: {short}")) }
        };
        read.map_err(|wrong| problems.extend(wrong.first().map(said))).ok()
    };
    pins::KEYS.iter().filter_map(pinned).collect()
}

impl State {
    /// Whether another scenario can be pinned: there are letters for six.
    #[must_use]
    pub fn can_pin(&self) -> bool {
        !self.presentation.readonly && self.free_pin().is_some()
    }

    fn free_pin(&self) -> Option<&'static str> {
        pins::KEYS.into_iter().find(|key| !self.others.iter().any(|(other, _)| other == key))
    }

    /// Pins the present inputs under the first letter that is free.
    pub(super) fn pin(&mut self, name: &str) {
        if let Some(key) = self.free_pin() {
            self.set_pin(key, pins::print(name, &self.inputs));
        }
    }

    /// Sets the key of a pin, if the link has room for it: one that cannot be read again would lose everything.
    pub(super) fn set_pin(&mut self, key: &str, text: String) {
        let before = self.others.clone();
        self.set_key(key, text);
        if MAX_BYTES < self.link().len() {
            self.others = before;
            self.said = Some(Said::NoRoom);
        }
    }

    /// Makes a pinned scenario the present one; it stays pinned, and what is fixed stays as it is.
    pub(super) fn take_pin(&mut self, letter: char) {
        let Some(inputs) = self.pins.iter().find(|pin| pin.letter == letter).map(|pin| pin.inputs.clone()) else {
            return;
        };
        self.drafts = Default::default();
        self.accept(self.with_locked(inputs));
    }

    /// Takes one away.
    pub(super) fn unpin(&mut self, letter: char) {
        if let Some(key) = pins::key(letter) {
            self.set_key(key, String::new());
        }
    }

    /// Gives one another name.
    pub(super) fn rename_pin(&mut self, letter: char, name: &str) {
        let pin = self.pins.iter().find(|pin| pin.letter == letter);
        if let (Some(key), Some(text)) = (pins::key(letter), pin.map(|pin| pins::print(name, &pin.inputs))) {
            self.set_pin(key, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;
    use precopy_model::problem::Field;

    fn pinned(state: &State, name: &str) -> State {
        state.reduce(Action::Pin(name.to_owned()))
    }

    fn names(state: &State) -> Vec<(char, &str)> {
        state.pins.iter().map(|pin| (pin.letter, &*pin.name)).collect()
    }

    #[test]
    fn the_present_scenario_is_pinned_and_stays_while_the_inputs_change() {
        let state = pinned(&State::from_link("mem=8GiB"), "Today");
        assert!(Rc::ptr_eq(&state.pins[0].results, &state.results), "nothing is predicted again");
        let dragged = state.reduce(Action::Slide(Field::DirtyRate, 700));
        assert!(Rc::ptr_eq(&dragged.pins, &state.pins), "nothing is done for pins while one drags");
        assert_ne!(dragged.results, state.results);
        let reopened = State::from_link(&dragged.link());
        assert_eq!((names(&reopened), &reopened.pins), (vec![('A', "Today")], &state.pins));
        let two = pinned(&dragged, "");
        assert_eq!(names(&two), [('A', "Today"), ('B', "")]);
        assert!(Rc::ptr_eq(&two.pins[0].results, &state.pins[0].results));
    }

    #[test]
    fn pins_are_renamed_taken_away_and_their_letters_given_again() {
        let mut state = State::from_link("");
        for _ in 0..8 {
            state = pinned(&state, "x");
        }
        assert_eq!((state.pins.len(), state.can_pin()), (6, false));
        let less = state.reduce(Action::Unpin('B')).reduce(Action::RenamePin('C', " c; ".to_owned()));
        assert_eq!(names(&less)[1..], [('C', "c"), ('D', "x"), ('E', "x"), ('F', "x")]);
        assert_eq!(names(&pinned(&less, "new"))[..2], [('A', "x"), ('B', "new")]);
        for action in [Action::Unpin('G'), Action::RenamePin('Z', "z".to_owned())] {
            assert_eq!(less.reduce(action), less);
        }
    }

    #[test]
    fn a_pinned_scenario_is_taken_over_and_stays_pinned() {
        let state = pinned(&State::from_link("mem=8GiB&hv=xen"), "Today");
        let other = state.reduce(Action::Choose(Field::Hypervisor, "qemu".to_owned()));
        let other = other.reduce(Action::Type(Field::Memory, "a lot".to_owned()));
        let back = other.reduce(Action::TakePin('A'));
        assert_eq!((back.link(), &back.results, back.is_stale()), (state.link(), &state.results, false));
        assert_eq!(back.reduce(Action::Undo).inputs, other.inputs);
        assert_eq!(other.reduce(Action::TakePin('B')), other);
        let locked = State::from_link("hv=qemu&mem=4GiB&lock=mem&pin-a=;hv:xen;mem:8GiB").reduce(Action::TakePin('A'));
        assert_eq!((locked.inputs.preset().id, &*locked.text(Field::Memory)), ("xen", "4 GiB"));
        let fixed = State::from_link("readonly=1&pin-a=;mem:8GiB");
        assert_eq!(fixed.reduce(Action::TakePin('A')), fixed);
    }

    #[test]
    fn pins_and_targets_stay_while_scenarios_are_tried() {
        let state = State::from_link("mem=8GiB&want-time=5min&pin-a=Today;mem:4GiB");
        let ready = crate::state::Ready {
            id: "idle".to_owned(),
            title: String::new(),
            line: String::new(),
            link: "mem=2GiB".to_owned(),
            assumed: Vec::new(),
        };
        let chosen = state.reduce(Action::OpenReady(Rc::new(ready)));
        for next in [&chosen, &chosen.reduce(Action::LeaveReady)] {
            assert_eq!((&next.targets, &next.pins), (&state.targets, &state.pins));
            assert_eq!(State::from_link(&next.link()).targets, next.targets);
        }
    }

    #[test]
    fn a_bad_pin_is_said_kept_and_not_shown() {
        let state = State::from_link("pin-a=Today;mem:8&pin-b=Other;mem:8GiB");
        assert_eq!(names(&state), [('B', "Other")]);
        assert_eq!(state.link_problems.len(), 1);
        assert_eq!(state.link_problems[0].what, "pin-a: Memory: The unit is missing.");
        assert!(state.link().contains("pin-a=Today;mem:8&"), "{}", state.link());
        assert_eq!(names(&pinned(&state, "new")), [('B', "Other"), ('C', "new")], "its letter is taken");
    }

    #[test]
    fn a_pin_for_which_the_link_has_no_room_is_none() {
        let shape = vec!["80"; 1500].join(",");
        let state = State::from_link(&format!("writes=history&shape=1s:{shape}&mem=8GiB"));
        assert_eq!(state.link_problems, []);
        let next = pinned(&state, "large");
        assert_eq!((next.pins.len(), next.said), (0, Some(Said::NoRoom)));
    }
}
