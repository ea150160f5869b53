//! What a link or a scenario file says.

use serde::Serialize;

use super::{Problem, Scenario};

/// What a link or a scenario file says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Parsed {
    /// The scenario, every value as a text with its unit. What is wrong in a link has its default instead; a scenario file that has
    /// problems gives null.
    pub(crate) scenario: Option<Scenario>,
    /// What is wrong with it; empty when all is well.
    pub(crate) problems: Vec<Problem>,
    /// Keys of a link that are no fields: of the page, or of a later version.
    pub(crate) others: Vec<Other>,
}

/// A key of a link that is no field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Other {
    /// The key.
    pub(crate) key: String,
    /// What stands behind it.
    pub(crate) value: String,
}
