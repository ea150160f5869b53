//! The calculator as its link describes it: all that another program is told of it.

use precopy_formats::{Inputs, link};
use precopy_model::scenario::Checked;

/// Keys that are shared.
const SHARED: [&str; 7] = ["curves", "warning", "reaction", "per-month", "seed", "map", "name"];
/// What keys begin with that are shared.
const SHARED_GROUPS: [&str; 3] = ["want-", "vary-", "pin-"];

/// A calculator that another program asks about.
#[derive(Clone, Debug, PartialEq)]
pub struct Calculator {
    /// What is entered.
    pub inputs: Inputs,
    /// What it comes to.
    pub scenario: Checked,
    /// What else its link says, as keys and texts.
    pub others: Vec<(String, String)>,
}

impl Calculator {
    /// The calculator that a link describes. What cannot be read counts as not entered; the page's own link is all right.
    #[must_use]
    pub fn of_link(text: &str) -> Self {
        let parsed = link::parse(text);
        match parsed.inputs.scenario() {
            Ok(scenario) => Self { inputs: parsed.inputs, scenario, others: parsed.others },
            Err(_) => Self::default(),
        }
    }

    /// What its link says under a key that is no input.
    #[must_use]
    pub fn other(&self, key: &str) -> Option<&str> {
        self.others.iter().find(|(known, _)| known == key).map(|(_, text)| text.as_str())
    }

    /// What of that belongs into a link that is given to others: which curves are drawn, what is wanted, what may be, what is compared.
    pub fn shared(&self) -> impl Iterator<Item = &(String, String)> {
        self.others.iter().filter(|(key, _)| {
            SHARED.contains(&key.as_str()) || SHARED_GROUPS.iter().any(|group| key.starts_with(group))
        })
    }

    /// The link that is given to others: every value that counts is written out, so that it keeps its meaning.
    #[must_use]
    pub fn complete_link(&self) -> String {
        let mut text = link::print_complete(&self.inputs);
        for (key, value) in self.shared() {
            link::push(&mut text, key, value);
        }
        text
    }

    /// What a person calls it; empty without a name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.other("name").unwrap_or_default().trim()
    }

    /// The name of the ready-made scenario that is loaded and unchanged.
    #[must_use]
    pub fn loaded(&self) -> Option<&str> {
        self.other("scenario")
    }
}

impl Default for Calculator {
    /// The default inputs, which are sound: a test in the formats crate holds that.
    #[allow(clippy::expect_used)] // constant inputs
    fn default() -> Self {
        let inputs = Inputs::default();
        let scenario = inputs.scenario().expect("the default inputs are sound");
        Self { inputs, scenario, others: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_what_is_entered_and_loaded() {
        let calculator = Calculator::of_link("v=1&hv=xen&mem=8GiB&embed=1&scenario=idle");
        assert_eq!(calculator.inputs, link::parse("hv=xen&mem=8GiB").inputs);
        assert_eq!(
            (calculator.loaded(), calculator.other("embed"), calculator.other("x")),
            (Some("idle"), Some("1"), None)
        );
        let calculator = Calculator::of_link("curves=bound&want-time=1min&lesson=3&pin-a=x");
        let shared: Vec<&str> = calculator.shared().map(|(key, _)| key.as_str()).collect();
        assert_eq!(shared, ["curves", "want-time", "pin-a"]);
        let complete = calculator.complete_link();
        assert!(complete.contains("max-downtime=300ms") && complete.ends_with("&curves=bound&want-time=1min&pin-a=x"));
        assert_eq!((calculator.name(), Calculator::of_link("name=%20a ").name()), ("", "a"));
        assert_eq!(Calculator::of_link("mem=nonsense"), Calculator::default());
    }
}
