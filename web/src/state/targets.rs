//! What is wanted of the migration: keys of the link, and the texts that are being typed.

use precopy_formats::targets::{Targets, Want};
use precopy_model::problem::Problem;

use super::{Draft, State};

/// What a link says.
pub(super) fn of_link(others: &[(String, String)], problems: &mut Vec<Problem>) -> Targets {
    Targets::of_keys(others.iter().map(|(key, text)| (key.as_str(), text.as_str())), problems)
}

impl State {
    /// The text of a target's field: what is being typed, or what counts; empty where nothing is wanted.
    #[must_use]
    pub fn target_text(&self, want: Want) -> String {
        match self.want_draft(want) {
            Some(draft) => draft.text.clone(),
            None => self.targets.get(want).map(|number| want.print(number)).unwrap_or_default(),
        }
    }

    /// What is wrong with that text.
    #[must_use]
    pub fn target_problem(&self, want: Want) -> Option<&Problem> {
        self.want_draft(want).and_then(|draft| draft.problem.as_ref())
    }

    /// Whether a field of the calculator holds a text that is not the printed value: it can take back its own letters.
    #[must_use]
    pub fn has_draft(&self) -> bool {
        !self.wants.is_empty() || self.drafts.iter().next().is_some()
    }

    /// Whether the row of targets has something to show: one is wanted, or being typed.
    #[must_use]
    pub fn has_target(&self, want: Want) -> bool {
        self.targets.get(want).is_some() || self.want_draft(want).is_some()
    }

    fn want_draft(&self, want: Want) -> Option<&Draft> {
        self.wants.iter().find(|(other, _)| *other == want).map(|(_, draft)| draft)
    }

    /// Takes a text; what is no such amount stays as a draft with its problem, and what counted goes on counting.
    pub(super) fn type_target(&mut self, want: Want, given: String) {
        let problem = if given.trim().is_empty() {
            self.set_key(want.key(), String::new());
            None
        } else {
            match want.parse(&given) {
                Ok(number) => {
                    self.set_key(want.key(), want.compact(number));
                    None
                }
                Err(problem) => Some(problem),
            }
        };
        self.wants.retain(|(other, _)| *other != want);
        self.wants.push((want, Draft { text: given, problem }));
    }

    /// What is right is shown as it counts.
    pub(super) fn leave_target(&mut self, want: Want) {
        self.wants.retain(|(other, draft)| *other != want || draft.problem.is_some());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;

    fn typed(state: &State, want: Want, text: &str) -> State {
        state.reduce(Action::TypeTarget(want, text.to_owned()))
    }

    #[test]
    fn a_target_counts_at_once_and_stands_in_the_link() {
        let state = typed(&State::from_link("mem=8GiB"), Want::Downtime, "0.3s");
        assert_eq!((state.targets.get(Want::Downtime), &*state.target_text(Want::Downtime)), (Some(0.3), "0.3s"));
        assert!(state.link().ends_with("&want-downtime=300ms"), "{}", state.link());
        let left = state.reduce(Action::LeaveTarget(Want::Downtime));
        assert_eq!((&*left.target_text(Want::Downtime), left.has_draft()), ("300 ms", false));
        let none = typed(&left, Want::Downtime, " ");
        assert!(none.targets.is_empty() && !none.link().contains("want"));
        assert!(!none.reduce(Action::LeaveTarget(Want::Downtime)).has_target(Want::Downtime));
    }

    #[test]
    fn a_bad_text_stays_with_its_problem_and_what_counted_counts() {
        let state =
            typed(&State::from_link("want-time=10min"), Want::Time, "soon").reduce(Action::LeaveTarget(Want::Time));
        assert_eq!((&*state.target_text(Want::Time), state.targets.get(Want::Time)), ("soon", Some(600.0)));
        assert!(state.target_problem(Want::Time).is_some() && !state.is_stale());
        assert!(state.link().contains("want-time=10min"));
    }

    #[test]
    fn a_link_with_a_bad_target_says_so_and_wants_nothing() {
        let state = State::from_link("want-time=soon&warning=90s");
        assert_eq!((state.targets.get(Want::Time), state.targets.get(Want::Warning)), (None, Some(90.0)));
        assert_eq!(state.link_problems.len(), 1);
        assert!(state.link_problems[0].what.starts_with("want-time: "));
    }
}
