//! What is said of plans that a lesson plays.

use precopy_formats::lessons::{Quantity, Way};
use precopy_formats::maintenance::Techniques;
use precopy_model::plan::strategy::Strategy;

use crate::plan::words::outcome::technique;

/// The name of the table.
pub const TABLE: &str = "Plans, and what comes of them";
/// The name of the buttons that choose what is drawn.
pub const DRAWN: &str = "Drawn";
/// Opens a plan.
pub const OPEN: &str = "Open in Plan";
/// The same in the column that says where.
pub const OPEN_SHORT: &str = "Open";
/// The head of that column.
pub const OPEN_HEAD: &str = "in Plan";
/// Said of the rows of the picture.
pub const ROWS: &str = "Steps of the plan over time";
/// Where a plan cannot be played.
pub const NOT_PLAYED: &str = "This plan cannot be played.";

/// In which way a maintenance is done.
#[must_use]
pub fn way(way: &Way) -> String {
    match way {
        Way::Strategy(Strategy::Sequential) => "one after the other".to_owned(),
        Way::Strategy(Strategy::Parallel) => "all at once".to_owned(),
        Way::Strategy(Strategy::ConvergenceAware) => "as many as converge".to_owned(),
        Way::Strategy(Strategy::Batched { per_host, .. }) => format!("{} at a time", per_host.unwrap_or(1)),
        Way::Techniques(Techniques::PreCopy) => "pre-copy for all".to_owned(),
        Way::Techniques(Techniques::PostCopy) => "post-copy for all".to_owned(),
        Way::Techniques(Techniques::ByTraffic) => "each by its traffic".to_owned(),
        Way::Each(each) => each.iter().map(|one| technique(*one)).collect::<Vec<_>>().join(", "),
    }
}

/// A column of the table.
#[must_use]
pub const fn column(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Completion => "over after",
        Quantity::MeanMigration => "mean migration",
        Quantity::Energy => "energy",
        Quantity::PeakPower => "peak of power",
        Quantity::Contention => "traffic in the way",
        Quantity::Unfinished => "steps not done",
        _ => "",
    }
}

/// What a button opens, for those who do not see its row.
#[must_use]
pub fn open(name: &str) -> String {
    format!("{OPEN}: {name}")
}
