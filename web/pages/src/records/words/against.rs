//! What is said of expectations against what happened.

use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{grouped, short_seconds, with_places};
use precopy_model::records::log::{Against, Held, Likely};

use super::amounts::{counted, percent};

/// The head.
pub const TITLE: &str = "Predicted against actual";
/// An axis.
pub const ACTUAL: &str = "what it took";
/// An axis.
pub const EXPECTED: &str = "what was expected";
/// In the picture.
pub const TOO_LONG: &str = "expected too long";
/// In the picture.
pub const TOO_SHORT: &str = "expected too short";
/// How it is made fair.
pub const FAIR: &str = "Every other migration calibrates; the others are held against that, so that nothing is predicted from itself. Only completed \
    ones are. The ten worst are marked. Drag across to look only at what took so long.";
/// Name of the table.
pub const WORST: &str = "The ten worst";
/// Its columns.
pub const COLUMNS: [&str; 6] = ["VM", "Expected", "At most", "Took", "Off by", "Likely reason"];
/// When there is nothing to be said.
pub const NONE: &str = "Too few completed migrations tell their size and their time.";
/// Where no rule applies.
pub const NO_REASON: &str = "None that the log would tell.";
/// A VM without a name.
pub const NO_NAME: &str = "not said";

/// It in a sentence.
#[must_use]
pub fn sentence(against: &Against) -> String {
    let Some(expected) = &against.expected else { return NONE.to_owned() };
    let covered = against.at_most.as_ref().map_or_else(String::new, |most| {
        format!(" What was said to be the most was not exceeded by {} of them.", percent(most.covered))
    });
    format!(
        "Of {} migrations half are off by at most {}, on average by {}, where a migration takes {} on average; {} are within 10 %.{covered}",
        grouped(expected.runs as f64),
        short_seconds(expected.median_error),
        short_seconds(expected.mean_error),
        short_seconds(expected.mean),
        percent(expected.within_10)
    )
}

/// Added while only some of many were held.
pub const SOME: &str = "So far some were taken evenly; the rest is being predicted.";

/// What the picture says at a time.
#[must_use]
pub fn read(time: Seconds, count: usize, middle: Option<Seconds>) -> String {
    let time = short_seconds(time);
    match middle {
        Some(middle) => format!(
            "{} took about {time}: half of them were expected to take less than {}",
            counted(count, "migration", "migrations"),
            short_seconds(middle)
        ),
        None => format!("none took about {time}"),
    }
}

/// The cells of a row but the first.
#[must_use]
pub fn cells(held: &Held, likely: Option<Likely>) -> [String; 5] {
    let time = |time: Option<Seconds>| time.map_or_else(|| "–".to_owned(), short_seconds);
    let factor = held.factor();
    let off = if factor.is_finite() { format!("× {}", with_places(factor, 1)) } else { "–".to_owned() };
    [
        time(held.expected.time),
        time(held.expected.at_most),
        short_seconds(held.actual),
        off,
        likely.map_or(NO_REASON, Likely::in_words).to_owned(),
    ]
}
