//! What is said in and about the pictures.

use precopy_model::records::{Forecast, Span};

use super::{difference, forecast, regime, span, time, writes};
use crate::evidence::state::library::Row;

/// Above the diagonal.
pub const TOO_LONG: &str = "predicted too long";
/// Below it.
pub const TOO_SHORT: &str = "predicted too short";
/// At the upper edge.
pub const NEVER: &str = "never";
/// The axis of time.
pub const TIME: &str = "time";
/// The axis of pages.
pub const PAGES: &str = "pages still to send";
/// Names of the groups of buttons.
pub const PREDICTOR: &str = "Predictor";
/// The same.
pub const QUANTITY: &str = "Quantity";
/// The plot, for those who come to it by keys.
pub const PLOT: &str = "Runs in the order of what was measured: arrow keys go from one to the next, Enter opens it";
/// Said while none is pointed at.
pub const NO_RUN: &str = "no run";
/// Below the picture.
pub const HOW: &str = "Dashed: 5 % off. Hollow marks: the end was forced. Drag a rectangle to look at some runs only; click a mark to open its run.";
/// The keys of the curves of a run.
pub const MEASURED: &str = "measured";

/// The title of the scatter.
#[must_use]
pub fn title((by, of): (Forecast, Span)) -> String {
    format!("{}: predicted ({}) against measured", capital(span(of)), forecast(by))
}

/// The names of its axes.
#[must_use]
pub fn axes((by, of): (Forecast, Span)) -> (String, String) {
    (format!("measured {}", span(of)), format!("predicted {} ({})", span(of), forecast(by)))
}

/// What it shows, for those who do not see it.
#[must_use]
pub fn summary(chosen: (Forecast, Span), looked_at: usize, within_5: Option<String>) -> String {
    let within = within_5.map(|share| format!(" {share} of them lie within 5 % of the diagonal.")).unwrap_or_default();
    format!("{}, {looked_at} runs.{within}", title(chosen))
}

/// A run in one line, when it is pointed at.
#[must_use]
pub fn point(row: &Row, chosen: (Forecast, Span)) -> [String; 4] {
    let pair = row.pair(chosen);
    let forced = if row.run.measured.forced { ", forced" } else { "" };
    [
        format!("Run {}", row.run.id),
        format!("{}, {}{forced}", regime(row.regime), writes(row.writes)),
        format!("measured {}", time(Some(pair.measured))),
        format!("predicted {} ({})", time(pair.predicted), difference(pair.error())),
    ]
}

/// What the picture of a run shows, for those who do not see it.
#[must_use]
pub fn course_summary(row: &Row, recorded: usize) -> String {
    format!(
        "Pages still to send of run {}: paper, bound and expected{}",
        row.run.id,
        if recorded == 0 { String::new() } else { format!(", and {recorded} measured moments") }
    )
}

/// With a capital letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
}
