//! Intervals of any length, laid on a grid of equal ones; what is written in them stays the same.

use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::to_digits;
use precopy_model::scenario::Load;

/// Intervals whose lengths differ by less count as equal: clocks are a little early or late.
const EQUAL_WITHIN: f64 = 1.1;
/// Lengths are written with so many digits.
const DIGITS: usize = 4;

/// A history in intervals of any length.
pub(super) struct Grid<'a> {
    /// Lengths in seconds and rates.
    intervals: &'a [(f64, f64)],
    length: f64,
    /// Cells of a grid that loses nothing, or nearly so.
    pub(super) count: usize,
    /// The highest rate.
    pub(super) peak: f64,
}

impl<'a> Grid<'a> {
    /// None when there is nothing to lay on it.
    pub(super) fn of(intervals: &'a [(f64, f64)]) -> Option<Self> {
        let length: f64 = intervals.iter().map(|one| one.0).sum();
        let shortest = intervals.iter().map(|one| one.0).fold(f64::INFINITY, f64::min);
        let longest = intervals.iter().map(|one| one.0).fold(0.0, f64::max);
        let equal = longest <= shortest * EQUAL_WITHIN;
        // Casts saturate.
        let count = if equal { intervals.len() } else { (length / shortest).round() as usize };
        let peak = intervals.iter().map(|one| one.1).fold(0.0, f64::max);
        (0.0 < length && 0 < count).then_some(Self { intervals, length, count, peak })
    }

    /// So many cells, and how long each is: the mean rates in them.
    pub(super) fn cells(&self, count: usize) -> (Seconds, Vec<f64>) {
        let each = self.length / count as f64;
        let mut rates = Vec::with_capacity(count.min(Load::MOST));
        let mut intervals = self.intervals.iter().copied();
        let (mut rest, mut rate) = intervals.next().unwrap_or_default();
        for _ in 0..count {
            let (mut open, mut written) = (each, 0.0);
            while rest < open {
                written += rest * rate;
                open -= rest;
                // At the very end only rounding is open.
                (rest, rate) = intervals.next().unwrap_or((f64::INFINITY, rate));
            }
            rest -= open;
            written += open * rate;
            rates.push(written / each);
        }
        (Seconds::from_seconds(to_digits(each, DIGITS)), rates)
    }
}
