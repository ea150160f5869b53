//! What the panels know: the calculator as its link describes it, and what a person has pasted and searched.

pub mod distinct;
pub mod explain;
pub mod measure;
pub mod products;
pub mod recorded;
pub mod share;
pub mod snippets;
pub mod ways_out;

use std::rc::Rc;

pub use precopy_base::calculator::Calculator;
use precopy_formats::ready::Ready;
use precopy_model::problem::Field;
use yew::AttrValue;

pub use explain::Asked;
pub use measure::Measure;
pub use products::Compared;
pub use share::Share;

/// What stays while the panel is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// What was measured.
    pub measure: Rc<Measure>,
    /// The history that was pasted, as text: what it says depends on the size of a page.
    pub recorded: Rc<str>,
    /// What is typed to find a scenario.
    pub query: String,
    /// Which number is explained.
    pub asked: Asked,
    /// How the products are compared.
    pub compared: Compared,
    /// How the calculator is shared.
    pub share: Rc<Share>,
}

impl Kept {
    /// What it is after an action; those that are the page's to do change nothing here.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Seek(query) => next.query = query,
            Action::Measure(change) => next.measure = Rc::new(self.measure.after(change)),
            Action::Record(text) => next.recorded = Rc::from(text),
            Action::Explain(change) => next.asked = self.asked.after(change),
            Action::Products(change) => next.compared = self.compared.after(change),
            Action::Share(change) => next.share = Rc::new(self.share.after(change)),
            Action::Enter(_) | Action::OpenReady(_) | Action::Save(..) | Action::Close => {}
        }
        next
    }
}

/// The whole state of an open panel.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Which calculator of the document this is: part of the names that tie labels to fields.
    pub instance: u32,
    /// That calculator.
    pub calculator: Rc<Calculator>,
    /// What it says.
    pub verdict: AttrValue,
    /// What stays while the panel is closed.
    pub kept: Kept,
}

impl State {
    /// What was measured.
    #[must_use]
    pub fn measure(&self) -> &Measure {
        &self.kept.measure
    }
}

/// One thing that a person does in a panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Words are typed to find a scenario.
    Seek(String),
    /// Something about what was measured.
    Measure(measure::Change),
    /// The text in the box for a history is now this.
    Record(String),
    /// Another number is to be explained.
    Explain(explain::Change),
    /// The products are to be compared in another way.
    Products(products::Change),
    /// It is to be shared in another way.
    Share(share::Change),
    /// Something is to be saved: a picture, or the file with this link's state and this summary in it.
    Save(&'static str, String, String),
    /// Values are to be entered in the calculator, in this order, each as it would be typed.
    Enter(Vec<(Field, String)>),
    /// A ready-made scenario is chosen.
    OpenReady(&'static Ready),
    /// The panel is to be closed.
    Close,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_and_pasted_stays_and_what_is_the_pages_changes_nothing() {
        let kept = Kept::default().after(Action::Seek("xen".to_owned()));
        let kept = kept.after(Action::Measure(measure::Change::Paste("1 s: 3 MiB".to_owned())));
        assert_eq!((&kept.query[..], &kept.measure.text[..]), ("xen", "1 s: 3 MiB"));
        assert_eq!(kept.after(Action::Close), kept);
    }
}
