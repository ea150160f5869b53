//! Recorded migrations as a table: the columns that the rig writes (`tests/validation/README.md` says what they mean).
//!
//! Columns are found by name, in any order; unknown ones are ignored. A row that cannot be read is a problem with its line, and
//! the others are kept; a column that has to be there and is not is a problem of the table.

mod curves;
mod row;

pub use curves::{Course, read_courses};

use csv::{ReaderBuilder, StringRecord};
use precopy_model::records::Run;

use row::Row;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The migrations that have been read and that ended at the destination.
    pub runs: Vec<Run>,
    /// Lines that could not be read, with the reason; the first line is 1.
    pub problems: Vec<Unread>,
    /// Migrations that did not end at the destination: they have no time to be compared with.
    pub unfinished: usize,
}

/// A line that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its number; the first line is 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// Columns without which nothing can be predicted or compared.
pub const NEEDED: [&str; 15] = [
    "id",
    "block",
    "vmsize_mib",
    "wset_pages",
    "hwset_pages",
    "rate_pps",
    "dist",
    "max_bw",
    "link_bw",
    "downtime_limit_ms",
    "total_ms",
    "downtime_ms",
    "forced",
    "normal",
    "ram_total",
];

/// Columns that are used where they are there.
pub const USED: [&str; 15] = [
    "qemu_version",
    "accel",
    "phases",
    "force_factor",
    "status",
    "downtime_bytes",
    "guest_ms_at_start",
    "written_at_start",
    "auto_converge",
    "throttle_initial",
    "throttle_increment",
    "post_copy",
    "postcopy_after_s",
    "postcopy_ms",
    "hb_downtime_ms",
];

/// Reads a table of recorded migrations.
///
/// ```
/// let text = "id,block,vmsize_mib,wset_pages,hwset_pages,rate_pps,dist,max_bw,link_bw,downtime_limit_ms,total_ms,downtime_ms,forced,normal,ram_total\n\
///             a,demo,256,16384,819,100,rr,67108864,0,300,1016,4,0,16508,268967936\n\
///             b,demo,256,many,819,100,rr,67108864,0,300,1016,4,0,16508,268967936\n";
/// let table = precopy_formats::runs::read(text);
/// assert_eq!(table.runs.len(), 1);
/// assert_eq!(table.problems[0].line, 3);
/// ```
#[must_use]
pub fn read(text: &str) -> Table {
    let mut table = Table::default();
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let unread = |line: u64, reason: String| Unread { line, reason };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            table.problems.push(unread(1, error.to_string()));
            return table;
        }
    };
    let missing: Vec<&str> = NEEDED.into_iter().filter(|name| !header.iter().any(|column| column == *name)).collect();
    if !missing.is_empty() {
        let columns = if missing.len() == 1 { "column is" } else { "columns are" };
        table.problems.push(unread(1, format!("The {columns} missing: {}.", missing.join(", "))));
        return table;
    }
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return table,
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                match Row::new(&header, &record).run() {
                    Ok(Some(run)) => table.runs.push(run),
                    Ok(None) => table.unfinished += 1,
                    Err(reason) => table.problems.push(unread(line, reason)),
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                table.problems.push(unread(line, error.to_string()));
                if error.is_io_error() {
                    return table;
                }
            }
        }
    }
}
