//! What solving for an input tells, and the values of inputs in it.

use precopy_model::quantity::text;
use serde::{Serialize, Serializer};

use super::{Answer, Input, Side, Summary, Unit};

/// A value of an input.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Amount {
    /// In the unit that stands beside it.
    pub(crate) number: f64,
    /// As a text with its unit, which reads back to the same number.
    pub(crate) text: String,
}

/// Values of an input from one to another, both included.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Span {
    /// The smallest.
    pub(crate) from: Amount,
    /// The largest.
    pub(crate) to: Amount,
}

/// A value of an input, and what it leads to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Turned {
    /// In the unit that stands beside it.
    pub(crate) number: f64,
    /// As a text with its unit, which reads back to the same number.
    pub(crate) text: String,
    /// The fields that make it so, what follows the input included, to be spread into the scenario: in the spelling that this has,
    /// else as texts. Null where the product has no such option, or no field says it.
    #[cfg_attr(test, ts(type = "Scenario | null"))]
    pub(crate) set: Option<Set>,
    /// What is predicted then.
    pub(crate) predicted: Summary,
}

/// Which value of an input meets a target.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Solution {
    /// The input that was solved for.
    pub(crate) input: Input,
    /// The unit of all its values here: of a link the one in which the scenario has it.
    pub(crate) unit: Unit,
    /// For which values the target is met.
    pub(crate) answer: Answer,
    /// The side on which it is easier to meet, as a rule.
    pub(crate) good_side: Side,
    /// The value nearest to the present one that meets it: the present one where that lies in the range; null where there is none.
    pub(crate) value: Option<Turned>,
    /// The values of the answer; null where there is none. An end at which the target begins to be missed is exact to eight digits.
    pub(crate) range: Option<Span>,
    /// Ranges outside of the answer in which it is met as well, in rising order; their ends are points of a grid.
    pub(crate) islands: Vec<Span>,
    /// Where no value meets it, the one that comes nearest; else null.
    pub(crate) nearest_miss: Option<Turned>,
    /// The value as it is.
    pub(crate) present: Turned,
    /// Whether the scenario as it is meets the target.
    pub(crate) met_now: bool,
    /// The values that were looked at: what is plausible, the present one, and zero where that is possible.
    pub(crate) searched: Span,
    /// How many predictions it took.
    pub(crate) predictions: u32,
}

/// Fields of a scenario with their values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Set(Vec<(&'static str, Entry)>);

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Entry {
    Text(String),
    Number(f64),
}

impl Amount {
    /// An amount, and its number.
    pub(crate) fn of(amount: text::Amount, number: f64) -> Self {
        Self { number, text: text::print(amount) }
    }
}

impl Set {
    /// A field that takes texts.
    pub(crate) fn text(&mut self, field: &'static str, amount: text::Amount) {
        self.0.push((field, Entry::Text(text::print(amount))));
    }

    /// A field that takes numbers.
    pub(crate) fn number(&mut self, field: &'static str, number: f64) {
        self.0.push((field, Entry::Number(number)));
    }

    /// Its fields, as they would be handed over.
    #[cfg(test)]
    pub(crate) fn entries(&self) -> impl Iterator<Item = (String, precopy_formats::entries::Raw)> {
        use precopy_formats::entries::Raw;
        self.0.iter().map(|(name, entry)| {
            let raw = match entry {
                Entry::Text(text) => Raw::Text(text.clone()),
                Entry::Number(number) => Raw::Number(*number),
            };
            ((*name).to_owned(), raw)
        })
    }
}

impl Serialize for Set {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, entry)| (*name, entry)))
    }
}
