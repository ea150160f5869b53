//! Lines of text: a table once a head has come, blocks of labels once a job has.

use precopy_model::problem::Problem;

use super::Format;
use super::block::Blocks;
use super::lines::{Line, Lines};
use super::sink::Sink;
use super::table::Table;

/// A head or a job comes within so many lines, or not at all.
const MOST_LINES: usize = 50;

/// A text on its way.
#[derive(Debug)]
pub(super) struct Text {
    lines: Lines,
    /// Lines that were blank before it began.
    before: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// Lines that may belong to what comes.
    Unknown(Vec<(usize, String)>),
    Table(Box<Table>),
    Blocks(Box<Blocks>),
    /// Nothing that can be read.
    Neither,
}

impl Text {
    pub(super) fn after(before: usize) -> Self {
        Self { lines: Lines::default(), before, kind: Kind::Unknown(Vec::new()) }
    }

    pub(super) fn push(&mut self, chunk: &[u8], sink: &mut Sink) {
        let (kind, before) = (&mut self.kind, self.before);
        self.lines.push(chunk, |line| kind.line(&Line { number: line.number + before, ..line }, sink));
    }

    pub(super) fn finish(&mut self, sink: &mut Sink) {
        let (kind, before) = (&mut self.kind, self.before);
        self.lines.finish(|line| kind.line(&Line { number: line.number + before, ..line }, sink));
        match kind {
            Kind::Unknown(lines) => unreadable(lines.first().map(|(number, _)| *number), sink),
            Kind::Table(table) => table.finish(sink),
            Kind::Blocks(blocks) => blocks.finish(sink),
            Kind::Neither => {}
        }
    }
}

impl Kind {
    fn line(&mut self, line: &Line<'_>, sink: &mut Sink) {
        if sink.is_full() {
            return;
        }
        if line.is_long && !matches!(self, Self::Neither) {
            sink.problem(line.number, Problem::general("This line is too long."));
            return;
        }
        match self {
            Self::Table(table) => table.line(line.number, line.text, sink),
            Self::Blocks(blocks) => blocks.line(line.number, line.text, sink),
            Self::Neither => {}
            Self::Unknown(earlier) => {
                if line.text.trim().is_empty() || line.text.starts_with('#') {
                    return;
                }
                if Blocks::begin_with(line.text) {
                    sink.format(Format::DomJobInfo);
                    let mut blocks = Blocks::default();
                    earlier.iter().for_each(|(number, text)| blocks.line(*number, text, sink));
                    blocks.line(line.number, line.text, sink);
                    *self = Self::Blocks(Box::new(blocks));
                } else if let Some(table) = Table::with_head(line.text, sink) {
                    sink.format(Format::Table);
                    for (number, _) in earlier {
                        sink.problem(
                            *number,
                            Problem::general("This stands before the head of the table, and is not read."),
                        );
                    }
                    *self = Self::Table(Box::new(table));
                } else if earlier.len() < MOST_LINES {
                    earlier.push((line.number, line.text.to_owned()));
                } else {
                    unreadable(earlier.first().map(|(number, _)| *number), sink);
                    *self = Self::Neither;
                }
            }
        }
    }
}

fn unreadable(line: Option<usize>, sink: &mut Sink) {
    let problem = Problem::general("Nothing here is known: no head of a table, no job of virsh, no JSON.");
    let head = "a head with names such as VM, Start, Duration (s), Outcome, Memory (GiB)";
    sink.problem(line, problem.allowed(format!("{head}; answers of virsh domjobinfo --completed; JSON")));
}
