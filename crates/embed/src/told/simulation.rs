//! The product's own loop, round by round.

use precopy_model::predict::rounds;
use precopy_model::scenario::Checked;
use serde::Serialize;

use super::{Prediction, Then};

/// The product's own loop, simulated, with its rounds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Simulation {
    /// What comes of it; its curve is the saw-tooth of pages known to be unsent.
    pub(crate) prediction: Prediction,
    /// Its rounds, the first pass first; of a loop that looks at every tick only the whole.
    pub(crate) rounds: Vec<Round>,
}

/// One round: from one look at the dirty pages to the next.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Round {
    /// Its number; the first pass is 1.
    pub(crate) number: u32,
    /// When it began.
    pub(crate) start_seconds: f64,
    /// When the loop looked again, or was ended.
    pub(crate) end_seconds: f64,
    /// Pages known to be unsent when it began.
    pub(crate) known_pages: f64,
    /// Pages sent in it.
    pub(crate) sent_pages: f64,
    /// Pages that the look at its end found to be dirty again.
    pub(crate) dirtied_pages: f64,
    /// Pages left after that look.
    pub(crate) left_pages: f64,
    /// The threshold at its end; null where the loop compares none with what is left.
    pub(crate) threshold_pages: Option<f64>,
    /// The share of its time that is taken from the guest, at the end of the round.
    pub(crate) throttle_share: f64,
    /// What came of it.
    pub(crate) then: Then,
    /// The round in a sentence or two.
    pub(crate) story: String,
}

impl From<&rounds::Round> for Round {
    fn from(round: &rounds::Round) -> Self {
        Self {
            number: round.number,
            start_seconds: round.start.as_seconds(),
            end_seconds: round.end.as_seconds(),
            known_pages: round.known.as_pages(),
            sent_pages: round.sent.as_pages(),
            dirtied_pages: round.dirtied.as_pages(),
            left_pages: round.left.as_pages(),
            threshold_pages: round.threshold.map(|pages| pages.as_pages()),
            throttle_share: round.throttle,
            then: round.then.into(),
            story: round.in_words(),
        }
    }
}

impl Simulation {
    /// What a simulation tells.
    pub(crate) fn of(scenario: &Checked, simulation: &rounds::Simulation) -> Self {
        Self {
            prediction: Prediction::of(scenario, &simulation.prediction),
            rounds: simulation.rounds.iter().map(Round::from).collect(),
        }
    }
}
