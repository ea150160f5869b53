//! The page of evidence: what it is, and which runs are looked at.

use precopy_model::quantity::text::grouped;

use crate::evidence::state::filter::Ending;
use crate::evidence::state::library::Shown;

/// The head of the page.
pub const TITLE: &str = "How far can these numbers be trusted?";
/// What stands below it.
pub const LEAD: &str = "Every live migration that was recorded for this calculator is here, the misses too: real QEMU, with guests whose \
    memory and writes are known exactly. A prediction is made of a run's inputs and of a calibration by idle guests, never of what was \
    measured.";
/// Name of the group of buttons.
pub const VIEWS: &str = "Parts of this page";
/// Name of the group of filters.
pub const FILTERS: &str = "Which runs";
/// The parts of the runs.
pub const PARTS: &str = "Runs that judge";
/// Those that only judge.
pub const CHECK: &str = "check only";
/// All of them.
pub const ALL: &str = "all";
/// What that means.
pub const PARTS_LINE: &str =
    "Half of the runs, chosen by a fixed hash, may teach the model. The others, check, only judge it.";
/// Heads of filters.
pub const RIG: &str = "Recorded by";
/// The same.
pub const REGIME: &str = "What limits the sender";
/// The same.
pub const PATTERN: &str = "How the guest writes";
/// The same.
pub const ENDING: &str = "How it ended";
/// The same.
pub const MISSES: &str = "Only";
/// A filter.
pub const FAR_OFF: &str = "error over 5 %";
/// A filter.
pub const WITH_COURSE: &str = "with a measured curve";
/// A button.
pub const CLEAR: &str = "Look at all";
/// A button.
pub const CLEAR_BRUSH: &str = "Take the rectangle away";
/// While the tables are fetched.
pub const FETCHING: &str = "Fetching the recorded migrations…";
/// Where there are none.
pub const NOTHING: &str = "No run is like this.";
/// Where none could be fetched.
pub const NO_RUNS: &str = "There are no recorded migrations to show.";

/// Who recorded a table, by its file.
#[must_use]
pub fn rig(file: &str) -> String {
    match file {
        "own-runs.csv" => "our own rig".to_owned(),
        "qemu-runs.csv" => "another rig".to_owned(),
        other => other.trim_end_matches("-runs.csv").to_owned(),
    }
}

/// How a run ended.
#[must_use]
pub const fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Converged => "by itself",
        Ending::Forced => "forced",
    }
}

/// How far predicting has come.
#[must_use]
pub fn predicting(shown: &Shown) -> String {
    format!("Predicting: {} of {}", grouped(shown.rows.len() as f64), grouped(shown.total as f64))
}

/// How many runs are looked at.
#[must_use]
pub fn looked_at(some: usize, shown: &Shown) -> String {
    format!("{} of {} recorded migrations are looked at.", grouped(some as f64), grouped(shown.rows.len() as f64))
}

/// What could not be fetched.
#[must_use]
pub fn missing(file: &str) -> String {
    if file == "files.txt" {
        return "The list of recorded migrations could not be fetched. The rest of this page works without it; look whether you are \
            connected, and open the page again."
            .to_owned();
    }
    format!("{file} could not be fetched: what it holds is missing here. Open the page again to try once more.")
}

/// What could not be read.
#[must_use]
pub fn unread(file: &str, lines: &[(u64, String)], unfinished: usize) -> Option<String> {
    let mut said = Vec::new();
    if let Some((line, reason)) = lines.first() {
        let others = if 1 < lines.len() { format!(", and {} more lines", lines.len() - 1) } else { String::new() };
        said.push(format!("line {line} of {file} could not be read{others}: {reason}"));
    }
    if 0 < unfinished {
        said.push(format!("{unfinished} migrations of {file} did not end, and are not compared"));
    }
    (!said.is_empty()).then(|| super::chart::capital(&said.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        assert!(missing("own-runs.csv").starts_with("own-runs.csv could not"));
        assert!(missing("files.txt").contains("list"));
        assert_eq!(unread("a", &[], 0), None);
        let lines = [(3, "x is empty.".to_owned()), (4, "y".to_owned())];
        assert_eq!(
            unread("a-runs.csv", &lines, 2).as_deref(),
            Some(
                "Line 3 of a-runs.csv could not be read, and 1 more lines: x is empty.; 2 migrations of a-runs.csv did not end, and are not compared"
            )
        );
    }
}
