//! Writes records as the table that is read here: for export, and for what has to be handed on.

use precopy_model::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds};
use precopy_model::records::log::{Log, Moment, Outcome, Record};

use super::moment;
use crate::csv_text::{self, Cell};

/// The names of the columns.
pub const HEAD: [&str; 16] = [
    "vm",
    "source",
    "destination",
    "product",
    "start",
    "duration_s",
    "outcome",
    "cause",
    "memory_bytes",
    "working_set_bytes",
    "hot_set_bytes",
    "dirty_rate_pps",
    "sent_bytes",
    "downtime_s",
    "rounds",
    "rate_bytes_per_second",
];

/// A log as a table. It reads back to the same records; moments as finely as milliseconds.
///
/// ```
/// use precopy_formats::log::{Options, print, read};
/// use precopy_model::records::log::Recipe;
/// let log = Recipe::sample().made();
/// assert_eq!(read(&print(&log), Options::default()).log.records.len(), 1200);
/// ```
#[must_use]
pub fn print(log: &Log) -> String {
    let head = HEAD.map(Cell::from);
    csv_text::print(&head, &[]) + &print_chunk(log, &log.records)
}

/// Some rows of it, without the head: for long ones, and for what was chosen.
#[must_use]
pub fn print_chunk(log: &Log, records: &[Record]) -> String {
    let mut text = String::new();
    for record in records {
        text += &csv_text::print(&row(log, record), &[]);
    }
    text
}

fn row(log: &Log, record: &Record) -> [Cell; 16] {
    let seconds = |time: Option<Seconds>| number(time.map(Seconds::as_seconds));
    let bytes = |amount: Option<Bytes>| number(amount.map(Bytes::as_bytes));
    let name = |name| Cell::from(log.text(name));
    let start = |start: Option<Moment>| start.map_or(Cell::Empty, |start| Cell::from(moment::print(start)));
    let outcome = if record.outcome == Outcome::Unknown { Cell::Empty } else { Cell::from(record.outcome.id()) };
    [
        name(record.vm),
        name(record.source),
        name(record.destination),
        name(record.product),
        start(record.start),
        seconds(record.duration),
        outcome,
        name(record.cause),
        bytes(record.memory),
        bytes(record.working_set),
        bytes(record.hot_set),
        number(record.dirty_rate.map(PagesPerSecond::as_pages_per_second)),
        bytes(record.sent),
        seconds(record.downtime),
        number(record.rounds.map(f64::from)),
        number(record.rate.map(BytesPerSecond::as_bytes_per_second)),
    ]
}

/// Whole numbers are written at once: the shortest digits of any number take a search, which a hundred thousand rows would feel.
fn number(number: Option<f64>) -> Cell {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number {
        Some(number) if number.abs() < EXACT && number == number.trunc() => Cell::Text((number as i64).to_string()),
        number => Cell::from(number),
    }
}
