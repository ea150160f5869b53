//! Recorded runs as judges of the predictors: no run is predicted with a calibration to which it has contributed, nor with one of
//! another machine.

use super::Run;
use super::calibrate::{Calibration, calibrate};
use super::replay::{self, Predicted};

/// Runs with what they say together about link and sender.
#[derive(Clone, Debug)]
pub struct Judge<'a> {
    idle: Vec<&'a Run>,
    /// By accelerator: each is another machine, as far as the guest and the sender are concerned.
    calibrations: Vec<(&'a str, Calibration)>,
    /// By all idle runs.
    pub calibration: Calibration,
}

impl<'a> Judge<'a> {
    /// Calibrates by the idle ones among some runs.
    #[must_use]
    pub fn new(runs: &'a [Run]) -> Self {
        let idle: Vec<&Run> = runs.iter().filter(|run| run.is_idle()).collect();
        let mut names: Vec<&str> = idle.iter().map(|run| run.accelerator.as_str()).collect();
        crate::numeric::sort(&mut names);
        names.dedup();
        let of = |name: &str| -> Vec<&Run> { idle.iter().copied().filter(|run| run.accelerator == name).collect() };
        let calibrations = names.into_iter().map(|name| (name, calibrate(&of(name)))).collect();
        Self { calibration: calibrate(&idle), calibrations, idle }
    }

    /// What is calibrated for a run: by the idle ones with its accelerator; by all where there is none.
    #[must_use]
    pub fn calibration_for(&self, run: &Run) -> &Calibration {
        let own = self.calibrations.iter().find(|(name, _)| *name == run.accelerator);
        own.map_or(&self.calibration, |(_, calibration)| calibration)
    }

    /// What the predictors would have said of a run; none where nothing was calibrated for its kind of limit. An idle run of those
    /// that calibrate is left out of its own calibration.
    #[must_use]
    pub fn predict(&self, run: &Run) -> Option<Predicted> {
        if !self.idle.iter().any(|idle| idle.id == run.id) {
            return replay::predict(run, self.calibration_for(run));
        }
        let others = self.idle.iter().copied().filter(|idle| idle.id != run.id && idle.accelerator == run.accelerator);
        replay::predict(run, &calibrate(&others.collect::<Vec<_>>()))
    }
}
