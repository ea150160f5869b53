//! The chosen plan: figures, migrations, advice, what can be taken away.

use precopy_model::quantity::text::grouped;

use super::amounts::{above, counted, energy, power, time};
use super::compare::{longest, way};
use crate::plan::state::outcome::Outcome;

/// Name of the figures.
pub const FIGURES: &str = "What the chosen plan comes to";
/// The head of the table of migrations.
pub const MOVES: &str = "Migrations of this plan";
/// Its columns.
pub const COLUMNS: [&str; 9] = ["VM", "From", "To", "Technique", "Begins", "Takes", "Downtime", "Ends", "Held back by"];
/// A button of its rows.
pub const OPEN: &str = "Open in the calculator";
/// What is not kept to.
pub const BREACHES: &str = "What this plan does not keep to";
/// Where there is no plan yet.
pub const NONE_YET: &str = "The plan is being played…";
/// Where there is none because of problems.
pub const NOT_SOUND: &str = "There is no plan of what is entered: something there is not right.";
/// Said of numbers that belong to what was entered before.
pub const STALE: &str = "These numbers belong to what was entered before.";

/// The figures: name, number, and what stands small below.
#[must_use]
pub fn figures(outcome: &Outcome) -> [(&'static str, String, String); 4] {
    let figures = &outcome.figures;
    let moves = counted(outcome.timeline.migrations().count(), "migration", "migrations");
    [
        ("Done after", time(figures.completion), outcome.above_least().map(above).unwrap_or_default()),
        ("Downtime of all VMs", time(figures.total_downtime), longest(figures.longest_downtime)),
        ("Energy", energy(figures.energy), "of all hosts until then".to_owned()),
        (
            "Peak power",
            power(figures.peak_power),
            format!("{moves}, at most {} at once", grouped(f64::from(figures.at_once))),
        ),
    ]
}

/// The verdict.
#[must_use]
pub fn verdict(outcome: &Outcome) -> (String, bool) {
    let figures = &outcome.figures;
    let way = way(outcome.way);
    if 0 < figures.undone {
        (format!("{way}: not everything gets done."), false)
    } else if 0 < figures.not_converging {
        let who = counted(figures.not_converging, "migration does not", "migrations do not");
        (format!("{way}: {who} converge."), false)
    } else if 0 < figures.broken {
        (format!("{way}: not every rule is kept."), false)
    } else {
        (format!("{way}: everything gets done."), true)
    }
}

/// The name of a button.
#[must_use]
pub fn open(name: &str) -> String {
    format!("Open {name} in the calculator")
}
