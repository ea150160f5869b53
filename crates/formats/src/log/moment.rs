//! Moments as logs write them: ISO 8601, with and without a zone, and seconds since 1970.
//!
//! ```text
//! 2024-01-31T13:45:00Z   2024-01-31 13:45:00.250+01:00   2024/01/31 13:45   1706708700   1706708700123 (milliseconds)
//! ```
//!
//! Written here: this is all that is needed of a calendar, where a date library brings in zones, locales and a clock, of which a log that
//! is dropped on a page has none. Days are reckoned in years that begin in March, so that the leap day is the last (the Gregorian
//! calendar as in ISO 8601, without leap seconds).

use precopy_model::problem::Problem;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{plain_number, with_places};
use precopy_model::records::log::Moment;

const SECONDS_PER_DAY: f64 = 86_400.0;
const DAYS_PER_ERA: i64 = 146_097;
const YEARS_PER_ERA: i64 = 400;
/// From the first of March of the year 0 to the first of January 1970.
const DAYS_TO_1970: i64 = 719_468;
/// Numbers from here on are seconds since 1970 (1973), and from there on milliseconds (also 1973), until the year 5138.
const LEAST_SECONDS: f64 = 1e8;
const LEAST_MILLISECONDS: f64 = 1e11;
const MOST_MILLISECONDS: f64 = 1e14;

/// Reads a moment; one without a zone is of a clock that is so many minutes ahead of UTC, where that is known.
pub(super) fn parse(text: &str, minutes_ahead: Option<i16>) -> Result<Moment, Problem> {
    let text = text.trim();
    if let Some(number) = plain_number(text).filter(|number| LEAST_SECONDS <= *number && *number < MOST_MILLISECONDS) {
        return Ok(since_1970(if number < LEAST_MILLISECONDS { number } else { number / 1000.0 }));
    }
    let wrong = || {
        Problem::general("This is no moment.")
            .given(short(text))
            .allowed("such as 2024-01-31T13:45:00Z, or seconds since 1970")
    };
    let mut rest = Rest(text.as_bytes());
    let year = rest.digits(4).ok_or_else(wrong)?;
    let separator = rest.one_of(b"-/").ok_or_else(wrong)?;
    let month = rest.digits(2).ok_or_else(wrong)?;
    rest.one_of(&[separator]).ok_or_else(wrong)?;
    let day = rest.digits(2).ok_or_else(wrong)?;
    if rest.0.is_empty() {
        return Err(wrong().hint(format!("{text}T00:00")));
    }
    rest.one_of(b"Tt ").ok_or_else(wrong)?;
    let hour = rest.digits(2).ok_or_else(wrong)?;
    rest.one_of(b":").ok_or_else(wrong)?;
    let minute = rest.digits(2).ok_or_else(wrong)?;
    let mut seconds = 0.0;
    if rest.one_of(b":").is_some() {
        seconds = rest.digits(2).ok_or_else(wrong)? as f64;
        if rest.one_of(b".,").is_some() {
            seconds += rest.fraction().ok_or_else(wrong)?;
        }
    }
    let zone = rest.zone().ok_or_else(wrong)?;
    let is_possible = (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        // Clocks show a leap second as 60.
        && seconds < 61.0;
    if !is_possible {
        return Err(wrong());
    }
    let minutes_ahead = zone.or(minutes_ahead);
    let wall = days_from_1970(year, month, day) as f64 * SECONDS_PER_DAY + (hour * 3600 + minute * 60) as f64 + seconds;
    let at = wall - f64::from(minutes_ahead.unwrap_or_default()) * 60.0;
    Ok(Moment { since_1970: Seconds::from_seconds(at), minutes_ahead })
}

/// So many seconds after the first of January 1970, UTC.
pub(super) const fn since_1970(seconds: f64) -> Moment {
    Moment { since_1970: Seconds::from_seconds(seconds), minutes_ahead: Some(0) }
}

/// A text for a message: not longer than a line.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}

/// What has not been read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// A number of exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let number = digits
            .iter()
            .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0')))?;
        self.0 = rest;
        Some(number)
    }

    /// One of some letters.
    fn one_of(&mut self, letters: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        letters.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// What stands behind a decimal point; more than nine digits are not looked at.
    fn fraction(&mut self) -> Option<f64> {
        let count = self.0.iter().take_while(|digit| digit.is_ascii_digit()).count();
        let kept = count.min(9);
        let number = self.digits(kept).filter(|_| 0 < kept)?;
        self.0 = self.0.get(count - kept..)?;
        Some(number as f64 / (0..kept).fold(1.0, |power, _| power * 10.0))
    }

    /// Minutes ahead of UTC, to the end of the text; none within where there is no zone, none where it is none.
    fn zone(&mut self) -> Option<Option<i16>> {
        self.0 = self.0.trim_ascii();
        if self.0.is_empty() {
            return Some(None);
        }
        if [b"Z".as_slice(), b"UTC", b"GMT"].iter().any(|utc| self.0.eq_ignore_ascii_case(utc)) {
            return Some(Some(0));
        }
        let sign = if self.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.digits(2)?;
        self.one_of(b":");
        let minutes = if self.0.is_empty() { 0 } else { self.digits(2)? };
        let is_possible = hours <= 14 && minutes < 60 && self.0.is_empty();
        is_possible.then(|| i16::try_from(sign * (hours * 60 + minutes)).ok())
    }
}

