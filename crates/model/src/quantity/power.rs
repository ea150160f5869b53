//! Power and energy.

use super::amount::amount;
use super::{SECONDS_PER_HOUR, Seconds};

/// 1 Wh in joules.
pub const JOULES_PER_WATT_HOUR: f64 = SECONDS_PER_HOUR;
/// 1 kW in watts.
pub const WATTS_PER_KILOWATT: f64 = 1000.0;

amount! {
    /// Power.
    Watts, from_watts, as_watts, "watts"
}

amount! {
    /// Energy: the area under power over time.
    Joules, from_joules, as_joules, "joules"
}

impl Joules {
    /// From a number in watt-hours.
    #[must_use]
    pub const fn from_watt_hours(watt_hours: f64) -> Self {
        Self::from_joules(watt_hours * JOULES_PER_WATT_HOUR)
    }

    /// As a number in watt-hours.
    #[must_use]
    pub const fn as_watt_hours(self) -> f64 {
        self.as_joules() / JOULES_PER_WATT_HOUR
    }
}

impl std::ops::Mul<Seconds> for Watts {
    type Output = Joules;
    /// ```
    /// # use precopy_model::quantity::{Seconds, Watts};
    /// // 2.70 kW for 2871 s, the peak and the time of Kherbache's Table 1: at most 2153 Wh, so that its 2098.4 are no kWh.
    /// let most = Watts::from_watts(2700.0) * Seconds::from_seconds(2871.0);
    /// assert_eq!(most.as_watt_hours().round(), 2153.0);
    /// ```
    fn mul(self, time: Seconds) -> Joules {
        Joules::from_joules(self.as_watts() * time.as_seconds())
    }
}
