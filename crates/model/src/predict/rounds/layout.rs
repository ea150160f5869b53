//! Where empty and hot pages lie in the memory, and where the writer begins: the guest's secret, so it is assumed.

use crate::quantity::Pages;
use crate::scenario::Pattern;

/// Where pages of a kind lie, in the order of addresses, which is the order of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The sender meets them first.
    First,
    /// The sender meets them last.
    Last,
    /// Evenly among the others.
    Spread,
}

/// The order of a guest's memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Empty pages that come before everything else: of a PC's low memory much is never used.
    pub low: Pages,
    /// Where the other empty pages lie.
    pub empty: Place,
    /// Where the hot pages lie among those with content.
    pub hot: Place,
    /// At which share of the hot set a round-robin writer stands when the migration begins.
    pub writer: f64,
}

impl Layout {
    /// What is assumed of a guest of which nothing is known: the order in which the closed forms are drawn.
    pub const ASSUMED: Self = Self { low: Pages::ZERO, empty: Place::First, hot: Place::Spread, writer: 0.0 };

    /// What is assumed of a guest that writes in a pattern: one that says where the hot pages lie is taken at its word.
    #[must_use]
    pub const fn assumed_for(pattern: &Pattern) -> Self {
        match pattern {
            Pattern::InOrder => Self { hot: Place::First, ..Self::ASSUMED },
            _ => Self::ASSUMED,
        }
    }
}
