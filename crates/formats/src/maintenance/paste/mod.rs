//! A table from a spreadsheet, a file or a program, as rows of a sheet.
//!
//! * Cells are separated by tabs, semicolons or commas, by whichever the first line has most of, in this order; quotes as in CSV.
//! * The first line may be headings: a column is found by its key, its label or an alias, whatever the case, spaces and marks. A heading may
//!   name the unit of bare numbers, `Memory (GiB)`. Headings that mean nothing here are listed, and their cells not read.
//! * Without headings the cells are the columns of the sheet from the first on. Of VMs, what stands before the first size is name, host and
//!   destination; what follows is memory, working set, hot set and so on.
//! * RVTools' exports (sheets vInfo and vMemory) are known by their headings `VM` and `Powerstate`. Their sizes are whole MiB without a
//!   unit; `Consumed` is taken for the working set. VMs that do not run, and templates, are left out and counted.
//! * A row that cannot be read is a problem with its line, and the others are kept.

mod headings;
#[cfg(test)]
mod tests;

use csv::{Reader, ReaderBuilder, StringRecord};
use precopy_model::problem::Problem;

use self::headings::{Headings, RVTOOLS_UNIT};
use super::cell::given;
use super::{Columns, MOST_VMS, Table, Takes};
use crate::dirty_rate::LineProblem;

/// Longer texts are refused.
const MOST_BYTES: usize = 1 << 24;
/// Further problems are counted, not listed.
const MOST_PROBLEMS: usize = 100;

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted<C> {
    /// The rows that could be read.
    pub table: Table<C>,
    /// What could not, with the line.
    pub problems: Vec<LineProblem>,
    /// What each column of the text was taken for.
    pub columns: Vec<ReadAs<C>>,
    /// Whether the first line was headings.
    pub has_headings: bool,
    /// Whether it was an export of RVTools.
    pub is_rvtools: bool,
    /// VMs that do not run, and templates: nothing of them can be migrated live.
    pub left_out: usize,
}

/// What a column of a text was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAs<C> {
    /// Its heading; empty where there are none.
    pub heading: String,
    /// The column; none where its cells are not used.
    pub column: Option<C>,
    /// The unit of numbers without one; empty: they have to have one where one is needed.
    pub unit: &'static str,
}

/// Reads a table.
///
/// ```
/// use precopy_formats::maintenance::{VmColumn, paste};
/// let pasted = paste::<VmColumn>("VM\tRAM (GiB)\tnode\nweb1\t8\tn1\nweb2\tlots\tn1\n");
/// assert_eq!(pasted.table.cell(0, VmColumn::Memory), "8 GiB");
/// assert_eq!((pasted.table.len(), pasted.problems[0].line), (1, Some(3)));
/// ```
#[must_use]
pub fn paste<C: Columns>(text: &str) -> Pasted<C> {
    let mut pasting = Pasting::new(text);
    while pasting.go_on() {}
    pasting.finish()
}

/// A table that is being read, line by line, so that whoever reads it can pause in between.
#[derive(Debug)]
pub struct Pasting<'a, C> {
    reader: Reader<&'a [u8]>,
    record: StringRecord,
    headings: Option<Headings<C>>,
    pasted: Pasted<C>,
    /// Problems that are counted only.
    further: usize,
}

