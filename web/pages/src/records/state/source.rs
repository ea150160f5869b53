//! What was brought in: one log, and what its reader says of it.

use precopy_formats::dirty_rate::LineProblem;
use precopy_formats::log::{Format, Reading};
use precopy_model::records::log::Log;

/// Where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// What was pasted.
    Pasted,
    /// The example, which is made here and says nothing of any real site.
    Example,
    /// A file that the browser did not give, or not to its end.
    Unreadable,
}

/// One log without its records.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Where it comes from.
    pub kind: Kind,
    /// The name of the file.
    pub name: String,
    /// How large it is, in bytes.
    pub bytes: f64,
    /// How many migrations it holds.
    pub records: usize,
    /// As what it was recognised.
    pub formats: Vec<Format>,
    /// What could not be read, as far as it is listed.
    pub problems: Vec<LineProblem>,
    /// So much more is not listed.
    pub further_problems: usize,
    /// Columns that say nothing here.
    pub ignored_columns: Vec<String>,
    /// What was understood and is no live migration.
    pub others: usize,
    /// Migrations whose moments come without a zone.
    pub without_zone: usize,
}

impl Source {
    /// Takes what was read apart.
    #[must_use]
    pub fn of(kind: Kind, name: String, bytes: f64, reading: Reading) -> (Log, Self) {
        let Reading { log, formats, problems, further_problems, ignored_columns, others, without_zone } = reading;
        let records = log.records.len();
        let source = Self {
            kind,
            name,
            bytes,
            records,
            formats,
            problems,
            further_problems,
            ignored_columns,
            others,
            without_zone,
        };
        (log, source)
    }

    /// How much could not be read.
    #[must_use]
    pub const fn unread(&self) -> usize {
        self.problems.len() + self.further_problems
    }
}
