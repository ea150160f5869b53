//! What is said of Akoush's models for Xen.

use precopy_model::predict::Prediction;
use precopy_model::predict::akoush::{Between, Overheads};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::short_seconds;

/// Head of the section.
pub const HEAD: &str = "Akoush's bounds for Xen (2010), from the memory alone";
/// The bounds.
pub const FORMULAS: [&str; 2] = ["O + V/B ≤ migration time ≤ O + (5V − 1 page)/B", "O_post ≤ downtime ≤ O_post + V/B"];
/// What the symbols mean, and what is not sure.
pub const CAVEAT: &str = "V: memory size, B: bandwidth, O: the fixed phases before and after the stop, O_post: those after it. Form and \
    table are recalled, not verified: we have not read them in the paper.";
/// Columns.
pub const COLUMNS: [&str; 4] = ["", "At least", "AVG, simulated", "At most"];
/// Rows.
pub const MIGRATION_TIME: &str = "Migration time";
/// Rows.
pub const DOWNTIME: &str = "Downtime";
/// What AVG is.
pub const AVERAGE: &str = "AVG is his model with one constant dirty rate: here the loop of Xen 3.x to 4.5 with a guest that writes all of \
    its memory (hot set = working set = memory), with the same fixed phases.";
/// Head of the other table.
pub const HIST_HEAD: &str = "His results with recorded histories (HIST)";
/// What HIST is.
pub const HIST: &str = "HIST replays a recorded history of dirty pages on the same loop. The slides do not print the inputs, so it cannot \
    be recomputed here.";
/// Columns of his table.
pub const HIST_COLUMNS: [&str; 3] =
    ["Workload", "Migration time, measured / predicted", "Downtime, measured / predicted"];

/// What O is taken as: the setup that the calculator knows, or what is recalled of his table.
#[must_use]
pub fn overheads(before: Seconds) -> String {
    let from =
        if before == Overheads::RECALLED.before { "as his table has it" } else { "as the setup is in the calculator" };
    format!(
        "O is taken as {} before the stop, {from}, and the device state of the calculator after it.",
        short_seconds(before)
    )
}

/// A row of the bounds.
#[must_use]
pub fn row(between: Between, average: Option<Option<Seconds>>) -> [String; 3] {
    let average = match average {
        None => "–".to_owned(),
        Some(None) => "no end".to_owned(),
        Some(Some(time)) => short_seconds(time),
    };
    [short_seconds(between.least), average, short_seconds(between.most)]
}

/// The two times of AVG.
#[must_use]
pub fn average(prediction: Option<&Prediction>) -> [Option<Option<Seconds>>; 2] {
    [prediction.map(|one| one.migration_time), prediction.map(|one| one.downtime)]
}

/// Two times as the slides print them, in seconds or milliseconds.
#[must_use]
pub fn printed([measured, predicted]: [Seconds; 2]) -> String {
    if measured.as_seconds() < 1.0 {
        format!("{:.1} / {:.1} ms", measured.as_milliseconds(), predicted.as_milliseconds())
    } else {
        format!("{} / {} s", measured.as_seconds(), predicted.as_seconds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_model::predict::akoush;

    #[test]
    fn what_is_entered_is_not_told_as_his() {
        assert!(
            overheads(Overheads::RECALLED.before)
                .starts_with("O is taken as 3.79 s before the stop, as his table has it, ")
        );
        let own = overheads(Seconds::from_seconds(2.0));
        assert!(own.starts_with("O is taken as 2 s before the stop, as the setup is in the calculator, "), "{own}");
    }

    #[test]
    fn his_table_reads_as_on_the_slides() {
        let [cpu, .., mr] = &akoush::HIST;
        assert_eq!(printed(cpu.migration_time), "5.8 / 5.7 s");
        assert_eq!(printed(cpu.downtime), "317.3 / 314.1 ms");
        assert_eq!(printed(mr.migration_time), "14.9 / 15.13 s");
    }
}
