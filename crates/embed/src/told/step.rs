//! One step of an explanation.

use precopy_model::predict::explain;
use serde::Serialize;

use super::{Source, Unit};

/// One step of an explanation: a formula, the numbers put in, and what comes of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Step {
    /// What it is about.
    pub(crate) title: String,
    /// The formula, or the rule in words.
    pub(crate) formula: &'static str,
    /// The formula with the numbers put in; null where there are none.
    pub(crate) numbers: Option<String>,
    /// What comes of it; null where that is no number.
    pub(crate) value: Option<f64>,
    /// The unit of the value; null where it is no number.
    pub(crate) unit: Option<Unit>,
    /// The value for the eye: "22.95 s", "never".
    pub(crate) in_words: String,
    /// Where formula or constant come from.
    pub(crate) source: Source,
}

impl From<explain::Step> for Step {
    fn from(step: explain::Step) -> Self {
        let number = match step.value {
            explain::Value::Seconds(time) => Some((time.as_seconds(), Unit::Seconds)),
            explain::Value::Pages(pages) => Some((pages.as_pages(), Unit::Pages)),
            explain::Value::PagesPerSecond(rate) => Some((rate.as_pages_per_second(), Unit::PagesPerSecond)),
            explain::Value::Bytes(data) => Some((data.as_bytes(), Unit::Bytes)),
            explain::Value::BytesPerSecond(rate) => Some((rate.as_bytes_per_second(), Unit::BytesPerSecond)),
            explain::Value::Share(share) => Some((share, Unit::Share)),
            explain::Value::Text(_) => None,
        }
        .filter(|(value, _)| value.is_finite());
        Self {
            in_words: step.value.in_words(),
            title: step.title.into_owned(),
            formula: step.formula,
            numbers: (!step.with.is_empty()).then_some(step.with),
            value: number.map(|(value, _)| value),
            unit: number.map(|(_, unit)| unit),
            source: step.source.into(),
        }
    }
}
