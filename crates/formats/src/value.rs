//! The value of one input: an amount, one of a few words, or a text with a grammar of its own.

use std::sync::Arc;

use precopy_model::quantity::text::{self, Amount};

/// The value of one input, in the unit in which it was entered.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// An amount.
    Amount(Amount),
    /// One of the field's words, or the short name of a preset.
    Word(&'static str),
    /// The shape of a pattern of writes, without spaces.
    Text(Arc<str>),
}

impl Value {
    /// As it stands in fields and files: reads back to the same value.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Amount(amount) => text::print(*amount),
            Self::Word(word) => (*word).to_owned(),
            Self::Text(text) => text.replace(',', ", "),
        }
    }

    /// As it stands in links: no spaces, no `%`.
    #[must_use]
    pub fn compact(&self) -> String {
        match self {
            Self::Amount(amount) => text::compact(*amount),
            Self::Word(word) => (*word).to_owned(),
            Self::Text(text) => text.replace('%', "pct"),
        }
    }

    /// The amount, if it is one.
    #[must_use]
    pub const fn amount(&self) -> Option<Amount> {
        match self {
            Self::Amount(amount) => Some(*amount),
            Self::Word(_) | Self::Text(_) => None,
        }
    }
}
