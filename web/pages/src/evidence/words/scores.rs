//! Coverage and error, as figures and tables.

use precopy_model::quantity::text::grouped;
use precopy_model::records::{Forecast, Span};

use super::{percent, regime, time, writes};
use crate::evidence::state::scores::{Kind, Line};

/// Name of the figures.
pub const FIGURES: &str = "In short";
/// Heads of tables.
pub const TITLE: &str = "Coverage and error";
/// What the first table is.
pub const CAPTION: &str =
    "Over the runs that are looked at. Safe: the prediction is at least what was measured, without any slack.";
/// The second one.
pub const BY_KIND: &str = "By what limits the sender, and by how the guest writes";
/// Columns.
pub const COLUMNS: [&str; 8] =
    ["Runs", "Safe", "Median error", "Mean error", "of the mean", "Within 5 %", "Within 10 %", "Ending told"];
/// The first column.
pub const PREDICTOR: &str = "Predictor";
/// The first column of the second table.
pub const PART: &str = "Runs";
/// Where a source does not say it.
pub const NOT_SAID: &str = "–";
/// What belongs to the row of the source.
pub const THEIRS_LINE: &str = "Salfner et al. published these of their own 33,040 migrations, of other machines and products. They stand \
    here to be compared with, and are not computed from these runs.";
/// The name of that row.
pub const THEIRS: &str = "Salfner et al., theirs";

/// What they published: safe predictions, and the mean error in seconds.
#[must_use]
pub const fn theirs(span: Span) -> [&'static str; 2] {
    match span {
        Span::MigrationTime => ["95.6 %", "25.75 s"],
        Span::Downtime => ["97.08 %", "2.45 s"],
    }
}

/// The cells of a row, in the order of [`COLUMNS`].
#[must_use]
pub fn cells(line: &Line) -> [String; 8] {
    let score = &line.score;
    [
        grouped(score.runs as f64),
        percent(score.covered),
        time(Some(score.median_error)),
        time(Some(score.mean_error)),
        percent(score.mean_error_share()),
        percent(score.within_5),
        percent(score.within_10),
        percent(line.agreement),
    ]
}

/// A part of the runs.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Regime(one) => regime(one),
        Kind::Writes(one) => writes(one),
    }
}

/// A figure: name, number, and what stands below.
pub type Figure = (&'static str, String, String);

/// The three figures; dashes while nothing is there.
#[must_use]
pub fn figures(line: impl Fn(Forecast, Span) -> Option<Line>) -> [Figure; 3] {
    let told = |line: Option<Line>, number: fn(&Line) -> f64| {
        line.as_ref().map_or_else(|| NOT_SAID.to_owned(), |line| percent(number(line)))
    };
    let covered: fn(&Line) -> f64 = |line| line.score.covered;
    let within: fn(&Line) -> f64 = |line| line.score.within_5;
    let agreement: fn(&Line) -> f64 = |line| line.agreement;
    [
        (
            "Bound not exceeded",
            told(line(Forecast::Bound, Span::MigrationTime), covered),
            format!("downtime {}", told(line(Forecast::Bound, Span::Downtime), covered)),
        ),
        (
            "Expected within 5 %",
            told(line(Forecast::Unknown, Span::MigrationTime), within),
            format!("writer known {}", told(line(Forecast::Known, Span::MigrationTime), within)),
        ),
        (
            "Ending told",
            told(line(Forecast::Unknown, Span::MigrationTime), agreement),
            "by itself, or by force".to_owned(),
        ),
    ]
}
