//! What is said of migrations one by one.

use precopy_formats::log::print_moment;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, grouped, short, short_seconds};
use precopy_model::records::log::{Expectation, Log, Record};

use super::filters::outcome;
use crate::records::state::listing::Column;

/// The head.
pub const TITLE: &str = "One by one";
/// Name of the table.
pub const ROWS: &str = "Migrations that are looked at";
/// Name of the field.
pub const SEEK: &str = "VM, host, product or cause";
/// Two buttons.
pub const PAGES: [&str; 2] = ["Earlier rows", "Later rows"];
/// When there is none.
pub const NONE: &str = "None of the migrations that are looked at has this in one of its names.";
/// A column that nothing is ordered by, after the others.
pub const LAST: &str = "Expected";

/// A column.
#[must_use]
pub const fn column(column: Column) -> &'static str {
    match column {
        Column::Place => "",
        Column::Vm => "VM",
        Column::Hosts => "From and to",
        Column::Ended => "Ended",
        Column::Start => "Began",
        Column::Duration => "Took",
        Column::Memory => "Memory",
        Column::Sent => "Sent",
        Column::Downtime => "Downtime",
    }
}

/// Where a log does not say it.
const NOT_SAID: &str = "–";

/// The cells of a row, in the order of the table.
#[must_use]
pub fn cells(log: &Log, record: &Record, expected: Option<&Expectation>) -> [String; 9] {
    let name = |name| match log.text(name) {
        "" => NOT_SAID.to_owned(),
        text => text.to_owned(),
    };
    let time = |time: Option<Seconds>| time.map_or_else(|| NOT_SAID.to_owned(), short_seconds);
    let bytes = |amount: Option<_>| amount.map_or_else(|| NOT_SAID.to_owned(), |bytes| short(Amount::Bytes(bytes)));
    let ended = match log.text(record.cause) {
        "" => outcome(record.outcome).to_owned(),
        cause => format!("{}: {cause}", outcome(record.outcome)),
    };
    [
        name(record.vm),
        format!("{} → {}", name(record.source), name(record.destination)),
        ended,
        record.start.map_or_else(|| NOT_SAID.to_owned(), print_moment),
        time(record.duration),
        bytes(record.memory),
        bytes(record.sent),
        time(record.downtime),
        time(expected.and_then(|expected| expected.time)),
    ]
}

/// Which rows are shown.
#[must_use]
pub fn rows(first: usize, shown: usize, all: usize) -> String {
    match all {
        0 => String::new(),
        _ => {
            format!("{} to {} of {}", grouped((first + 1) as f64), grouped((first + shown) as f64), grouped(all as f64))
        }
    }
}
