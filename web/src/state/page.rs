//! Which page is shown: the calculator, or one of those that are fetched when they are opened. The link says it, and stands for the
//! calculator's inputs all the while.

use precopy_model::problem::Problem;

/// The key of a link.
pub(super) const KEY: &str = "page";
/// What the page of plans keeps of itself in the link: what it is about, and how plans are made; known to that page only, and no matter of the
/// calculator's undoing.
pub(super) const PLAN: &str = "plan";
/// The same.
pub(super) const PLAN_HOW: &str = "plan-how";
/// What the page of lessons keeps: the lesson that is open.
pub(super) const LESSON: &str = "lesson";
/// What keys begin with that set an exercise, which that page reads.
const EXERCISE: &str = "ex-";

/// Whether a key is one that a page keeps of itself: no matter of the calculator's undoing.
pub(super) fn is_of_a_page(key: &str) -> bool {
    [PLAN, PLAN_HOW, LESSON].contains(&key) || key.starts_with(EXERCISE)
}

/// A page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The calculator itself.
    #[default]
    Calculator,
    /// Many VMs: what is moved after what, and what comes of it.
    Plan,
    /// Migrations of a person's own site: what failed, how long they took, what they say of the next ones.
    Records,
    /// Lessons.
    Learn,
    /// Recorded migrations against what the predictors say, and where every constant comes from.
    Evidence,
}

