//! What a lesson writes to compare with: an amount, a plain number, or a word.

use precopy_model::quantity::text::{Amount, Kind, parse};
use precopy_model::quantity::{Joules, WATTS_PER_KILOWATT, Watts};

use super::Answer;

/// Words that are compared.
const WORDS: [&str; 6] = ["completes", "cancelled", "never", "threshold", "limit", "nothing"];

/// The kinds of which an amount may be, one after the other; each unit belongs to the first that takes it.
const KINDS: [Kind; 6] = [Kind::Count, Kind::Share, Kind::Duration, Kind::Size, Kind::DirtyRate, Kind::LinkSpeed];

/// Reads what is written, an amount without or with a space before its unit; none where it is nothing of the kind.
///
/// ```
/// use precopy_formats::lessons::literal;
/// assert_eq!(literal("300ms").unwrap().said(None), "300 ms");
/// assert_eq!(literal("2.70kW").unwrap().said(None), "2.7 kW");
/// assert_eq!(literal("never").unwrap().said(None), "never");
/// assert!(literal("soon").is_none());
/// ```
#[must_use]
pub fn literal(text: &str) -> Option<Answer> {
    if let Some(word) = WORDS.iter().find(|word| **word == text) {
        return Some(Answer::Word(word));
    }
    let count = |number: &str| match parse(number, Kind::Count) {
        Ok(Amount::Count(count)) => Some(count),
        _ => None,
    };
    let with = |unit: &str| text.strip_suffix(unit).and_then(count);
    if let Some(watt_hours) = with("Wh") {
        return Some(Answer::Energy(Joules::from_watt_hours(watt_hours)));
    }
    if let Some(watts) = with("kW").map(|kilowatts| kilowatts * WATTS_PER_KILOWATT).or_else(|| with("W")) {
        return Some(Answer::Power(Watts::from_watts(watts)));
    }
    KINDS.iter().find_map(|kind| parse(text, *kind).ok()).map(Answer::Amount)
}
