//! A recorded history: the text that was pasted, what was read of it, and what would be entered for it.

use std::rc::Rc;

use precopy_formats::history::{Reading, read};
use precopy_model::problem::Field;
use precopy_model::quantity::Bytes;

use super::State;
use super::measure::{Entries, rate_text};

/// What was pasted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recorded {
    /// The text in the box.
    pub text: Rc<str>,
    /// What was read of it.
    pub reading: Reading,
}

impl Recorded {
    /// Reads a text; sizes in it are counted in pages of this size.
    #[must_use]
    pub fn read(text: String, page: Bytes) -> Self {
        Self { reading: read(&text, page), text: Rc::from(text) }
    }
}

/// What the button enters: the pattern, its shape, and the highest rate; none without a history.
#[must_use]
pub fn history_entries(state: &State) -> Option<Entries> {
    let history = state.kept.recorded.reading.history.as_ref()?;
    let page = state.calculator.scenario.hypervisor.page_size.value;
    Some(vec![
        (Field::DirtyRate, rate_text(state, history.peak.in_bytes(page))),
        (Field::Pattern, "history".to_owned()),
        (Field::Shape, history.shape.clone()),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::measure::are_entered;
    use super::super::{Action, Calculator, Kept};
    use super::*;

    fn pasted(link: &str, text: &str) -> State {
        let kept = Kept::default().after(Action::Record(text.to_owned(), Bytes::from_bytes(4096.0)));
        State { instance: 0, calculator: Rc::new(Calculator::of_link(link)), verdict: "".into(), kept }
    }

    #[test]
    fn a_history_is_entered_with_its_highest_rate_in_the_unit_of_the_field() {
        let entries = |link: &str| history_entries(&pasted(link, "1,25600\n2,0")).unwrap();
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
            assert_eq!(history_entries(&pasted("", text)), None, "{text}");
        }
    }
}