/// Whole days from the first of January 1970 to a date.
const fn days_from_1970(year: i64, month: i64, day: i64) -> i64 {
    // January and February belong to the year before.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(YEARS_PER_ERA);
    let year_of_era = year.rem_euclid(YEARS_PER_ERA);
    // Five months from March on have 153 days, and so have the next five.
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970
}

const fn days_in(year: i64, month: i64) -> i64 {
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days_from_1970(next_year, next_month, 1) - days_from_1970(year, month, 1)
}

/// Year, month and day, so many days after the first of January 1970.
const fn date(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_TO_1970;
    let day_of_era = days.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + days.div_euclid(DAYS_PER_ERA) * YEARS_PER_ERA;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

/// Writes a moment as its clock showed it, with its zone where it has one, in seconds or as finely as milliseconds.
///
/// ```
/// use precopy_formats::log::print_moment;
/// use precopy_model::quantity::Seconds;
/// use precopy_model::records::log::Moment;
/// let moment = |minutes_ahead| Moment { since_1970: Seconds::from_seconds(1_706_708_700.25), minutes_ahead };
/// assert_eq!(print_moment(moment(Some(0))), "2024-01-31T13:45:00.250Z");
/// assert_eq!(print_moment(moment(Some(-150))), "2024-01-31T11:15:00.250-02:30");
/// assert_eq!(print_moment(moment(None)), "2024-01-31T13:45:00.250");
/// ```
#[must_use]
pub fn print(moment: Moment) -> String {
    // Sixty whole seconds are the next minute, also when they are only rounded.
    let wall = (moment.on_the_wall().as_seconds() * 1000.0).round() / 1000.0;
    let days = (wall / SECONDS_PER_DAY).floor();
    let of_day = wall - days * SECONDS_PER_DAY;
    let (year, month, day) = date(days as i64);
    let (minutes, seconds) = ((of_day / 60.0).floor() as i64, of_day % 60.0);
    let places = if (seconds - seconds.round()).abs() < 5e-4 { 0 } else { 3 };
    let seconds = with_places(seconds.max(0.0), places);
    let pad = if seconds.split('.').next().map_or(0, str::len) < 2 { "0" } else { "" };
    let zone = match moment.minutes_ahead {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(ahead) => {
            let sign = if ahead < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", ahead.abs() / 60, ahead.abs() % 60)
        }
    };
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{pad}{seconds}{zone}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<f64> {
        parse(text, None).ok().map(|moment| moment.since_1970.as_seconds())
    }

    #[test]
    fn one_moment_in_many_spellings() {
        for text in [
            "2024-01-31T13:45:00Z",
            "2024-01-31 13:45:00 UTC",
            "2024-01-31t14:45:00+01:00",
            "2024-01-31T14:45:00+0100",
            "2024-01-31T14:45+01",
            "2024/01/31 13:45",
            " 2024-01-31T08:15:00.000000-05:30 ",
            "1706708700",
            "1706708700000",
            "1706708700.000",
        ] {
            assert_eq!(seconds(text), Some(1_706_708_700.0), "{text}");
        }
        assert_eq!(parse("2024-01-31 13:45", None).unwrap().minutes_ahead, None);
        let berlin = parse("2024-01-31 14:45", Some(60)).unwrap();
        assert_eq!((berlin.since_1970.as_seconds(), berlin.minutes_ahead), (1_706_708_700.0, Some(60)));
        assert_eq!(seconds("2024-01-31T13:45:00.5Z"), Some(1_706_708_700.5));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "yesterday",
            "31.01.2024 13:45",
            "01/02/2024 13:45",
            "2024-01-31",
            "2024-02-30T00:00Z",
            "2023-02-29T00:00",
            "2024-13-01T00:00",
            "2024-01-31T25:00",
            "2024-01-31T13:60",
            "2024-01-31T13:45:00X",
            "2024-01-31T13:45:00+99:00",
            "2024-01-31T13:45:00.Z",
            "12",
            "-1706708700",
            "1e300",
            "2024-01-31T13:45:00Zé",
            "２０２４-01-31T13:45",
        ] {
            assert!(parse(text, None).is_err(), "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        let mut expected = (1900, 1, 1);
        for days in days_from_1970(1900, 1, 1)..=days_from_1970(2300, 12, 31) {
            assert_eq!(date(days), expected);
            let (year, month, day) = expected;
            assert_eq!(days_from_1970(year, month, day), days);
            expected = if day < days_in(year, month) {
                (year, month, day + 1)
            } else if month < 12 {
                (year, month + 1, 1)
            } else {
                (year + 1, 1, 1)
            };
        }
        assert_eq!((date(0), days_in(2000, 2), days_in(1900, 2)), ((1970, 1, 1), 29, 28));
    }

    #[test]
    fn what_is_written_reads_back() {
        for at in [0.0, 59.9996, 1_706_708_700.0, 1_706_708_700.125, 951_782_399.999, 4e9] {
            for minutes_ahead in [None, Some(0), Some(330), Some(-720)] {
                let moment = Moment { since_1970: Seconds::from_seconds(at), minutes_ahead };
                let text = print(moment);
                let back = parse(&text, None).unwrap();
                assert!(
                    (back.since_1970.as_seconds() - at).abs() < 6e-4 && back.minutes_ahead == minutes_ahead,
                    "{text}"
                );
            }
        }
    }
}
