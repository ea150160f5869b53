//! The values over which a sweep goes.

use serde::Serialize;

use super::Unit;

/// The values over which a sweep goes, for `core.js`, which makes typed arrays of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SweptAxes {
    /// The unit of what goes across.
    pub(crate) across_unit: Unit,
    /// What goes across.
    pub(crate) across: Vec<f64>,
    /// The unit of what goes down; none when nothing does.
    pub(crate) down_unit: Option<Unit>,
    /// What goes down; none when nothing does.
    pub(crate) down: Option<Vec<f64>>,
}
