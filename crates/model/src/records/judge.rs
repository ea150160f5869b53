//! Recorded runs as judges of the predictors: no run is predicted with a calibration to which it has contributed.

use super::Run;
use super::calibrate::{Calibration, calibrate};
use super::replay::{self, Predicted};

/// Runs with what they say together about link and sender.
#[derive(Clone, Debug)]
pub struct Judge<'a> {
    idle: Vec<&'a Run>,
    /// By all idle runs.
    pub calibration: Calibration,
}

impl<'a> Judge<'a> {
    /// Calibrates by the idle ones among some runs.
    #[must_use]
    pub fn new(runs: &'a [Run]) -> Self {
        let idle: Vec<&Run> = runs.iter().filter(|run| run.is_idle()).collect();
        Self { calibration: calibrate(&idle), idle }
    }

    /// What the predictors would have said of a run; none where nothing was calibrated for its kind of limit. An idle run of those
    /// that calibrate is left out of its own calibration.
    #[must_use]
    pub fn predict(&self, run: &Run) -> Option<Predicted> {
        if !self.idle.iter().any(|idle| idle.id == run.id) {
            return replay::predict(run, &self.calibration);
        }
        let others: Vec<&Run> = self.idle.iter().copied().filter(|idle| idle.id != run.id).collect();
        replay::predict(run, &calibrate(&others))
    }
}
