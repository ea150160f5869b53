//! From text to an amount, or to a problem with a hint. Any text gives one of the two.

use super::decimal;
use super::units::{Family, UNITS, Unit, amount, families};
use super::{Amount, Kind};

/// Longer texts are no amounts; they are cut in messages.
const MAX_CHARS: usize = 60;

/// Why a text is no amount of the wanted kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextProblem {
    /// What is wrong, as a sentence.
    pub what: String,
    /// What may have been meant, in the grammar.
    pub hint: Option<String>,
}

/// Reads an amount of the wanted kind.
///
/// ```
/// use precopy_model::quantity::text::{parse, Amount, Kind};
/// use precopy_model::quantity::{BitsPerSecond, Bytes};
/// assert_eq!(parse("64 GiB", Kind::Size), Ok(Amount::Bytes(Bytes::from_gib(64.0))));
/// assert_eq!(parse("25GbE", Kind::LinkSpeed), Ok(Amount::BitsPerSecond(BitsPerSecond::from_gbit_per_second(25.0))));
/// assert_eq!(parse("64", Kind::Size).unwrap_err().what, "The unit is missing.");
/// ```
///
/// # Errors
/// When the text is empty, has no number, a number that is negative or too large, no unit where one is needed, a unit
/// of another kind, or an ambiguous one (`64 G`).
pub fn parse(text: &str, kind: Kind) -> Result<Amount, TextProblem> {
    let text = text.trim();
    if text.is_empty() {
        return problem("Nothing is written here.", None);
    }
    if text.chars().count() > MAX_CHARS {
        return problem("This is too long for an amount.", None);
    }
    if ["none", "unlimited", "infinite", "no limit", "∞"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return if kind.allows_unlimited() { Ok(Amount::Unlimited) } else { problem("This needs a number.", None) };
    }
    let (number, rest) = split(text);
    if number.is_empty() {
        return problem("This does not begin with a number.", None);
    }
    let (value, digits) = number_value(number)?;
    let rest = rest.trim();
    let (family, base) =
        if rest.is_empty() { bare(value, number, kind)? } else { with_unit(&digits, number, rest, kind)? };
    if !base.is_finite() {
        return problem("This number is too large.", None);
    }
    // "-0" is nothing, and prints as nothing.
    Ok(amount(family, if base == 0.0 { 0.0 } else { base }))
}

fn problem<T>(what: impl Into<String>, hint: Option<String>) -> Result<T, TextProblem> {
    Err(TextProblem { what: what.into(), hint })
}

/// Splits off the number in front: digits, separators, sign and exponent.
fn split(text: &str) -> (&str, &str) {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let takes = match c {
            '0'..='9' | '.' | ',' | '_' | '\'' | '’' => true,
            '+' | '-' | '−' => at == 0 || text.get(..at).is_some_and(|before| before.ends_with(['e', 'E'])),
            // An exponent only when a digit or sign follows, so that "4 exabytes" is not read as one.
            'e' | 'E' => at > 0 && next.is_some_and(|n| n.is_ascii_digit() || n == '-' || n == '+'),
            // Thin and ordinary spaces group digits, when three digits follow.
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => {
                at > 0
                    && text
                        .get(at + c.len_utf8()..)
                        .is_some_and(|after| after.chars().take_while(char::is_ascii_digit).count() == 3)
            }
            _ => false,
        };
        if !takes {
            break;
        }
        end = at + c.len_utf8();
    }
    (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default())
}

