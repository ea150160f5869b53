//! What is said where one chooses which migrations are looked at.

use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, grouped, print, short, to_digits};
use precopy_model::records::log::{Label, Log, Measure, Outcome};

use super::failures::label;
use super::pressure::pressure;
use crate::records::state::part::{Band, Part};

/// Name of the part.
pub const FILTERS: &str = "Looked at";
/// A list.
pub const PRODUCT: &str = "Product";
/// A list.
pub const HOST: &str = "Host";
/// What is chosen when nothing is.
pub const ALL: &str = "all";
/// A row of buttons.
pub const OUTCOME: &str = "Outcome";
/// A field for a day.
pub const FROM: &str = "Begun from";
/// A field for a day.
pub const TO: &str = "until";
/// A field for a duration.
pub const LEAST: &str = "Took at least";
/// A field for a duration.
pub const MOST: &str = "at most";
/// In it.
pub const NO_BOUND: &str = "any";
/// A button.
pub const CLEAR: &str = "Look at all";

/// An outcome.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Completed => "completed",
        Outcome::Failed => "failed",
        Outcome::Cancelled => "cancelled",
        Outcome::Unknown => "not known",
    }
}

/// A bound of durations in its field.
#[must_use]
pub fn bound(time: Seconds) -> String {
    let seconds = time.as_seconds();
    if 0.0 < seconds && seconds.is_finite() {
        print(Amount::Seconds(Seconds::from_seconds(to_digits(seconds, 3))))
    } else {
        String::new()
    }
}

/// How many that are.
#[must_use]
pub fn looked_at(count: usize, of: usize) -> String {
    match count == of {
        true => format!("All {} migrations", grouped(of as f64)),
        false => format!("{} of {} migrations", grouped(count as f64), grouped(of as f64)),
    }
}

/// What was chosen elsewhere on the page.
#[must_use]
pub fn others(Part { filter, band }: &Part, log: &Log) -> String {
    let mut said = Vec::new();
    if let Some(cause) = filter.cause {
        said.push(format!("cause “{}”", log.names.text(cause)));
    }
    if let Some((least, most)) = filter.memory {
        said.push(match most.as_bytes().is_finite() {
            true => format!("memory from {} to {}", short(Amount::Bytes(least)), short(Amount::Bytes(most))),
            false => format!("memory from {}", short(Amount::Bytes(least))),
        });
    }
    if let Some(hour) = filter.hour {
        said.push(format!("begun from {}", label(Label::Hour(hour), |_| "")));
    }
    if let Some(Band { measure, scale, from, to, .. }) = band {
        let place = if matches!(measure, Measure::CountOnHost | Measure::CostOnHost) { " at the host" } else { "" };
        let [from, to] = [*from, *to].map(|pressure| short(Amount::Count(to_digits(pressure / scale.one(), 3))));
        said.push(format!("{from} to {to} {}{place}", pressure(*scale)));
    }
    if said.is_empty() { String::new() } else { format!("Only {}.", said.join(" and ")) }
}
