//! Marks of an axis of moments: minutes, hours or days apart, by what the axis spans, in UTC.

use precopy_formats::log::print_moment;
use precopy_model::quantity::Seconds;
use precopy_model::records::log::Moment;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;
/// So far apart marks may be.
const STEPS: [f64; 16] = [
    MINUTE,
    5.0 * MINUTE,
    15.0 * MINUTE,
    30.0 * MINUTE,
    HOUR,
    3.0 * HOUR,
    6.0 * HOUR,
    12.0 * HOUR,
    DAY,
    2.0 * DAY,
    4.0 * DAY,
    7.0 * DAY,
    14.0 * DAY,
    28.0 * DAY,
    91.0 * DAY,
    364.0 * DAY,
];

/// Marks from one moment to another, some wanted ones at most, with what they say: the day, and the hour where days are not whole.
#[must_use]
pub(super) fn marks(from: f64, to: f64, wanted: f64) -> Vec<(f64, String)> {
    const MOST: usize = 60;
    let step = STEPS.into_iter().find(|step| (to - from) / step <= wanted).unwrap_or(364.0 * DAY);
    let first = (from / step).ceil();
    let moments = (0..MOST).map(|index| (first + index as f64) * step).take_while(|moment| *moment <= to);
    moments.map(|moment| (moment, label(moment, step))).collect()
}

fn label(moment: f64, step: f64) -> String {
    let text = print_moment(Moment { since_1970: Seconds::from_seconds(moment), minutes_ahead: None });
    let part = |from: usize, count: usize| -> String { text.chars().skip(from).take(count).collect() };
    if DAY <= step { part(0, 10) } else { format!("{} {}", part(5, 5), part(11, 5)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_whole_days_or_hours() {
        let day = 19_753.0 * DAY;
        let days: Vec<String> = marks(day - 10.0, day + 6.5 * DAY, 8.0).into_iter().map(|(_, text)| text).collect();
        assert_eq!(days.first().map(String::as_str), Some("2024-01-31"));
        assert_eq!(days.len(), 7);
        let hours = marks(day, day + 3.0 * HOUR, 4.0);
        assert_eq!(
            hours.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
            ["01-31 00:00", "01-31 01:00", "01-31 02:00", "01-31 03:00"]
        );
    }
}
