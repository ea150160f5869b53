//! What is said of inputs that are not known exactly, and of what comes of it.

use precopy_model::explore::{Input, Measure, Quantile, Who};
use precopy_model::quantity::text::{grouped, with_places};

use super::figures::{NONE, input, number};
use crate::state::runs::Outcomes;
use crate::state::vary::Form;

/// The disclosure.
pub const NAME: &str = "How sure, if inputs are not known exactly";
/// Before the buttons that add one.
pub const ADD: &str = "Not known exactly:";
/// What it is for.
pub const WHAT: &str =
    "Say between what an input may be, and see in how many of a hundred cases the answer stays below what.";
/// Names of lists.
#[must_use]
pub fn form_of(one: Input) -> String {
    format!("What is known of the {}", input(one))
}
/// Takes it back.
pub const EXACT: &str = "known exactly";
/// The same, for those who hear the page.
#[must_use]
pub fn exact(one: Input) -> String {
    format!("The {} is known exactly", input(one))
}
/// While cases are tried.
pub const TRYING: &str = "Trying out cases …";
/// Name of the table.
pub const TABLE: &str = "What is not exceeded";
/// Heads.
pub const CASES: &str = "In so many of 100 cases at most";
/// Other cases.
pub const ANOTHER: &str = "Other cases";
/// Takes a bad text away.
pub const TAKE_AWAY: &str = "take it away";

/// A form, as it stands in a list.
#[must_use]
pub const fn form(form: Form) -> &'static str {
    match form {
        Form::Between => "anywhere between",
        Form::Likeliest => "least, likeliest, most",
        Form::About => "median and P95",
    }
}

/// The name of a field.
#[must_use]
pub fn field(one: Input, form: Form, place: usize) -> String {
    let which = match (form, place) {
        (Form::Between | Form::Likeliest, 0) => "least",
        (Form::Likeliest, 1) => "likeliest",
        (Form::About, 0) => "median",
        (Form::About, _) => "P95",
        _ => "most",
    };
    format!("{}, {which}", super::figures::input_name(one))
}

/// The share that completes.
#[must_use]
pub fn completes(outcomes: &Outcomes, who: Who) -> String {
    // Rounded down: all is said of all only.
    let tenths = (outcomes.completes * 1000.0 + 1e-6).floor() / 10.0;
    let percent = if 99.0 < tenths && tenths < 100.0 { with_places(tenths, 1) } else { with_places(tenths.floor(), 0) };
    match who {
        Who::Bound => format!("Completes for sure in {percent} % of the cases."),
        Who::Rounds => format!("Completes in {percent} % of the cases, as expected."),
    }
}

/// A quantile; what does not complete has no number.
#[must_use]
pub fn quantile(quantile: Option<Quantile>, measure: Measure) -> String {
    match quantile.and_then(|quantile| quantile.value) {
        Some(value) => number(measure, value),
        None => NONE.to_owned(),
    }
}

/// What the dash means.
pub const DASH: &str = "–: so many do not complete.";

/// The name of a percentile.
#[must_use]
pub fn percentile(share: f64) -> String {
    format!("P{}", with_places(share * 100.0, 0))
}

/// How it was reckoned.
#[must_use]
pub fn cases(outcomes: &Outcomes, seed: u64) -> String {
    let count = grouped(f64::from(outcomes.count));
    format!("{count} cases, seed {seed}: this link always gives these numbers.")
}

/// What was cut.
#[must_use]
pub fn cut(outcomes: &Outcomes) -> String {
    let mut text = String::new();
    for (one, count) in &outcomes.cut {
        let percent = with_places((f64::from(*count) / f64::from(outcomes.count) * 100.0).max(0.1), 1);
        text += &format!("In {percent} % of the cases the {} was cut to what the others leave room for. ", input(*one));
    }
    text
}
