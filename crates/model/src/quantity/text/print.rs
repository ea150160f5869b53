//! From an amount to text: exactly, so that it reads back to the same bits; and short, for the eye.

use super::digits::mantissa_and_exponent;
use super::units::{Family, Scale, UNITS, base};
use super::{Amount, Kind, parse, to_digits, with_places, written_out};
use crate::quantity::{Bytes, Seconds};

/// Writes an amount so that [`parse`] gives the same amount back, in the unit that makes the shortest text.
///
/// ```
/// use precopy_model::quantity::text::{parse, print, Kind};
/// for text in ["64 GiB", "64 GB", "2.8 GiB", "300 ms", "94.1 %", "10 Gbit/s", "20000 pages/s"] {
///     let kind = [Kind::SizeOrShare, Kind::Duration, Kind::LinkSpeed]
///         .into_iter().find(|&kind| parse(text, kind).is_ok()).unwrap();
///     assert_eq!(print(parse(text, kind).unwrap()), text);
/// }
/// ```
#[must_use]
pub fn print(amount: Amount) -> String {
    let Some((family, value)) = base(amount) else {
        return "none".to_owned();
    };
    let kind = kind_of(family);
    let mut best: Option<(usize, String)> = None;
    for unit in UNITS.iter().filter(|unit| unit.family == family) {
        let texts = match unit.scale {
            Scale::Times(factor) => {
                let number = value / factor;
                // Twelve digits remove the noise of a conversion (0.30000000000000004 → 0.3), where that still reads back.
                [number_text(to_digits(number, 12)), number_text(number)]
            }
            Scale::PointLeft(places) => [point_right(value, places), String::new()],
        };
        for number in texts.into_iter().filter(|number| !number.is_empty()) {
            let text = if unit.name.is_empty() { number.clone() } else { format!("{number} {}", unit.name) };
            let cost = cost(&text, &number);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) && parse(&text, kind) == Ok(amount) {
                best = Some((cost, text));
            }
        }
    }
    best.map_or_else(|| number_text(value), |(_, text)| text)
}

/// How badly a text reads: its length in half characters; numbers below one read worse than their length, and decimal
/// units a little worse than binary ones of the same length.
fn cost(text: &str, number: &str) -> usize {
    let below_one = if number.starts_with("0.") { 6 } else { 0 };
    let decimal_bytes = usize::from(text.contains('B') && !text.contains('i'));
    2 * text.chars().count() + below_one + decimal_bytes
}

/// As [`print()`], for links: no spaces, and `pct` for `%`.
#[must_use]
pub fn compact(amount: Amount) -> String {
    print(amount).replace(' ', "").replace('%', "pct")
}

/// A number in plain digits, or with an exponent where those would be many.
fn number_text(number: f64) -> String {
    if number == 0.0 || (1e-4..1e15).contains(&number) {
        return written_out(number);
    }
    let (mantissa, exponent) = mantissa_and_exponent(number);
    format!("{mantissa}e{exponent}")
}

/// The shortest digits of a number with the decimal point moved to the right: exact, because no digit changes.
fn point_right(number: f64, places: i32) -> String {
    let (mantissa, exponent) = mantissa_and_exponent(number);
    let exponent = exponent + i64::from(places);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((&mantissa, ""));
    if number == 0.0 {
        return "0".to_owned();
    }
    match usize::try_from(exponent) {
        Ok(right) if right < 15 => {
            let digits = format!("{whole}{fraction}{}", "0".repeat(right.saturating_sub(fraction.len())));
            let (whole, fraction) = digits.split_at_checked(1 + right).unwrap_or((&digits, ""));
            if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
        }
        Err(_) if -5 < exponent => {
            let zeros = "0".repeat(exponent.unsigned_abs().saturating_sub(1) as usize);
            format!("0.{zeros}{whole}{fraction}")
        }
        _ => format!("{mantissa}e{exponent}"),
    }
}

const fn kind_of(family: Family) -> Kind {
    match family {
        Family::Bytes | Family::Share => Kind::SizeOrShare,
        Family::Pages => Kind::Size,
        Family::PagesPerSecond | Family::BytesPerSecond => Kind::DirtyRate,
        Family::BitsPerSecond => Kind::LinkSpeed,
        Family::Seconds => Kind::Duration,
        Family::Count => Kind::Count,
    }
}

