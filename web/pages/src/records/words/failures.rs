//! What is said of failures.

use precopy_model::quantity::text::{Amount, grouped, short};
use precopy_model::records::log::{CONFIDENCE, Group, Label, Name, Rate};

use super::amounts::percent;

/// The head.
pub const TITLE: &str = "What failed";
/// Name of the choice.
pub const BY: &str = "By";
/// In the order in which they are offered.
pub const GROUPS: [Group; 7] =
    [Group::Cause, Group::Product, Group::Host, Group::Source, Group::Destination, Group::Hour, Group::Size];
/// What the numbers are.
pub const LINE: &str = "Cancelled migrations and those without a known end do not count. Intervals are Wilson’s with 95 % confidence; they hold \
    for migrations that do not depend on each other.";
/// What a row's button does.
pub const ONLY: &str = "Look at these only";

/// A group in short.
#[must_use]
pub const fn group(group: Group) -> &'static str {
    match group {
        Group::Cause => "cause",
        Group::Product => "product",
        Group::Source => "source",
        Group::Destination => "destination",
        Group::Host => "host",
        Group::Hour => "hour",
        Group::Size => "size",
    }
}

/// What its table says.
#[must_use]
pub const fn group_line(group: Group) -> &'static str {
    match group {
        Group::Cause => "Failures by cause, as shares of all migrations that were decided",
        Group::Product => "Failures by product",
        Group::Source => "Failures by the host that was left",
        Group::Destination => "Failures by the host that was gone to",
        Group::Host => "Failures by host; a migration counts at both of its hosts",
        Group::Hour => "Failures by the hour in which the migration began, by the log's own clock",
        Group::Size => "Failures by the size of the VM",
    }
}

/// When there is no row.
#[must_use]
pub const fn none(group: Group) -> &'static str {
    match group {
        Group::Cause => "Of the migrations that are looked at none failed.",
        _ => "Of the migrations that are looked at none was decided.",
    }
}

/// Columns but the last one.
#[must_use]
pub fn columns(group: Group) -> [&'static str; 5] {
    let first = match group {
        Group::Cause => "Cause",
        Group::Product => "Product",
        Group::Source | Group::Destination | Group::Host => "Host",
        Group::Hour => "Hour",
        Group::Size => "Memory",
    };
    [first, "Failed", "of", "Share", "95 % interval"]
}

/// Above the pictures of intervals.
#[must_use]
pub fn scale(most: f64) -> String {
    format!("0 to {}", percent(most))
}

/// The cells of a row but the first and the last.
#[must_use]
pub fn cells(rate: &Rate) -> [String; 4] {
    let interval = rate.interval(CONFIDENCE);
    [
        grouped(rate.failed as f64),
        grouped(rate.of as f64),
        rate.share().map_or_else(String::new, percent),
        interval.map_or_else(String::new, |one| format!("{} to {}", percent(one.least), percent(one.most))),
    ]
}

/// What a row is about.
#[must_use]
pub fn label<'a>(label: Label, text: impl Fn(Name) -> &'a str) -> String {
    match label {
        Label::Named(name) => text(name).to_owned(),
        Label::Hour(hour) => format!("{hour:02}:00 to {hour:02}:59"),
        Label::Size(from, to) if from.as_bytes() <= 0.0 => format!("below {}", short(Amount::Bytes(to))),
        Label::Size(from, to) if to.as_bytes().is_infinite() => format!("{} and more", short(Amount::Bytes(from))),
        Label::Size(from, to) => format!("{} to {}", short(Amount::Bytes(from)), short(Amount::Bytes(to))),
        Label::Unsaid => "not said".to_owned(),
    }
}

/// What is not shown.
#[must_use]
pub fn further(count: usize) -> String {
    format!(
        "{} more with fewer failures are not shown; choose one in the list of what is looked at.",
        grouped(count as f64)
    )
}
