//! What a paper printed of a plan that it ran, to stand beside ours.

use precopy_model::plan::strategy::Strategy;
use precopy_model::quantity::{Bytes, Joules, Seconds, WATTS_PER_KILOWATT, Watts};

/// A row of a paper's table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published {
    /// The strategy that the plan was made by.
    pub strategy: Strategy,
    /// Until all was done.
    pub completion: Seconds,
    /// The mean of a migration.
    pub mean_migration: Option<Seconds>,
    /// What all migrations sent.
    pub sent: Option<Bytes>,
    /// Of all hosts until then.
    pub energy: Option<Joules>,
    /// The most that they drew.
    pub peak_power: Option<Watts>,
    /// Where it is printed.
    pub place: &'static str,
}

impl Published {
    /// A row with a time alone, in seconds.
    pub(super) const fn done_after(strategy: Strategy, place: &'static str, completion: f64) -> Self {
        Self {
            strategy,
            completion: Seconds::from_seconds(completion),
            mean_migration: None,
            sent: None,
            energy: None,
            peak_power: None,
            place,
        }
    }

    /// A row of times, in seconds.
    pub(super) const fn times(strategy: Strategy, place: &'static str, completion: f64, mean: f64) -> Self {
        let row = Self::done_after(strategy, place, completion);
        Self { mean_migration: Some(Seconds::from_seconds(mean)), ..row }
    }

    /// The same with what was sent.
    pub(super) const fn and_sent(mut self, sent: Bytes) -> Self {
        self.sent = Some(sent);
        self
    }

    /// The same with energy in watt-hours and peak power in kilowatts.
    pub(super) const fn and_draws(mut self, watt_hours: f64, kilowatts: f64) -> Self {
        self.energy = Some(Joules::from_watt_hours(watt_hours));
        self.peak_power = Some(Watts::from_watts(kilowatts * WATTS_PER_KILOWATT));
        self
    }
}
