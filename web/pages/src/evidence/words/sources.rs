//! Where the constants come from.

use precopy_model::scenario::Mark;

/// Head.
pub const TITLE: &str = "Where every constant comes from";
/// What stands below it.
pub const LEAD: &str = "Each number that describes a product carries its source: the version and file in which it was read, the document \
    that says it, or the reason for which it is assumed.";
/// Name of the group of buttons.
pub const MARKS: &str = "Kind of source";
/// A button.
pub const ALL: &str = "all";
/// Columns.
pub const COLUMNS: [&str; 4] = ["Value", "", "How well known", "Source"];

/// The button of a mark.
#[must_use]
pub fn mark(mark: Option<Mark>, count: usize) -> String {
    format!("{} ({count})", mark.map_or(ALL, Mark::name))
}

/// How many constants a product has with the chosen mark.
#[must_use]
pub fn count(count: usize) -> String {
    if count == 1 { "1 value".to_owned() } else { format!("{count} values") }
}
