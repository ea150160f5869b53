//! One recorded run in words: what it was told, what came of it, and the way to the calculator.

use precopy_model::quantity::text::{Amount, grouped, short, short_seconds};
use precopy_model::quantity::{Bytes, BytesPerSecond};
use precopy_model::records::{Forecast, Help, Span};

use super::{difference, percent, regime_line, time, writes};
use crate::evidence::state::library::Row;
use crate::evidence::state::opened::Link;

/// Head of the table of runs.
pub const TITLE: &str = "The worst misses";
/// What it is.
pub const CAPTION: &str =
    "The runs that are looked at, for the predictor and the quantity of the picture, the largest error first.";
/// Columns.
pub const COLUMNS: [&str; 6] = ["Run", "Guest and limits", "Measured", "Predicted", "Error", "Reason"];
/// A button.
pub const CLOSE: &str = "Close";
/// A button.
pub const OPEN_IN_CALCULATOR: &str = "Open in the calculator";
/// Where no rule says it.
pub const NO_REASON: &str = "No reason is known.";
/// Where there is nothing to explain.
pub const NO_MISS: &str = "Within 5 %.";
/// Columns of the table of a run.
pub const PREDICTOR: &str = "";
/// The same.
pub const ENDING: &str = "Ending";
/// The row of what was measured.
pub const MEASURED: &str = "measured";
/// Where the course was not recorded.
pub const NO_COURSE: &str =
    "What this run had left to send from moment to moment was not recorded; its end is the dotted line.";
/// Why the link is missing.
pub const LOCKED: &str =
    "Inputs of this calculator are fixed by the page around it, so that a run cannot be opened there.";
/// The page size of the rig.
const PAGE: Bytes = Bytes::from_bytes(4096.0);

/// More rows.
#[must_use]
pub fn more(rest: usize) -> String {
    format!("Show more ({rest} are left)")
}

/// The head of an open run.
#[must_use]
pub fn head(row: &Row) -> String {
    format!("Run {}", row.run.id)
}

/// Name of the box with its numbers.
#[must_use]
pub fn numbers(row: &Row) -> String {
    format!("Numbers of run {}", row.run.id)
}

/// What the button of a run does.
#[must_use]
pub fn open(row: &Row) -> String {
    format!("Open run {}", row.run.id)
}

/// The guest in a line.
#[must_use]
pub fn guest(row: &Row) -> String {
    let guest = &row.run.guest;
    let size = |bytes: Bytes| short(Amount::Bytes(bytes));
    let used = size(guest.working_set.in_bytes(PAGE));
    let memory = size(guest.configured);
    if row.run.is_idle() {
        return format!("{memory}, {used} filled, idle");
    }
    let hot = size(guest.hot_set.in_bytes(PAGE));
    let rate = grouped(guest.rate.as_pages_per_second());
    format!("{memory}, {used} filled, {hot} hot, {} at {rate} pages/s", writes(row.writes))
}

/// Its limits in a line.
#[must_use]
pub fn limits(row: &Row) -> String {
    let settings = &row.run.settings;
    let rate = |name: &str, rate: BytesPerSecond| {
        format!("{name} {}/s", short(Amount::Bytes(Bytes::from_bytes(rate.as_bytes_per_second()))))
    };
    let mut said: Vec<String> = Vec::new();
    said.extend(settings.cap.map(|cap| rate("cap", cap)));
    said.extend(settings.link.map(|link| rate("link", link)));
    if said.is_empty() {
        said.push("no limit".to_owned());
    }
    said.push(format!("downtime limit {}", short_seconds(settings.downtime_limit)));
    match settings.help {
        Help::None => {}
        Help::AutoConverge { .. } => said.push("auto-converge".to_owned()),
        Help::PostCopy(after) => said.push(format!("post-copy after {}", short_seconds(after))),
    }
    said.join(", ")
}

/// The run in a few sentences.
#[must_use]
pub fn story(row: &Row) -> String {
    let run = row.run;
    let version = if run.version.is_empty() { String::new() } else { format!(" {}", run.version) };
    let accelerator =
        if run.accelerator.is_empty() { String::new() } else { format!(" under {}", run.accelerator.to_uppercase()) };
    let forced = match run.forced_after() {
        Some(after) if run.measured.forced => {
            format!(" It was forced to end after {}, by raising the downtime limit.", short_seconds(after))
        }
        Some(after) => format!(" It ended by itself, before it would have been forced after {}.", short_seconds(after)),
        None => String::new(),
    };
    let part = match row.part {
        precopy_model::records::Part::Fit => "The model may learn from it (fit).",
        precopy_model::records::Part::Check => "It only judges the model (check).",
    };
    format!(
        "QEMU{version}{accelerator}, series {}. Guest: {}. Limits: {} ({}).{forced} {part}",
        run.block,
        guest(row),
        limits(row),
        regime_line(row.regime)
    )
}

/// What was predicted, how far off it is, and that as a share of what was measured.
#[must_use]
pub fn cells(row: &Row, chosen: (Forecast, Span)) -> [String; 2] {
    let pair = row.pair(chosen);
    let share = pair.error() / pair.measured.as_seconds();
    // Many times a few milliseconds: the share would say nothing.
    let share = if share.abs() < 10.0 { format!(", {}", percent(share.abs())) } else { String::new() };
    [time(pair.predicted), format!("{}{share}", difference(pair.error()))]
}

/// Why it is off.
#[must_use]
pub fn why(row: &Row, chosen: (Forecast, Span)) -> &'static str {
    if row.pair(chosen).is_within(0.05) {
        return NO_MISS;
    }
    row.why(chosen).map_or(NO_REASON, |reason| reason.in_words())
}

/// How a run ends, or is said to.
#[must_use]
pub const fn ending(forced: bool) -> &'static str {
    if forced { "forced" } else { "by itself" }
}

/// What the link to the calculator holds, and what it cannot.
#[must_use]
pub fn link_line(link: &Link) -> String {
    let name = link.inputs.preset().name;
    let mut line = format!(
        "As {name}, with the calibrated rates. A link cannot say how long a window of the cap really takes, where the hot pages and the \
         writer stood, and how finely this version counts."
    );
    if !link.unsaid.is_empty() {
        let names: Vec<&str> = link.unsaid.iter().map(|field| field.name()).collect();
        line += &format!(" {name} has no option for: {}.", names.join(", ").to_ascii_lowercase());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::state::library::tests::recorded;

    #[test]
    fn every_run_is_told_in_words() {
        let shown = recorded();
        for row in shown.rows.iter() {
            let story = story(row);
            assert!(story.starts_with("QEMU ") && story.ends_with(").") && !story.contains("NaN"), "{story}");
            for forecast in Forecast::ALL {
                for span in Span::ALL {
                    assert!(why(row, (forecast, span)).ends_with('.'));
                    let [predicted, error] = cells(row, (forecast, span));
                    assert!(!predicted.is_empty() && !error.contains("NaN"), "{error}");
                }
            }
        }
    }
}
