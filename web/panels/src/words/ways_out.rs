//! What is said of the ways out for a guest that writes too fast.

use precopy_model::predict::Outcome;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, grouped, short, short_seconds};

use crate::state::ways_out::{Way, WayOut};

/// Head of the table.
pub const HEAD: &str = "Ways out";
/// What the table is.
pub const WHAT: &str = "The chosen product's own loop, with the guest slowed down step by step, or moved before its memory is there. \
    Not every product offers each of them.";
/// What the last column is.
pub const FAULTS: &str = "Waits: pages that the guest writes before they are there. An estimate of ours: each costs a round trip, and \
    what it only reads is not counted.";
/// Heads of the columns.
pub const COLUMNS: [&str; 6] = ["Way", "Downtime", "Brownout", "Migration time", "Data sent", "Waits for"];

/// The name of a way.
#[must_use]
pub const fn name(way: Way) -> &'static str {
    match way {
        Way::AsItIs => "as it is",
        Way::SlowedDown => "slowed down (auto-converge)",
        Way::PostCopyAtOnce => "post-copy at once",
        Way::PostCopyAfterFirstPass => "post-copy after the first pass",
        Way::PostCopyAtLimit => "post-copy at its limit",
    }
}

/// The cells of a row after its name.
#[must_use]
pub fn cells(way: &WayOut) -> [String; 5] {
    let none = || "–".to_owned();
    let expected = &way.expected;
    if expected.outcome != Outcome::Completes {
        let end = if expected.outcome == Outcome::Never { "no end" } else { "cancelled" };
        return [end.to_owned(), none(), none(), none(), none()];
    }
    let time = |time: Option<Seconds>| time.map_or_else(none, short_seconds);
    [
        time(expected.downtime),
        time(Some(expected.brownout).filter(|&brownout| Seconds::ZERO < brownout)),
        time(expected.migration_time),
        expected.data.map_or_else(none, |data| short(Amount::Bytes(data))),
        way.faults.map_or_else(none, |faults| format!("{} pages", grouped(faults.as_pages().floor()))),
    ]
}
