//! What is wrong with a lesson, and where.

use std::fmt;

use precopy_model::problem::Problem;

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// A piece of a file: where it begins, and what it says.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The file.
    pub file: &'a str,
    /// The line at which it begins, from 1.
    pub line: usize,
    /// Its text.
    pub text: &'a str,
}

impl<'a> Place<'a> {
    /// A whole file.
    #[must_use]
    pub const fn of(file: &'a str, text: &'a str) -> Self {
        Self { file, line: 1, text }
    }

    /// A part of it, by bytes.
    #[must_use]
    pub fn part(&self, range: std::ops::Range<usize>) -> Self {
        let before = self.text.get(..range.start).unwrap_or_default();
        Self { line: self.line + newlines(before), text: self.text.get(range).unwrap_or_default(), ..*self }
    }

    /// Something that is wrong in it: at the line where this stands first, else where it begins.
    #[must_use]
    pub fn flaw(&self, given: &str, what: impl Into<String>) -> Flaw {
        let at = self.text.find(given).unwrap_or(0);
        let line = self.line + newlines(self.text.get(..at).unwrap_or_default());
        Flaw { file: self.file.to_owned(), line, what: what.into() }
    }

    /// The same, of what was found wrong with a piece of text.
    #[must_use]
    pub fn problem(&self, given: &str, problem: &Problem) -> Flaw {
        let said = problem.given.as_deref().map_or_else(|| given.to_owned(), str::to_owned);
        self.flaw(given, format!("“{said}”: {problem}"))
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
