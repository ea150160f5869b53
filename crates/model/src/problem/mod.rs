//! What is wrong with an input: which field, what was given, what is allowed, and a hint.
//!
//! A check never stops at the first problem: it returns all of them, so that a person sees everything at once.

mod field;

pub use field::Field;

use std::fmt;

/// One thing that is wrong with one input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The input that it is about; none when it is about the whole text (not JSON, too long, …).
    pub field: Option<Field>,
    /// What is wrong, as a sentence without the field's name.
    pub what: String,
    /// What was given, as it was written.
    pub given: Option<String>,
    /// What is allowed.
    pub allowed: Option<String>,
    /// What the person may have meant, ready to be taken over.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem with one field.
    #[must_use]
    pub fn at(field: Field, what: impl Into<String>) -> Self {
        Self { field: Some(field), ..Self::general(what) }
    }

    /// A problem with the input as a whole.
    #[must_use]
    pub fn general(what: impl Into<String>) -> Self {
        Self { field: None, what: what.into(), given: None, allowed: None, hint: None }
    }

    /// The same problem, with what was given.
    #[must_use]
    pub fn given(mut self, given: impl Into<String>) -> Self {
        self.given = Some(given.into());
        self
    }

    /// The same problem, with what is allowed.
    #[must_use]
    pub fn allowed(mut self, allowed: impl Into<String>) -> Self {
        self.allowed = Some(allowed.into());
        self
    }

    /// The same problem, with what may have been meant.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{}: ", field.name())?;
        }
        f.write_str(&self.what)?;
        if let Some(allowed) = &self.allowed {
            write!(f, " Allowed: {allowed}.")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, " {hint}?")?;
        }
        Ok(())
    }
}