/// The number, and its plain digits: no grouping, no sign.
fn number_value(number: &str) -> Result<(f64, String), TextProblem> {
    if number.starts_with(['-', '−']) && number.chars().any(|c| ('1'..='9').contains(&c)) {
        return problem("This must not be negative.", None);
    }
    let mut plain: String = number
        .chars()
        .filter(|c| !matches!(c, '_' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '+' | '−'))
        .collect();
    // What is negative by now is zero.
    if plain.starts_with('-') {
        plain.remove(0);
    }
    if plain.contains(',') {
        let whole = plain.split('.').next().unwrap_or_default();
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let grouped = (1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3);
        let commas_in_fraction = plain.split('.').nth(1).is_some_and(|fraction| fraction.contains(','));
        if !grouped || commas_in_fraction {
            let hint = (plain.matches(',').count() == 1 && !plain.contains('.')).then(|| plain.replace(',', "."));
            return problem("The comma is not understood here; the decimal sign is a point.", hint);
        }
        plain.retain(|c| c != ',');
    }
    match decimal::read(&plain, 0) {
        Some(value) if value.is_finite() => Ok((value, plain)),
        Some(_) => problem("This number is too large.", None),
        None => problem(format!("“{number}” is not a number."), None),
    }
}

/// A number without a unit: fine for counts, refused elsewhere; zero is zero in any unit.
fn bare(value: f64, number: &str, kind: Kind) -> Result<(Family, f64), TextProblem> {
    let family = families(kind).first().copied().unwrap_or(Family::Count);
    if value == 0.0 || family == Family::Count {
        return Ok((family, value));
    }
    let unit = match kind {
        Kind::Size | Kind::SizeOrShare => "GiB",
        Kind::DirtyRate | Kind::PageRateOrUnlimited => "pages/s",
        Kind::LinkSpeed => "Gbit/s",
        Kind::ByteRateOrUnlimited => "MiB/s",
        Kind::Duration | Kind::DurationOrUnlimited => "ms",
        Kind::Share => "%",
        Kind::Count | Kind::CountOrUnlimited => "",
        Kind::PagesOrUnlimited => "pages",
    };
    problem("The unit is missing.", Some(format!("{number} {unit}")))
}

fn with_unit(digits: &str, number: &str, rest: &str, kind: Kind) -> Result<(Family, f64), TextProblem> {
    let allowed = families(kind);
    let spelt: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    let mut candidates = UNITS.iter().filter(|unit| allowed.contains(&unit.family));
    if let Some(unit) = candidates.find(|unit| matches(unit, &spelt)) {
        return match unit.scale.in_base(digits) {
            Some(base) => Ok((unit.family, base)),
            None => problem("This number is too large.", None),
        };
    }
    if let Some(hint) = ambiguous(&spelt, kind) {
        return problem(format!("“{rest}” can be read in two ways."), Some(format!("{number} {hint}")));
    }
    if UNITS.iter().any(|unit| matches(unit, &spelt)) {
        return problem(format!("“{rest}” measures something else."), None);
    }
    problem(format!("“{rest}” is not a unit known here."), None)
}

fn matches(unit: &Unit, spelt: &str) -> bool {
    let same = |name: &str| {
        if unit.exact { name == spelt } else { name.eq_ignore_ascii_case(spelt) }
    };
    same(unit.name) || unit.also.iter().any(|name| same(name))
}

