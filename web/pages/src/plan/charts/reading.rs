//! What there is to be read at a moment.

use precopy_model::quantity::Watts;

use super::contention::FULL;
use super::{Bar, Scene};

/// What there is at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// When, in seconds.
    pub at: f64,
    /// The lane whose use is drawn, what migrations and applications send over it, and what it carries, in bytes/s.
    pub lane: Option<(usize, [f64; 2], f64)>,
    /// Whether that lane is full.
    pub is_full: bool,
    /// Migrations that go on.
    pub at_once: usize,
    /// VMs that stand still.
    pub still: usize,
    /// What all hosts draw.
    pub power: Watts,
}

impl Reading {
    /// What there is at a moment, with the use of a lane.
    #[must_use]
    pub fn of(scene: &Scene, at: f64, lane: Option<usize>) -> Self {
        let lane = lane.or_else(|| scene.lanes.first().copied());
        let lane = lane.map(|lane| (lane, scene.carried(lane, at), scene.capacity(lane)));
        let timeline = &scene.played.timeline;
        let is_still = |bar: &&Bar| bar.still.is_some_and(|(stops, runs)| stops <= at && at < runs);
        Self {
            at,
            lane,
            is_full: lane.is_some_and(|(_, [one, other], capacity)| capacity * FULL <= one + other),
            // Casts of floats saturate.
            at_once: timeline.at_once.at(at).round() as usize,
            still: scene.bars.iter().filter(is_still).count(),
            power: Watts::from_watts(timeline.power.at(at)),
        }
    }
}
