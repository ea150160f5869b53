//! A recorded history: what is read of the text that was pasted, and what would be entered for it.

use precopy_formats::history::{History, Reading, read};
use precopy_model::problem::Field;
use precopy_model::quantity::Bytes;

use super::State;
use super::measure::{Entries, rate_text};

impl State {
    /// The size of a page, in which a history counts.
    #[must_use]
    pub fn page(&self) -> Bytes {
        self.calculator.scenario.hypervisor.page_size.value
    }

    /// What is read of the history that was pasted.
    #[must_use]
    pub fn history(&self) -> Reading {
        read(&self.kept.recorded, self.page())
    }
}

/// What the button enters for a history: the pattern, its shape, and the highest rate.
#[must_use]
pub fn history_entries(state: &State, history: &History) -> Entries {
    vec![
        (Field::DirtyRate, rate_text(state, history.peak.in_bytes(state.page()))),
        (Field::Pattern, "history".to_owned()),
        (Field::Shape, history.shape.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::measure::are_entered;
    use super::super::{Action, Calculator, Kept};
    use super::*;
    use std::rc::Rc;

    fn pasted(link: &str, text: &str) -> State {
        let kept = Kept::default().after(Action::Record(text.to_owned()));
        State { instance: 0, calculator: Rc::new(Calculator::of_link(link)), verdict: "".into(), kept }
    }

    fn entries(state: &State) -> Entries {
        history_entries(state, &state.history().history.unwrap())
    }

    #[test]
    fn a_history_counts_in_the_pages_of_the_product_that_is_chosen_now() {
        let text = "time,MiB/s\n1,100\n2,0";
        let before = pasted("hv=custom&page-size=4KiB", text);
        assert_eq!(entries(&before)[0].1, "25,600 pages/s");
        let calculator = Rc::new(Calculator::of_link("hv=custom&page-size=64KiB"));
        let after = State { calculator, ..before };
        assert_eq!(entries(&after)[0].1, "1,600 pages/s");
    }

    #[test]
    fn a_history_is_entered_with_its_highest_rate_in_the_unit_of_the_field() {
        let entries = |link: &str| entries(&pasted(link, "1,25600\n2,0"));
        let rest = [(Field::Pattern, "history".to_owned()), (Field::Shape, "1s:100,0".to_owned())];
        assert_eq!(entries("")[0].1, "25,600 pages/s");
        assert_eq!(entries("dirty=1MiB/s")[0].1, "100 MiB/s");
        assert_eq!(entries("")[1..], rest);
        let now = pasted("dirty=25600pages/s&writes=history&shape=1s:100,0", "1,25600\n2,0");
        assert!(are_entered(&now, &entries("")));
        assert!(!are_entered(&pasted("dirty=25600pages/s", ""), &entries("")));
    }

    #[test]
    fn what_is_no_history_is_not_entered() {
        for text in ["", "nothing", "1,0"] {
            assert_eq!(pasted("", text).history().history, None, "{text}");
        }
    }
}
