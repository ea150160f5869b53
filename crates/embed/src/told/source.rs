//! Where a value comes from.

use precopy_model::scenario;
use serde::Serialize;

use super::Mark;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Source {
    /// How good it is.
    pub(crate) mark: Mark,
    /// Whether the value is an assumption.
    pub(crate) assumed: bool,
    /// Product and version, or title of the document; may be empty.
    pub(crate) what: &'static str,
    /// File and name in the source code, section of the document, or the reason; may be empty.
    pub(crate) place: &'static str,
}

impl From<scenario::Source> for Source {
    fn from(source: scenario::Source) -> Self {
        Self {
            mark: source.mark.into(),
            assumed: source.mark == scenario::Mark::Assumed,
            what: source.what,
            place: source.place,
        }
    }
}
