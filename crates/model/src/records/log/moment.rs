//! When something happened, as a log says it.

use crate::quantity::{SECONDS_PER_HOUR, SECONDS_PER_MINUTE, Seconds};

/// 1 day in hours.
const HOURS_PER_DAY: f64 = 24.0;

/// A moment. Without a zone it is what a clock on the wall showed, reckoned as if that clock were UTC.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Moment {
    /// Since the first of January 1970, 0:00.
    pub since_1970: Seconds,
    /// By how many minutes the clock was ahead of UTC; none: the log does not say.
    pub minutes_ahead: Option<i16>,
}

impl Moment {
    /// What the clock on the wall showed, since its first of January 1970.
    #[must_use]
    pub fn on_the_wall(self) -> Seconds {
        let ahead = f64::from(self.minutes_ahead.unwrap_or_default()) * SECONDS_PER_MINUTE;
        self.since_1970 + Seconds::from_seconds(ahead)
    }

    /// The hour of the day there, 0 to 23.
    ///
    /// ```
    /// use precopy_model::quantity::Seconds;
    /// use precopy_model::records::log::Moment;
    /// let noon = Seconds::from_seconds(12.0 * 3600.0);
    /// assert_eq!(Moment { since_1970: noon, minutes_ahead: None }.hour(), 12);
    /// assert_eq!(Moment { since_1970: noon, minutes_ahead: Some(330) }.hour(), 17);
    /// ```
    #[must_use]
    pub fn hour(self) -> u8 {
        let hours = libm::floor(self.on_the_wall().as_seconds() / SECONDS_PER_HOUR);
        (hours - HOURS_PER_DAY * libm::floor(hours / HOURS_PER_DAY)) as u8
    }

    /// So much later, on the same clock.
    #[must_use]
    pub fn after(self, span: Seconds) -> Self {
        Self { since_1970: self.since_1970 + span, ..self }
    }
}