/// Spellings that people use for two different things, with the likelier one.
fn ambiguous(spelt: &str, kind: Kind) -> Option<&'static str> {
    let lower = spelt.to_ascii_lowercase();
    let prefix = lower.strip_suffix("/s").unwrap_or(&lower);
    let prefix = prefix.strip_suffix("ps").unwrap_or(prefix).trim_end_matches('b');
    let size = matches!(kind, Kind::Size | Kind::SizeOrShare | Kind::PagesOrUnlimited);
    let bytes = matches!(kind, Kind::DirtyRate | Kind::ByteRateOrUnlimited);
    Some(match (prefix, size, bytes) {
        ("k", true, _) => "KiB",
        ("m", true, _) => "MiB",
        ("g", true, _) => "GiB",
        ("t", true, _) => "TiB",
        ("k", _, true) => "KiB/s",
        ("m", _, true) => "MiB/s",
        ("g", _, true) => "GiB/s",
        ("m", false, false) if kind == Kind::LinkSpeed => "Mbit/s",
        ("g", false, false) if kind == Kind::LinkSpeed => "Gbit/s",
        ("t", false, false) if kind == Kind::LinkSpeed => "Tbit/s",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{BitsPerSecond, Bytes, BytesPerSecond, PagesPerSecond, Seconds};

    #[track_caller]
    fn reads(text: &str, kind: Kind, amount: Amount) {
        assert_eq!(parse(text, kind), Ok(amount), "{text}");
    }

    #[track_caller]
    fn refuses(text: &str, kind: Kind, what: &str, hint: Option<&str>) {
        let problem = parse(text, kind).unwrap_err();
        assert_eq!((problem.what.as_str(), problem.hint.as_deref()), (what, hint), "{text}");
    }

    fn bytes(n: f64) -> Amount {
        Amount::Bytes(Bytes::from_bytes(n))
    }

    #[test]
    fn sizes() {
        reads("64 GiB", Kind::Size, bytes(68_719_476_736.0));
        reads("64gib", Kind::Size, bytes(68_719_476_736.0));
        reads("64 GB", Kind::Size, bytes(64e9));
        reads("1,024 MiB", Kind::Size, bytes(1_073_741_824.0));
        reads("1 024 MiB", Kind::Size, bytes(1_073_741_824.0));
        reads("0", Kind::Size, bytes(0.0));
        reads("-0 GiB", Kind::Size, bytes(0.0));
        reads("20pct", Kind::SizeOrShare, Amount::Share(0.2));
        reads("20 %", Kind::SizeOrShare, Amount::Share(0.2));
    }

    #[test]
    fn links_tell_bits_from_bytes() {
        let bits = |n| Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(n));
        let payload = |n| Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(n));
        reads("10 Gbit/s", Kind::LinkSpeed, bits(1e10));
        reads("10Gb/s", Kind::LinkSpeed, bits(1e10));
        reads("10 GB/s", Kind::LinkSpeed, payload(1e10));
        reads("25GbE", Kind::LinkSpeed, bits(25e9));
        reads("117.7 MB/s", Kind::LinkSpeed, payload(117.7e6));
        refuses("10 gb/s", Kind::LinkSpeed, "“gb/s” can be read in two ways.", Some("10 Gbit/s"));
        refuses("10G", Kind::LinkSpeed, "“G” can be read in two ways.", Some("10 Gbit/s"));
    }

    #[test]
    fn rates_and_times() {
        let pages = |n| Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(n));
        let seconds = |n| Amount::Seconds(Seconds::from_seconds(n));
        reads("22,000 /s", Kind::DirtyRate, pages(22_000.0));
        reads("1e6 pages/s", Kind::DirtyRate, pages(1e6));
        reads("300ms", Kind::Duration, seconds(0.3));
        reads("1.5 s", Kind::Duration, seconds(1.5));
        reads("10 min", Kind::DurationOrUnlimited, seconds(600.0));
        reads("none", Kind::DurationOrUnlimited, Amount::Unlimited);
    }

    #[test]
    fn problems_say_what_and_offer_a_reading() {
        refuses("", Kind::Size, "Nothing is written here.", None);
        refuses("64", Kind::Size, "The unit is missing.", Some("64 GiB"));
        refuses("64 G", Kind::Size, "“G” can be read in two ways.", Some("64 GiB"));
        refuses("-3 GiB", Kind::Size, "This must not be negative.", None);
        refuses("lots", Kind::Size, "This does not begin with a number.", None);
        refuses("1,5 GiB", Kind::Size, "The comma is not understood here; the decimal sign is a point.", Some("1.5"));
        refuses("1e999 GiB", Kind::Size, "This number is too large.", None);
        refuses("3 Gbit/s", Kind::Size, "“Gbit/s” measures something else.", None);
        refuses("3 apples", Kind::Size, "“apples” is not a unit known here.", None);
        refuses("none", Kind::Size, "This needs a number.", None);
        refuses("NaN pages/s", Kind::DirtyRate, "This does not begin with a number.", None);
        refuses("1.2.3 GiB", Kind::Size, "“1.2.3” is not a number.", None);
    }
}
