//! What is said of how long migrations took.

use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{grouped, short_seconds};
use precopy_model::records::log::{Tail, TimeBin, Times};

use super::amounts::percent;

/// The head.
pub const TITLE: &str = "How long they took";
/// The axis across.
pub const ACROSS: &str = "duration";
/// The axis upwards.
pub const UP: &str = "share that took at most so long";
/// What can be done with the picture.
pub const HOW: &str = "Line: the share of migrations that took at most so long. Bars: how many did, in equal steps of the logarithm. Drag across, or \
    press Enter at both ends, to look at a stretch only.";
/// When no migration tells its time.
pub const NONE: &str = "None of the migrations that are looked at says how long it took.";
/// Before the field.
pub const TAIL: &str = "The tail begins beyond";
/// What is typed is none.
pub const NO_TIME: &str = "A time is wanted here, such as 16 min.";
/// Name of the table.
pub const QUANTILES: &str = "Quantiles, and what the longest take of all migration time";
/// Its columns.
pub const QUANTILE_COLUMNS: [&str; 8] =
    ["10 %", "50 %", "90 %", "95 %", "99 %", "longest", "longest 1 % take", "longest 10 % take"];

/// Its cells.
#[must_use]
pub fn quantiles(times: &Times) -> Vec<String> {
    let at = [0.1, 0.5, 0.9, 0.95, 0.99].map(|share| times.quantile(share));
    let said = at.into_iter().chain([times.longest()]).map(|time| time.map_or_else(String::new, short_seconds));
    said.chain([0.01, 0.1].map(|share| percent(times.time_of_longest(share)))).collect()
}

/// Beside the line where the tail begins.
#[must_use]
pub fn beyond(limit: Seconds, tail: &Tail) -> String {
    format!("{} over {}", grouped(tail.count as f64), short_seconds(limit))
}

/// What lies beyond it.
#[must_use]
pub fn tail(tail: &Tail) -> String {
    format!(
        "{} took longer ({}), and {} of all migration time.",
        grouped(tail.count as f64),
        percent(tail.share),
        percent(tail.share_of_time)
    )
}

/// What the picture says at a time.
#[must_use]
pub fn read(time: Seconds, within: f64, bin: Option<&TimeBin>) -> String {
    let at = format!("{} took at most {}", percent(within), short_seconds(time));
    bin.map_or(at.clone(), |bin| {
        format!(
            "{at}; {} took from {} to {}",
            grouped(bin.count as f64),
            short_seconds(bin.from),
            short_seconds(bin.to)
        )
    })
}

/// The picture, for those who do not see it.
#[must_use]
pub fn summary(times: &Times) -> String {
    let at = |share: f64| times.quantile(share).map_or_else(String::new, short_seconds);
    format!(
        "{} durations on a logarithmic axis: half of them within {}, nine of ten within {}, the longest {}.",
        grouped(times.count() as f64),
        at(0.5),
        at(0.9),
        at(1.0)
    )
}
