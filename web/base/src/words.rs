//! Words that the programs of the page say.

use precopy_formats::fields::row;
use precopy_formats::{Inputs, Value};
use precopy_model::predict::{LimitKind, Outcome, Reason};
use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, grouped, short};
use precopy_model::scenario::{LimitAction, Source};

/// Said when the clipboard may not be used.
pub const LINK_SELECTED: &str = "Press Ctrl+C to copy";

/// A field's value as it is shown and typed: exact, with commas in large numbers.
#[must_use]
pub fn field_text(value: &Value) -> String {
    let text = value.text();
    if !matches!(value, Value::Amount(_)) {
        return text;
    }
    // "22000 pages/s" → "22,000 pages/s"; the grammar reads both.
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (whole, rest) = text.split_at(digits);
    if digits < 5 || rest.starts_with('e') {
        return text;
    }
    let mut grouped = String::with_capacity(text.len() + 4);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (digits - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// A value in the list of sources; "no limit" has to say of what.
#[must_use]
pub fn source_value(field: Field, value: &Value) -> String {
    match (field, value) {
        (Field::Goodput, Value::Amount(amount)) => short(*amount),
        (_, Value::Amount(Amount::Unlimited)) => "none".to_owned(),
        (_, Value::Word(word)) => {
            row(field).words().into_iter().find(|known| known.id == *word).map_or(*word, |known| known.name).to_owned()
        }
        // A history may be as long as a link.
        (_, Value::Text(text)) => text.chars().take(LONG).collect(),
        _ => field_text(value),
    }
}

/// Longer texts are cut in tables.
const LONG: usize = 60;

/// What was asked, in one line: the product, the machine, the link.
#[must_use]
pub fn scenario_line(inputs: &Inputs) -> String {
    let mut line = inputs.preset().name.to_owned();
    for (name, field) in [
        (" · memory ", Field::Memory),
        (" · working set ", Field::WorkingSet),
        (" · hot set ", Field::HotSet),
        (" · dirty rate ", Field::DirtyRate),
        (" · link ", Field::Link),
    ] {
        line += name;
        line += &field_text(&inputs.effective(field).0);
    }
    line
}

/// What was given instead of a value, for the list of a link's problems.
#[must_use]
pub fn problem_line(problem: &precopy_model::problem::Problem) -> String {
    match &problem.given {
        Some(given) => format!("{problem} (“{given}”)"),
        None => problem.to_string(),
    }
}

/// Where a value comes from, in a line: what it is and where that stands, or the place alone; nothing for what was entered.
#[must_use]
pub fn place(source: &Source) -> String {
    if source.what.is_empty() { source.place.to_owned() } else { format!("{}: {}", source.what, source.place) }
}

/// How a migration ends, in a word or three.
#[must_use]
pub fn ending(outcome: Outcome, reason: Reason) -> String {
    match (outcome, reason) {
        (Outcome::Never, _) => "no end".to_owned(),
        (Outcome::Cancelled, _) => "cancelled".to_owned(),
        (_, Reason::Limit { action: LimitAction::PostCopy, .. }) => "post-copy".to_owned(),
        (_, Reason::Limit { action: LimitAction::Pause, .. }) => "paused at its limit".to_owned(),
        (_, Reason::Limit { limit: LimitKind::Rounds(1), .. }) => "stops after 1 round".to_owned(),
        (_, Reason::Limit { limit: LimitKind::Rounds(rounds), .. }) => {
            format!("stops after {} rounds", grouped(f64::from(rounds)))
        }
        (_, Reason::Limit { .. }) => "stops at its limit".to_owned(),
        (Outcome::Completes, _) => "converges".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_once() {
        assert_eq!(place(&Source::ENTERED), "");
        assert_eq!(place(&Source::assumed("a reason")), "a reason");
        assert_eq!(place(&Source::inferred("docs/loops.md", "V: votes")), "docs/loops.md: V: votes");
    }
}