impl<'a, C: Columns> Pasting<'a, C> {
    /// Nothing has been read yet.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let is_too_long = MOST_BYTES < text.len();
        let text = if is_too_long { "" } else { text.trim_start_matches('\u{feff}') };
        let mut builder = ReaderBuilder::new();
        builder.flexible(true).has_headers(false).delimiter(delimiter(text));
        let mut pasting = Self {
            reader: builder.from_reader(text.as_bytes()),
            record: StringRecord::new(),
            headings: None,
            pasted: Pasted {
                table: Table::default(),
                problems: Vec::new(),
                columns: Vec::new(),
                has_headings: false,
                is_rvtools: false,
                left_out: 0,
            },
            further: 0,
        };
        if is_too_long {
            pasting.say(None, Problem::general("This text is too long."));
        }
        pasting
    }

    /// Reads a line. False when there is none left.
    pub fn go_on(&mut self) -> bool {
        // A reader of what is in memory fails at nothing but the text itself, and goes on after it.
        if !self.reader.read_record(&mut self.record).unwrap_or(false) {
            return false;
        }
        let record = std::mem::take(&mut self.record);
        let goes_on = self.take(&record);
        self.record = record;
        goes_on
    }

    /// What was read.
    #[must_use]
    pub fn finish(self) -> Pasted<C> {
        let mut pasted = self.pasted;
        if 0 < self.further {
            let problem = Problem::general(format!("And {} more like these.", self.further));
            pasted.problems.push(LineProblem { line: None, problem });
        }
        pasted.columns = self.headings.map(|known| known.columns).unwrap_or_default();
        pasted
    }

    /// Takes a line. False where what follows is not read.
    fn take(&mut self, record: &StringRecord) -> bool {
        let line = record.position().and_then(|position| usize::try_from(position.line()).ok());
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return true;
        }
        let Some(known) = &self.headings else {
            let found = Headings::find(record);
            (self.pasted.has_headings, self.pasted.is_rvtools) = (found.are_there, found.is_rvtools);
            let (missing, are_there) = (found.missing(), found.are_there);
            self.headings = Some(found);
            return match missing {
                Some(problem) => {
                    self.say(line, problem);
                    false
                }
                None => are_there || self.take(record),
            };
        };
        if known.is_off(record) {
            self.pasted.left_out += 1;
            return true;
        }
        if MOST_VMS <= self.pasted.table.len() {
            let problem = Problem::general("These are more rows than can be read.");
            self.say(line, problem.allowed(format!("up to {MOST_VMS}")));
            return false;
        }
        match row(known, record) {
            Ok(cells) => {
                let cells: Vec<(C, &str)> = cells.iter().map(|(column, text)| (*column, text.as_str())).collect();
                self.pasted.table.push(&cells);
            }
            Err(problem) => self.say(line, problem),
        }
        true
    }

    fn say(&mut self, line: Option<usize>, problem: Problem) {
        if self.pasted.problems.len() < MOST_PROBLEMS {
            self.pasted.problems.push(LineProblem { line, problem });
        } else {
            self.further += 1;
        }
    }
}

/// What stands between cells: whichever the first line has most of; a tab before a semicolon before a comma.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    let mut best = (b',', count(b','));
    for mark in [b';', b'\t'] {
        if 0 < count(mark) && best.1 <= count(mark) {
            best = (mark, count(mark));
        }
    }
    best.0
}

/// The cells of a row with their units, or the first thing that is wrong with one.
fn row<C: Columns>(headings: &Headings<C>, record: &StringRecord) -> Result<Vec<(C, String)>, Problem> {
    let mut cells = Vec::with_capacity(headings.columns.len());
    for (at, read_as) in headings.columns.iter().enumerate() {
        let Some(column) = read_as.column else { continue };
        let text = record.get(at).unwrap_or_default().trim();
        let of_column =
            |problem: Problem| Problem { what: format!("{}: {}", column.column().label, problem.what), ..problem };
        let text = with_unit(text, read_as.unit, headings.is_rvtools).map_err(of_column)?;
        column.column().check(&text).map_err(of_column)?;
        cells.push((column, text));
    }
    // What lies beyond the last column would be lost without a word.
    if !headings.are_there && record.iter().skip(headings.columns.len()).any(|cell| !cell.trim().is_empty()) {
        return Err(Problem::general("There are more cells than columns."));
    }
    for column in C::ALL.iter().filter(|column| column.column().is_needed()) {
        if !cells.iter().any(|(other, text)| other == column && !text.is_empty()) {
            return Err(Problem::general(format!("{} is needed.", column.column().label)));
        }
    }
    Ok(cells)
}

/// A bare number gets the unit of its column.
fn with_unit(text: &str, unit: &str, is_rvtools: bool) -> Result<String, Problem> {
    let is_bare = !unit.is_empty() && text.ends_with(|letter: char| letter.is_ascii_digit());
    if !is_bare {
        return Ok(text.to_owned());
    }
    // A point in a whole number of MiB groups its digits, as it is written in some countries.
    if is_rvtools && unit == RVTOOLS_UNIT && text.contains('.') {
        let hint: String = text.chars().filter(char::is_ascii_digit).collect();
        return Err(given("RVTools writes whole numbers of MiB; this has a point in it.", text).hint(hint));
    }
    Ok(format!("{text} {unit}"))
}

/// Whether a column's cells have a unit.
fn takes_unit(takes: Takes) -> bool {
    matches!(takes, Takes::Amount(_) | Takes::Speed | Takes::Power)
}
