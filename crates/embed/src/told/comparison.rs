//! What one product would do with the same VM.

use serde::Serialize;

use super::{Problem, Summary};

/// What one product would do with the same VM.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Comparison {
    /// The product, as in `hypervisor`.
    #[cfg_attr(test, ts(type = "PresetId"))]
    pub(crate) preset: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// The name of its group.
    pub(crate) group: &'static str,
    /// Whether it is the product of the scenario, with what is entered for it.
    pub(crate) chosen: bool,
    /// How many migrations share the link.
    pub(crate) shared_by: u32,
    /// What its loop does not exceed; null when the scenario does not fit it.
    pub(crate) bound: Option<Summary>,
    /// What its loop does, simulated; null when the scenario does not fit it.
    pub(crate) rounds: Option<Summary>,
    /// Why the scenario does not fit it; empty when it does.
    pub(crate) problems: Vec<Problem>,
}