/// A whole number with commas between groups of three: "32,704". Not exact: for the eye.
#[must_use]
pub fn grouped(number: f64) -> String {
    if !number.is_finite() {
        return "∞".to_owned();
    }
    let digits = with_places(number, 0);
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// About three significant digits in a fitting unit: "2.8 GiB", "1.18 GB/s", "20 %". Not exact: for the eye.
#[must_use]
pub fn short(amount: Amount) -> String {
    match amount {
        Amount::Bytes(bytes) => short_bytes(bytes),
        Amount::Pages(pages) => format!("{} pages", grouped(pages.as_pages())),
        Amount::Share(share) => format!("{} %", digits(share * 100.0)),
        Amount::PagesPerSecond(rate) => format!("{} pages/s", grouped(rate.as_pages_per_second())),
        Amount::BytesPerSecond(rate) => {
            scaled(rate.as_bytes_per_second(), 1000.0, &["B/s", "kB/s", "MB/s", "GB/s", "TB/s"])
        }
        Amount::BitsPerSecond(rate) => {
            scaled(rate.as_bits_per_second(), 1000.0, &["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"])
        }
        Amount::Seconds(seconds) => short_seconds(seconds),
        Amount::Count(count) => digits(count),
        Amount::Unlimited => "no limit".to_owned(),
    }
}

fn short_bytes(bytes: Bytes) -> String {
    scaled(bytes.as_bytes(), 1024.0, &["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"])
}

/// A time for the eye: "34 ms", "36.2 s", "12 min 5 s", "3 h 20 min", "12 d 4 h".
#[must_use]
pub fn short_seconds(seconds: Seconds) -> String {
    let s = seconds.as_seconds();
    if !s.is_finite() {
        "never".to_owned()
    } else if s == 0.0 {
        "0 s".to_owned()
    } else if s < 0.9995 {
        format!("{} ms", digits(s * 1000.0))
    } else if s < 600.0 {
        format!("{} s", digits(s))
    } else {
        let parts = |large: f64, small: f64, names: (&str, &str)| {
            let whole_small = libm::round(s / small);
            let per = large / small;
            let whole = libm::floor(whole_small / per);
            let rest = whole_small - whole * per;
            if rest == 0.0 {
                format!("{} {}", grouped(whole), names.0)
            } else {
                format!("{} {} {} {}", grouped(whole), names.0, written_out(rest), names.1)
            }
        };
        if s < 3600.0 {
            parts(60.0, 1.0, ("min", "s"))
        } else if s < 172_800.0 {
            parts(3600.0, 60.0, ("h", "min"))
        } else {
            parts(86_400.0, 3600.0, ("d", "h"))
        }
    }
}

fn scaled(value: f64, step: f64, units: &[&str]) -> String {
    let mut value = value;
    let mut units = units.iter().peekable();
    let mut unit = units.next().copied().unwrap_or_default();
    while value >= step * 0.9995 {
        let Some(next) = units.next() else { break };
        value /= step;
        unit = next;
    }
    format!("{} {unit}", digits(value))
}

/// About three significant digits, without an exponent and without trailing zeros.
pub(super) fn digits(number: f64) -> String {
    if !number.is_finite() {
        return "∞".to_owned();
    }
    if number >= 999.5 {
        return grouped(number);
    }
    let places = if number >= 99.95 {
        0
    } else if number >= 9.995 {
        1
    } else if number >= 0.095 {
        2
    } else {
        3
    };
    let text = with_places(number, places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{BytesPerSecond, Pages, PagesPerSecond};

    #[test]
    fn the_shortest_unit_wins_and_reads_back() {
        let bytes = |n| Amount::Bytes(Bytes::from_bytes(n));
        assert_eq!(print(bytes(64.0 * 1024.0 * 1024.0 * 1024.0)), "64 GiB");
        assert_eq!(print(bytes(64e9)), "64 GB");
        assert_eq!(print(bytes(1.0)), "1 B");
        assert_eq!(print(bytes(0.0)), "0 B");
        assert_eq!(print(Amount::Share(0.941)), "94.1 %");
        assert_eq!(print(Amount::Seconds(Seconds::from_seconds(0.3))), "300 ms");
        assert_eq!(print(Amount::Seconds(Seconds::from_seconds(3600.0))), "1 h");
        assert_eq!(print(Amount::Count(29.0)), "29");
        assert_eq!(print(Amount::Unlimited), "none");
        assert_eq!(compact(Amount::Share(0.2)), "20pct");
        let odd = Amount::Seconds(Seconds::from_seconds(1.0 / 3.0));
        assert_eq!(parse(&print(odd), Kind::Duration), Ok(odd));
    }

    #[test]
    fn for_the_eye() {
        let time = |s| short_seconds(Seconds::from_seconds(s));
        assert_eq!(
            [time(0.0342), time(0.99999), time(36.24), time(725.0), time(12_000.0), time(1_051_200.0)],
            ["34.2 ms", "1 s", "36.2 s", "12 min 5 s", "3 h 20 min", "12 d 4 h"]
        );
        assert_eq!(grouped(1_234_567.0), "1,234,567");
        assert_eq!(grouped(999.4), "999");
        assert_eq!(short(Amount::Bytes(Bytes::from_gib(2.8))), "2.8 GiB");
        assert_eq!(short(Amount::Bytes(Bytes::from_gib(0.9999))), "1 GiB");
        assert_eq!(short(Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(1.176e9))), "1.18 GB/s");
        assert_eq!(short(Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(32_704.3))), "32,704 pages/s");
        assert_eq!(short(Amount::Pages(Pages::from_pages(245.76))), "246 pages");
    }
}