impl Page {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Calculator, Self::Plan, Self::Records, Self::Learn, Self::Evidence];

    /// In links, in names of elements, and for the program of the other pages.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Calculator => "calculator",
            Self::Plan => "plan",
            Self::Records => "records",
            Self::Learn => "learn",
            Self::Evidence => "evidence",
        }
    }

    /// The page of a name.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.id() == text)
    }

    /// The one that a link names, by its keys that are no inputs; the calculator where that is none.
    #[must_use]
    pub fn of_link(others: &[(String, String)]) -> Self {
        let text = others.iter().find(|(key, _)| key == KEY).map(|(_, text)| text.as_str());
        text.and_then(Self::named).unwrap_or_default()
    }

    /// The one that a link's text names.
    #[must_use]
    pub fn in_link(link: &str) -> Self {
        let text = link.split('&').find_map(|part| part.strip_prefix(KEY)?.strip_prefix('='));
        text.and_then(Self::named).unwrap_or_default()
    }

    /// What is wrong with what a link says.
    pub(super) fn problem(others: &[(String, String)]) -> Option<Problem> {
        let (_, text) = others.iter().find(|(key, text)| key == KEY && Self::named(text).is_none())?;
        let allowed: Vec<&str> = Self::ALL.into_iter().map(Self::id).collect();
        Some(Problem::general("page: there is no such page.").given(text.as_str()).allowed(allowed.join(", ")))
    }

    /// Makes a link name it.
    pub(super) fn tell(self, others: &mut Vec<(String, String)>) {
        others.retain(|(key, _)| key != KEY);
        if self != Self::Calculator {
            others.push((KEY.to_owned(), self.id().to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, State};

    #[test]
    fn the_link_names_the_page_and_keeps_the_inputs() {
        let calculator = State::from_link("mem=8GiB&curves=bound");
        let evidence = calculator.reduce(Action::OpenPage(Page::Evidence));
        assert_eq!(evidence.page(), Page::Evidence);
        assert_eq!(evidence.inputs, calculator.inputs);
        assert!(evidence.link().ends_with("&curves=bound&page=evidence"), "{}", evidence.link());
        assert_eq!(State::from_link(&evidence.link()).page(), Page::Evidence);
        assert_eq!(Page::in_link(&evidence.link()), Page::Evidence);
        let back = evidence.reduce(Action::OpenPage(Page::Calculator));
        assert_eq!((back.link(), back.page()), (calculator.link(), Page::Calculator));
    }

    #[test]
    fn a_page_that_does_not_exist_is_said_and_the_calculator_shown() {
        let state = State::from_link("page=evidenze&mem=8GiB");
        assert_eq!(state.page(), Page::Calculator);
        assert_eq!(state.link_problems.len(), 1);
        assert_eq!(state.link_problems[0].allowed.as_deref(), Some("calculator, plan, records, learn, evidence"));
        assert_eq!(state.unknown_keys(), None, "the key is known");
        assert!(State::from_link("page=calculator").link_problems.is_empty());
        assert_eq!(Page::in_link("page=evidenze&mem=8GiB"), Page::Calculator);
    }

    #[test]
    fn a_recorded_run_opens_in_the_calculator_as_far_as_nothing_is_locked() {
        let run = "hv=qemu&mem=256MiB&page=evidence";
        let state = State::from_link("page=evidence&embed=1&mem=8GiB").reduce(Action::OpenRun(run.to_owned()));
        assert_eq!((state.page(), state.presentation.embed), (Page::Calculator, true));
        assert_eq!(state.text(precopy_model::problem::Field::Memory), "256 MiB");
        let locked = State::from_link("page=evidence&lock=mem&mem=8GiB");
        assert_eq!(locked.reduce(Action::OpenRun(run.to_owned())), locked);
    }

    #[test]
    fn the_plan_stays_whatever_the_calculator_does() {
        let set = |state: &State, text: &str| state.reduce(Action::SetKeys(vec![("plan".to_owned(), text.to_owned())]));
        let plan = set(&State::from_link("page=plan&mem=8GiB"), "two-vms");
        assert_eq!((plan.page(), plan.can_undo(), plan.unknown_keys()), (Page::Plan, false, None));
        assert!(plan.link().ends_with("&page=plan&plan=two-vms"), "{}", plan.link());
        let run = plan.reduce(Action::OpenRun("hv=qemu&mem=256MiB".to_owned()));
        assert!(run.page() == Page::Calculator && run.link().ends_with("&plan=two-vms"), "{}", run.link());
        assert!(run.reduce(Action::StartAfresh).link().ends_with("&plan=two-vms"));
        assert!(!set(&run, "").link().contains("plan"));
        let how = plan.reduce(Action::SetKeys(vec![("plan-how".to_owned(), "batched,batch:3".to_owned())]));
        assert!(how.link().ends_with("&plan=two-vms&plan-how=batched,batch:3"), "{}", how.link());
        assert_eq!((how.can_undo(), State::from_link(&how.link()).unknown_keys()), (false, None));
    }

    #[test]
    fn the_lesson_stays_in_the_link() {
        let learn = State::from_link("page=learn&lesson=cliff&mem=8GiB");
        assert_eq!((learn.page(), learn.unknown_keys()), (Page::Learn, None));
        let other = learn.reduce(Action::SetKeys(vec![("lesson".to_owned(), "rounds".to_owned())]));
        assert!(other.link().contains("lesson=rounds") && !other.can_undo(), "{}", other.link());
    }

    #[test]
    fn an_exercise_is_the_lessons_page_own_matter() {
        let link = "page=learn&mem=8GiB&ex-ask=Hurry&ex-turn=link&ex-wants=downtime%20rounds%20<%201s&ex-mark=0";
        let learn = State::from_link(link);
        assert_eq!((learn.page(), learn.unknown_keys(), learn.link_problems.len()), (Page::Learn, None, 0));
        assert!(learn.link().contains("&ex-ask=Hurry&"), "{}", learn.link());
        let set =
            |state: &State, text: &str| state.reduce(Action::SetKeys(vec![("ex-ask".to_owned(), text.to_owned())]));
        let left = set(&learn, "");
        assert!(!left.link().contains("ex-ask") && !left.can_undo(), "{}", left.link());
        let taken = learn.reduce(Action::TakeOver("mem=3GiB&ex-ask=Other".to_owned()));
        assert!(taken.link().contains("ex-ask=Hurry"), "{}", taken.link());
    }

    #[test]
    fn who_hands_over_inputs_leaves_the_page() {
        let state = State::from_link("page=evidence").reduce(Action::TakeOver("mem=3GiB&page=calculator".to_owned()));
        assert_eq!(state.page(), Page::Evidence);
    }
}
