//! One line of a history: two cells, and the units that the headings name.

use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, Kind, TextProblem, parse};
use precopy_model::quantity::{Bytes, limits};

/// A line that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// In seconds.
    pub(super) at: f64,
    pub(super) written: Written,
}

/// What was written in an interval.
#[derive(Clone, Copy, Debug)]
pub(super) enum Written {
    /// So many pages.
    Pages(f64),
    /// Pages per second.
    Rate(f64),
}

/// What is known of the columns so far.
pub(super) struct Columns {
    page: Bytes,
    /// Units of numbers that have none.
    time: String,
    written: String,
    /// Whether the next line may be the headings.
    first: bool,
    /// Whether the headings were, but without a unit: what follows would be taken for something else.
    unclear: bool,
}

impl Columns {
    pub(super) fn new(page: Bytes) -> Self {
        Self { page, time: "s".to_owned(), written: "pages".to_owned(), first: true, unclear: false }
    }

    /// Reads a line; none where it is the headings.
    pub(super) fn read(&mut self, line: &str) -> Result<Option<Row>, Problem> {
        if self.unclear {
            return Ok(None);
        }
        let [time, written] = cells(line).map_err(|what| problem(line, what))?;
        let headings = self.first && !starts_with_digit(time) && !starts_with_digit(written);
        self.first = false;
        if headings {
            return self.headings(time, written).map(|()| None);
        }
        let at = match parse(&with_unit(time, &self.time), Kind::Duration) {
            Ok(Amount::Seconds(at)) if limits::TIME.max * 10.0 < at.as_seconds() => {
                return Err(problem(line, "This time is too long."));
            }
            Ok(Amount::Seconds(at)) => at.as_seconds(),
            Ok(_) => 0.0,
            Err(error) => return Err(text_problem(time, error)),
        };
        let written = self.written(&with_unit(written, &self.written)).map_err(|error| text_problem(written, error))?;
        Ok(Some(Row { at, written }))
    }

    fn headings(&mut self, time: &str, written: &str) -> Result<(), Problem> {
        if let Some(unit) = words(time).into_iter().rfind(|word| parse(&with_unit("1", word), Kind::Duration).is_ok()) {
            self.time = unit.to_owned();
        }
        let mut ambiguous = None;
        for unit in words(written).into_iter().rev() {
            match self.written(&with_unit("1", unit)) {
                Ok(_) => {
                    self.written = unit.to_owned();
                    return Ok(());
                }
                Err(error) if error.hint.is_some() => ambiguous = Some(text_problem(written, error)),
                Err(_) => {}
            }
        }
        self.unclear = true;
        Err(ambiguous.unwrap_or_else(|| {
            problem(written, "The heading of the second column names no unit.").allowed("pages, pages/s, MiB or MiB/s")
        }))
    }

    fn written(&self, cell: &str) -> Result<Written, TextProblem> {
        let pages = |bytes: f64| if Bytes::ZERO < self.page { bytes / self.page.as_bytes() } else { 0.0 };
        let rate = match parse(cell, Kind::DirtyRate) {
            Ok(Amount::PagesPerSecond(rate)) => return Ok(Written::Rate(rate.as_pages_per_second())),
            Ok(Amount::BytesPerSecond(rate)) => return Ok(Written::Rate(pages(rate.as_bytes_per_second()))),
            Ok(_) => return Ok(Written::Rate(0.0)),
            Err(error) => error,
        };
        match parse(cell, Kind::Size) {
            Ok(Amount::Pages(count)) => Ok(Written::Pages(count.as_pages())),
            Ok(Amount::Bytes(size)) => Ok(Written::Pages(pages(size.as_bytes()))),
            _ => Err(rate),
        }
    }
}

/// The two cells of a line.
fn cells(line: &str) -> Result<[&str; 2], &'static str> {
    let separator = [';', '\t'].into_iter().find(|&separator| line.contains(separator)).unwrap_or(',');
    let mut cells = line.split(separator).map(|cell| cell.trim().trim_matches('"').trim());
    let (Some(time), Some(written)) = (cells.next(), cells.next()) else { return Err("There is only one column.") };
    if cells.all(str::is_empty) { Ok([time, written]) } else { Err("There are more than two columns.") }
}

/// The words of a heading.
fn words(heading: &str) -> Vec<&str> {
    heading.split([' ', '(', ')', '[', ']', ':']).filter(|word| !word.is_empty()).collect()
}

fn starts_with_digit(cell: &str) -> bool {
    cell.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit())
}

/// A number with the unit of its column, unless it has one of its own.
fn with_unit(cell: &str, unit: &str) -> String {
    let bare = cell.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    if bare { format!("{cell} {unit}") } else { cell.to_owned() }
}

fn problem(given: &str, what: impl Into<String>) -> Problem {
    Problem::general(what).given(given.chars().take(60).collect::<String>())
}

fn text_problem(given: &str, error: TextProblem) -> Problem {
    let problem = problem(given, error.what);
    match error.hint {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}
