//! Days of the calendar, as fields for dates write them: "2024-01-31".

use precopy_formats::log::print_moment;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::plain_number;
use precopy_model::records::log::Moment;

/// 1 day in seconds.
const SECONDS_PER_DAY: f64 = 86_400.0;

/// When a day begins, since 1970 in UTC; none of what is no day.
#[must_use]
pub fn begin(text: &str) -> Option<Seconds> {
    let mut parts = text.split('-').map(|part| plain_number(part).map(|number| number as i64));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_day =
        parts.next().is_none() && (1..10_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| Seconds::from_seconds(days(year, month, day) as f64 * SECONDS_PER_DAY))
}

/// When it ends.
#[must_use]
pub fn end(text: &str) -> Option<Seconds> {
    Some(begin(text)? + Seconds::from_seconds(SECONDS_PER_DAY))
}

/// The day of a moment, in UTC.
#[must_use]
pub fn of(moment: Seconds) -> String {
    print_moment(Moment { since_1970: moment, minutes_ahead: None }).chars().take(10).collect()
}

/// Days since 1970 in the Gregorian calendar: a year that begins in March has its leap day at its end, so that months before it count 153 days
/// in five.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let since_march = (month + 9) % 12;
    year * 365 + year / 4 - year / 100 + year / 400 + (since_march * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (text, since) in
            [("1970-01-01", 0.0), ("2000-02-29", 11_016.0), ("2024-01-31", 19_753.0), ("2100-03-01", 47_541.0)]
        {
            let begin = begin(text).unwrap();
            assert_eq!(begin.as_seconds() / SECONDS_PER_DAY, since, "{text}");
            assert_eq!(of(begin), text);
            assert_eq!(of(end(text).unwrap() - Seconds::from_seconds(1.0)), text);
        }
        assert!(["", "2024", "2024-13-01", "x-1-1", "2024-01-01-01"].iter().all(|text| begin(text).is_none()));
    }
}
