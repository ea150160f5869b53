//! A scenario with what is predicted of it, as one JSON file for other programs. Scenario, predictions and rounds have the names of the
//! JavaScript module, whose tests hold the two together. It is written only: what it says can be computed again from its scenario.

use precopy_model::predict::rounds::{Round, Simulation, Then};
use precopy_model::predict::{Prediction, Reason};
use precopy_model::quantity::{Pages, Seconds};
use precopy_model::scenario::Checked;

use crate::Inputs;
use crate::fields::row;
use crate::json_text::JsonText;

/// The word by which such a file is known.
pub const FORMAT: &str = "precopy-result";
/// The version that is written.
pub const VERSION: u32 = 1;

/// What such a file tells.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What a person calls it; may be empty.
    pub name: &'a str,
    /// The link that opens it.
    pub link: &'a str,
    /// What was entered.
    pub inputs: &'a Inputs,
    /// What that comes to.
    pub scenario: &'a Checked,
    /// What is not exceeded.
    pub bound: &'a Prediction,
    /// What is expected, round by round.
    pub rounds: &'a Simulation,
    /// What Salfner's equations say.
    pub paper: &'a Prediction,
}

/// Writes the file.
#[must_use]
pub fn print(told: &Told<'_>) -> String {
    let mut json = JsonText::default();
    json.object("");
    json.text("format", FORMAT);
    json.number("version", Some(f64::from(VERSION)));
    json.text("precopy", env!("CARGO_PKG_VERSION"));
    if !told.name.is_empty() {
        json.text("name", told.name);
    }
    json.text("link", told.link);
    json.object("scenario");
    for (field, value) in told.inputs.complete().entered() {
        json.text(row(field).text, &value.text());
    }
    json.close();
    prediction(&mut json, "bound", told.scenario, told.bound);
    json.object("rounds");
    prediction(&mut json, "prediction", told.scenario, &told.rounds.prediction);
    json.list("rounds");
    for one in &told.rounds.rounds {
        round(&mut json, one);
    }
    json.close();
    json.close();
    prediction(&mut json, "paper", told.scenario, told.paper);
    json.finish()
}

fn prediction(json: &mut JsonText, name: &str, scenario: &Checked, one: &Prediction) {
    let seconds = |time: Option<Seconds>| time.map(Seconds::as_seconds);
    let pages = |pages: Option<Pages>| pages.map(Pages::as_pages);
    json.object(name);
    json.text("predictor", one.predictor.id());
    json.text("outcome", one.outcome.id());
    json.text("endedBy", ended_by(&one.reason));
    json.text("reason", &format!("It {}.", one.reason_in_words()));
    json.number("migrationTimeSeconds", seconds(one.migration_time));
    json.number("downtimeSeconds", seconds(one.downtime));
    json.number("brownoutSeconds", Some(one.brownout.as_seconds()));
    json.number("dataBytes", one.data.map(|data| data.as_bytes()));
    json.number("rounds", one.rounds.map(f64::from));
    json.number("firstPassEndSeconds", Some(one.first_pass_end.as_seconds()));
    json.number("stopSeconds", seconds(one.stop));
    json.number("leftPages", pages(one.left));
    json.number("thresholdPages", Some(one.threshold.as_pages()));
    json.number("limitSeconds", seconds(one.limit));
    json.bool("endsInPostCopy", one.ends_in_post_copy());
    json.number("pageSizeBytes", Some(scenario.hypervisor.page_size.value.as_bytes()));
    json.list("remaining");
    for (time, parts) in one.remaining.knots() {
        json.line("");
        json.number("timeSeconds", Some(time.as_seconds()));
        json.number("pages", Some(parts.total));
        json.number("emptyPages", Some(parts.empty));
        json.number("passivePages", Some(parts.passive));
        json.number("hotPages", Some(parts.hot));
        json.close();
    }
    json.close();
    json.close();
}

fn round(json: &mut JsonText, one: &Round) {
    json.line("");
    json.number("number", Some(f64::from(one.number)));
    json.number("startSeconds", Some(one.start.as_seconds()));
    json.number("endSeconds", Some(one.end.as_seconds()));
    json.number("knownPages", Some(one.known.as_pages()));
    json.number("sentPages", Some(one.sent.as_pages()));
    json.number("dirtiedPages", Some(one.dirtied.as_pages()));
    json.number("leftPages", Some(one.left.as_pages()));
    json.number("thresholdPages", one.threshold.map(Pages::as_pages));
    json.number("throttleShare", Some(one.throttle));
    json.text("then", then(one.then));
    json.text("story", &one.in_words());
    json.close();
}

/// What ends pre-copy, in a word for programs.
#[must_use]
pub const fn ended_by(reason: &Reason) -> &'static str {
    match reason {
        Reason::Threshold { .. } => "threshold",
        Reason::Limit { .. } | Reason::Cancelled { .. } => "limit",
        Reason::Outpaced { .. } | Reason::NoPageAllowed => "nothing",
    }
}

/// What came of a round, in a word for programs.
#[must_use]
pub const fn then(then: Then) -> &'static str {
    match then {
        Then::TooMuchLeft => "too-much-left",
        Then::GoesOn => "goes-on",
        Then::NotYetVoted => "not-yet-voted",
        Then::Stops => "stops",
        Then::NothingLeft => "nothing-left",
        Then::WasSmall => "was-small",
        Then::Limit => "limit",
        Then::Overdue => "overdue",
    }
}
