//! Spans of time.

use super::amount::amount;

/// 1 s in milliseconds.
pub const MILLISECONDS_PER_SECOND: f64 = 1000.0;
/// 1 min in seconds.
pub const SECONDS_PER_MINUTE: f64 = 60.0;
/// 1 h in seconds.
pub const SECONDS_PER_HOUR: f64 = 3600.0;

amount! {
    /// A span of time, or a moment counted from the start of the migration. Infinite: never.
    Seconds, from_seconds, as_seconds, "seconds"
}

impl Seconds {
    /// From a number in milliseconds.
    #[must_use]
    pub const fn from_milliseconds(milliseconds: f64) -> Self {
        Self::from_seconds(milliseconds / MILLISECONDS_PER_SECOND)
    }

    /// As a number in milliseconds.
    #[must_use]
    pub const fn as_milliseconds(self) -> f64 {
        self.as_seconds() * MILLISECONDS_PER_SECOND
    }
}
