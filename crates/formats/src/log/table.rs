//! Tables: a head whose names are understood, then a migration a row.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use precopy_model::problem::Problem;

use super::draft::Draft;
use super::field::{Field, Named};
use super::lines::MOST_BYTES;
use super::sink::Sink;

/// What columns are separated by.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows do not go over more lines than this: a quote that is still open then was never closed.
const MOST_LINES: usize = 20;

/// More columns are not read.
const MOST_COLUMNS: usize = 512;

/// A table on its way.
#[derive(Debug)]
pub(super) struct Table {
    cells: Cells,
    names: Vec<String>,
    columns: Vec<Option<Named>>,
    /// Lines of a row whose quotes are not closed yet.
    open: Vec<(usize, String)>,
}

impl Table {
    /// Understands a head; none where it is none.
    pub(super) fn with_head(line: &str, sink: &mut Sink) -> Option<Self> {
        let of = |separator: u8| {
            let mut cells = Cells::by(separator);
            let names: Vec<String> = cells.of(line)?.map(|name| name.trim().to_owned()).collect();
            let columns = columns(&names);
            Some(Self { cells, columns, names, open: Vec::new() })
        };
        let known = |table: &Self| table.columns.iter().flatten().count();
        let best = SEPARATORS.into_iter().filter_map(of).max_by_key(known)?;
        // One name may be chance, and names alone tell nothing of migrations.
        let tells = |named: &Named| {
            named.field.kind().is_some() || matches!(named.field, Field::Start | Field::End | Field::Outcome)
        };
        if known(&best) < 2 || !best.columns.iter().flatten().any(tells) {
            return None;
        }
        for (name, column) in best.names.iter().zip(&best.columns) {
            if column.is_none() && !name.is_empty() {
                sink.ignored(name);
            }
        }
        Some(best)
    }

    /// Takes a line.
    pub(super) fn line(&mut self, number: usize, line: &str, sink: &mut Sink) {
        if self.open.is_empty() {
            if line.trim().is_empty() || line.starts_with('#') {
                return;
            }
            if quotes(line).is_multiple_of(2) {
                self.row(number, line, sink);
                return;
            }
        }
        self.open.push((number, line.to_owned()));
        let (count, bytes) =
            self.open.iter().fold((0, 0), |(count, bytes), (_, line)| (count + quotes(line), bytes + line.len()));
        if count.is_multiple_of(2) {
            let open = std::mem::take(&mut self.open);
            let lines: Vec<&str> = open.iter().map(|(_, line)| line.as_str()).collect();
            let first = open.first().map_or(number, |(number, _)| *number);
            self.row(first, &lines.join("\n"), sink);
        } else if MOST_LINES <= self.open.len() || MOST_BYTES < bytes {
            self.give_up(sink);
        }
    }

    /// A quote that nobody closes: its line is no row, those behind it may be.
    fn give_up(&mut self, sink: &mut Sink) {
        let open = std::mem::take(&mut self.open);
        let mut lines = open.into_iter();
        if let Some((number, _)) = lines.next() {
            sink.problem(number, Problem::general("A quote is opened here and not closed."));
        }
        lines.for_each(|(number, line)| self.line(number, &line, sink));
    }

    pub(super) fn finish(&mut self, sink: &mut Sink) {
        while !self.open.is_empty() {
            self.give_up(sink);
        }
    }

    fn row(&mut self, line: usize, text: &str, sink: &mut Sink) {
        let Some(cells) = self.cells.of(text) else {
            sink.problem(line, Problem::general("This row has too many cells."));
            return;
        };
        let mut draft = Draft::default();
        let mut columns = self.columns.iter().zip(&self.names);
        for cell in cells {
            let Some((column, name)) = columns.next() else {
                if !cell.trim().is_empty() {
                    sink.problem(line, Problem::general("This row has more cells than the head has names."));
                    return;
                }
                continue;
            };
            let Some(named) = column else { continue };
            if let Err(problem) = draft.set(*named, cell, &mut sink.reading.log, sink.minutes_ahead) {
                sink.problem(line, Problem { what: format!("{name}: {}", problem.what), ..problem });
            }
        }
        sink.record(draft, line);
    }
}

/// What each column says; of two that say the same the first counts.
fn columns(names: &[String]) -> Vec<Option<Named>> {
    let mut columns: Vec<Option<Named>> = Vec::with_capacity(names.len());
    for name in names {
        let named = Field::named(name);
        let is_new = |named: &Named| !columns.iter().flatten().any(|known| known.field == named.field);
        columns.push(named.filter(is_new));
    }
    columns
}

fn quotes(line: &str) -> usize {
    line.bytes().filter(|byte| *byte == b'"').count()
}

/// Cells of a row, by the library that knows quotes.
#[derive(Debug)]
struct Cells {
    reader: Box<Reader>,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn by(separator: u8) -> Self {
        let reader = Box::new(ReaderBuilder::new().delimiter(separator).build());
        Self { reader, text: Vec::new(), ends: vec![0; MOST_COLUMNS] }
    }

    /// The cells of one row; none where there are too many.
    fn of(&mut self, row: &str) -> Option<impl Iterator<Item = &str>> {
        self.reader.reset();
        if self.text.len() < row.len() {
            self.text.resize(row.len(), 0);
        }
        let (mut input, mut written, mut count) = (row.as_bytes(), 0, 0);
        loop {
            let (text, ends) = (self.text.get_mut(written..)?, self.ends.get_mut(count..)?);
            let (result, read, out, cells) = self.reader.read_record(input, text, ends);
            input = input.get(read..)?;
            (written, count) = (written + out, count + cells);
            match result {
                // The end of the row is told by an empty input.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return None,
            }
        }
        let (text, ends) = (self.text.get(..written)?, self.ends.get(..count)?);
        let mut from = 0;
        Some(ends.iter().map(move |end| {
            let cell = text.get(from..*end).unwrap_or_default();
            from = *end;
            // Quotes are single bytes, so that what was text stays text.
            std::str::from_utf8(cell).unwrap_or_default()
        }))
    }
}
