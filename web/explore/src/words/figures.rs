//! Numbers of predictions, as they are told: at most so much, and so much is expected.

use precopy_formats::fields::row;
use precopy_model::explore::{Figures, Input, Measure, Who};
use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, short, short_seconds};
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::scenario::Scenario;

use crate::state::entries::amount;

/// Where there is no number.
pub const NONE: &str = "–";

/// A number of a measure.
#[must_use]
pub fn number(measure: Measure, number: f64) -> String {
    match measure {
        Measure::Downtime | Measure::MigrationTime => short_seconds(Seconds::from_seconds(number)),
        Measure::Data => short(Amount::Bytes(Bytes::from_bytes(number))),
    }
}

/// The name of a measure.
#[must_use]
pub const fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Downtime => "Downtime",
        Measure::MigrationTime => "Migration time",
        Measure::Data => "Data sent",
    }
}

/// A number of what the bound says and of what is expected: the one in large letters, and the other.
#[must_use]
pub fn pair(bound: &Figures, expected: &Figures, one: Measure) -> [String; 2] {
    let text = |figures: &Figures| one.of(figures).map(|value| number(one, value));
    match (text(bound), text(expected)) {
        (Some(most), Some(expected)) => [format!("≤ {most}"), format!("expected {expected}")],
        (Some(most), None) => [format!("≤ {most}"), String::new()],
        (None, Some(expected)) => [expected, "expected, no bound".to_owned()],
        (None, None) => [NONE.to_owned(), String::new()],
    }
}

/// The numbers of the bound, and those that are expected, of what one promises and the other says too.
#[must_use]
pub const fn sorted<'a>(by: Who, promised: &'a Figures, other: &'a Figures) -> [&'a Figures; 2] {
    match by {
        Who::Bound => [promised, other],
        Who::Rounds => [other, promised],
    }
}

/// A value of an input: caps in binary units, as people set them.
#[must_use]
pub fn value(input: Input, value: f64, scenario: &Scenario, entered: Option<Amount>) -> String {
    let amount = amount(input, value, scenario, entered);
    match amount {
        Amount::BytesPerSecond(rate) if input != Input::Link => {
            short(Amount::Bytes(Bytes::from_bytes(rate.as_bytes_per_second()))) + "/s"
        }
        amount => short(amount),
    }
}

/// An input, in a sentence.
#[must_use]
pub const fn input(input: Input) -> &'static str {
    match input {
        Input::Memory => "memory",
        Input::WorkingSet => "working set",
        Input::HotSet => "hot set",
        Input::DirtyRate => "dirty rate",
        Input::Link => "link speed",
        Input::DowntimeLimit => "downtime limit",
        Input::StopThreshold => "stop threshold",
        Input::BandwidthCap => "bandwidth cap",
        Input::FirstThrottle => "first throttle step",
    }
}

/// The same at the beginning of a line.
#[must_use]
pub const fn input_name(input: Input) -> &'static str {
    match input {
        // The field is whether a guest is slowed down at all.
        Input::FirstThrottle => "First throttle step",
        other => other.field().name(),
    }
}

/// What is wrong with a text, in a line.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    let mut text = problem.what.clone();
    if let Some(allowed) = &problem.allowed {
        text += " Allowed: ";
        text += allowed;
        text += ".";
    }
    text
}

/// The same at the field's name.
#[must_use]
pub fn problem_of(one: &Problem) -> String {
    let name = one.field.map_or("", |field| row(field).field.name());
    format!("{name}: {}", problem(one))
}
