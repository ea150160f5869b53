//! From a recorded history or a measured curve to its text, short enough for a link.

use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, compact, to_digits, written_out};
use precopy_model::scenario::DistinctCurve;

/// Points are written with so many digits.
const DIGITS: usize = 7;

/// The text of a history: its values in percent of the highest one, to a tenth.
///
/// ```
/// use precopy_formats::shape::history_text;
/// use precopy_model::quantity::Seconds;
/// assert_eq!(history_text(Seconds::from_seconds(2.0), [1.0, 0.8015, 0.0, 0.2].into_iter()), "2s:100,80.2,0,20");
/// ```
#[must_use]
pub fn history_text(lasts: Seconds, shares: impl Iterator<Item = f64>) -> String {
    let mut text = compact(Amount::Seconds(lasts));
    for (index, share) in shares.enumerate() {
        text.push(if index == 0 { ':' } else { ',' });
        text += &written_out((share * 1000.0).round() / 10.0);
    }
    text
}

/// The text of a measured curve.
#[must_use]
pub fn distinct_text(curve: &DistinctCurve) -> String {
    let mut points: Vec<(f64, f64)> = Vec::with_capacity(curve.points().len());
    for &(x, y) in curve.points() {
        let x = to_digits(x, DIGITS);
        // Rounding must not lift it above what can be.
        let y = to_digits(y, DIGITS).min(x).min(1.0);
        match points.last_mut() {
            // Points that so many digits do not tell apart are one: what reads this wants the first number to rise.
            Some(last) if x <= last.0 => last.1 = y,
            _ => points.push((x, y)),
        }
    }
    points.iter().map(|(x, y)| format!("{x}:{y}")).collect::<Vec<_>>().join(",")
}
