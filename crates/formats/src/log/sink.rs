//! Where what was read goes: records, problems, and how much there is of either.

use precopy_model::problem::Problem;

use super::draft::Draft;
use super::qmp::{self, Conversation};
use super::{Format, MOST_PROBLEMS, MOST_RECORDS, Reading};
use crate::dirty_rate::LineProblem;

/// More columns than this are not named.
const MOST_COLUMNS: usize = 50;

/// What has been read so far.
#[derive(Debug)]
pub(super) struct Sink {
    pub(super) reading: Reading,
    pub(super) minutes_ahead: Option<i16>,
    pub(super) conversation: Conversation,
}

impl Sink {
    pub(super) fn new(minutes_ahead: Option<i16>) -> Self {
        Self { reading: Reading::default(), minutes_ahead, conversation: Conversation::default() }
    }

    /// Whether nothing more is taken.
    pub(super) const fn is_full(&self) -> bool {
        MOST_RECORDS <= self.reading.log.records.len()
    }

    pub(super) fn format(&mut self, format: Format) {
        if !self.reading.formats.contains(&format) {
            self.reading.formats.push(format);
        }
    }

    pub(super) fn problem(&mut self, line: impl Into<Option<usize>>, problem: Problem) {
        if self.reading.problems.len() < MOST_PROBLEMS {
            self.reading.problems.push(LineProblem { line: line.into(), problem });
        } else {
            self.reading.further_problems += 1;
        }
    }

    /// Something that was understood, and is no live migration.
    pub(super) const fn other(&mut self) {
        self.reading.others += 1;
    }

    pub(super) fn ignored(&mut self, column: &str) {
        let columns = &mut self.reading.ignored_columns;
        if columns.len() < MOST_COLUMNS && !columns.iter().any(|known| known == column) {
            columns.push(super::moment::short(column));
        }
    }

    /// A migration that has been read to its end.
    pub(super) fn record(&mut self, draft: Draft, line: usize) {
        if self.is_full() {
            return;
        }
        let lacks_zone = draft.lacks_zone();
        match draft.finish(line, &mut self.reading.log) {
            Ok(()) => self.reading.without_zone += usize::from(lacks_zone),
            Err(problem) => self.problem(line, problem),
        }
        if self.is_full() {
            let problem = Problem::general("There are too many migrations: the rest is not read.");
            self.problem(line, problem.allowed(format!("{MOST_RECORDS} in one file")));
        }
    }

    pub(super) fn finish(mut self) -> Reading {
        qmp::finish(&mut self);
        let reading = &mut self.reading;
        if reading.log.records.is_empty() && reading.problems.is_empty() {
            self.problem(None, Problem::general("No migration was found in this."));
        }
        self.reading
    }
}
