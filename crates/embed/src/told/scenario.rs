//! A scenario as a plain object of texts, as it can be handed over again.

use precopy_formats::Inputs;
use precopy_formats::fields::row;
use serde::{Serialize, Serializer};

/// What was entered, by the fields' names, as texts with units.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "Scenario"))]
pub(crate) struct Scenario(pub(crate) Vec<(&'static str, String)>);

impl Scenario {
    /// Of these inputs.
    pub(crate) fn of(inputs: &Inputs) -> Self {
        Self(inputs.entered().map(|(field, value)| (row(field).text, value.text())).collect())
    }
}

impl Serialize for Scenario {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (*name, text.as_str())))
    }
}
