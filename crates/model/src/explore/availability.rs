//! What migrations take of a year.

use crate::quantity::{SECONDS_PER_HOUR, Seconds};

/// What migrations come to in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Availability {
    /// The guest runs nowhere.
    pub down_each_year: Seconds,
    /// The share of the year in which it runs; not below nothing.
    pub share: f64,
    /// How many nines that share begins with, in per cent: 99.95 % has three. One more than [`MOST_NINES`] where there are more than that.
    pub nines: u8,
}

/// Nines are counted up to here.
pub const MOST_NINES: u8 = 9;
const MONTHS_PER_YEAR: f64 = 12.0;
/// 365.25 days.
const HOURS_PER_YEAR: f64 = 8766.0;
/// A billionth part more is rounding.
const ROUNDING: f64 = 1e-9;

impl Availability {
    /// What so many migrations a month, each with this downtime, take of a year.
    ///
    /// ```text
    /// down = 12 · n · d        share = 1 − down / year
    /// ```
    ///
    /// with *n* migrations a month, the downtime *d* of each, in seconds, and a year of 365.25 days.
    ///
    /// Conditions: nothing else that stops a guest is in it. Edges: where the downtimes are more than the year, nothing remains. Source: the
    /// definition of availability as uptime over all time.
    ///
    /// ```
    /// use precopy_model::explore::Availability;
    /// use precopy_model::quantity::Seconds;
    /// // Five nines allow five and a quarter minutes a year.
    /// let year = Availability::of(1.0, Seconds::from_seconds(26.0));
    /// assert_eq!((year.down_each_year, year.nines), (Seconds::from_seconds(312.0), 5));
    /// ```
    #[must_use]
    pub fn of(per_month: f64, downtime: Seconds) -> Self {
        let down = MONTHS_PER_YEAR * per_month * downtime.as_seconds();
        let lost = (down / (HOURS_PER_YEAR * SECONDS_PER_HOUR)).min(1.0);
        let (mut nines, mut allowed) = (0_u8, 0.1);
        while nines <= MOST_NINES && lost <= allowed * (1.0 + ROUNDING) {
            nines += 1;
            allowed /= 10.0;
        }
        Self { down_each_year: Seconds::from_seconds(down), share: 1.0 - lost, nines }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nines_are_counted_as_they_are_sold() {
        let nines = |seconds_a_year: f64| Availability::of(1.0, Seconds::from_seconds(seconds_a_year / 12.0)).nines;
        // Of 31,557,600 s: 3.65 days, 52.6 min, 5.26 min, 31.6 s are the well-known limits.
        for (limit, count) in [(315_576.0, 2), (31_557.6, 3), (3155.76, 4), (315.576, 5), (31.5576, 6)] {
            assert_eq!((nines(limit), nines(limit * 1.001)), (count, count - 1), "{limit}");
        }
        assert_eq!((nines(0.0), nines(1e12)), (10, 0));
        assert_eq!(Availability::of(1e6, Seconds::from_seconds(1e9)).share, 0.0);
    }
}
