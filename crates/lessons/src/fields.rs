//! A table of TOML, taken apart field by field: what is left over is a flaw.

use precopy_model::problem::Problem;
use toml::{Table, Value};

use crate::flaw::{Flaw, Place};

/// A table and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Fields<'a> {
    place: Place<'a>,
    table: Table,
}

impl<'a> Fields<'a> {
    /// Reads the text of a place.
    ///
    /// # Errors
    /// Where it is no TOML.
    pub(crate) fn read(place: Place<'a>) -> Result<Self, Flaw> {
        match place.text.parse::<Table>() {
            Ok(table) => Ok(Self { place, table }),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                Err(place.part(at..place.text.len()).flaw("", error.message()))
            }
        }
    }

    /// Where it stands.
    #[must_use]
    pub(crate) const fn place(&self) -> Place<'a> {
        self.place
    }

    /// A flaw at the table, or at a key of it.
    #[must_use]
    pub(crate) fn flaw(&self, key: &str, what: impl Into<String>) -> Flaw {
        self.place.flaw(key, what)
    }

    fn missing(&self, key: &str) -> Flaw {
        self.flaw("", format!("`{key}` is missing"))
    }

    fn wrong(&self, key: &str, what: &str) -> Flaw {
        self.flaw(key, format!("`{key}` has to be {what}"))
    }

    /// A text, if there is one.
    ///
    /// # Errors
    /// Where it is something else.
    pub(crate) fn text_or_none(&mut self, key: &str) -> Result<Option<String>, Flaw> {
        match self.table.remove(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(key, "a text")),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// Where it is missing, or something else.
    pub(crate) fn text(&mut self, key: &str) -> Result<String, Flaw> {
        self.text_or_none(key)?.ok_or_else(|| self.missing(key))
    }

    /// A text that is read by a grammar, if there is one.
    ///
    /// # Errors
    /// Where it is something else, or not understood.
    pub(crate) fn read_or_none<T>(
        &mut self,
        key: &str,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Result<Option<T>, Flaw> {
        let Some(text) = self.text_or_none(key)? else { return Ok(None) };
        read(&text).map(Some).map_err(|problem| self.place.problem(&text, &problem))
    }

    /// A text that is read by a grammar.
    ///
    /// # Errors
    /// Where it is missing, something else, or not understood.
    pub(crate) fn read_as<T>(&mut self, key: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Result<T, Flaw> {
        self.read_or_none(key, read)?.ok_or_else(|| self.missing(key))
    }

    /// A list of texts; none is an empty one.
    ///
    /// # Errors
    /// Where it is something else.
    pub(crate) fn texts(&mut self, key: &str) -> Result<Vec<String>, Flaw> {
        let Some(value) = self.table.remove(key) else { return Ok(Vec::new()) };
        let Value::Array(values) = value else { return Err(self.wrong(key, "a list")) };
        values
            .into_iter()
            .map(|value| if let Value::String(text) = value { Some(text) } else { None })
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| self.wrong(key, "a list of texts"))
    }

    /// A list of texts that are read by a grammar; none is an empty one.
    ///
    /// # Errors
    /// Where it is something else, or one is not understood.
    pub(crate) fn read_all<T>(&mut self, key: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Result<Vec<T>, Flaw> {
        let texts = self.texts(key)?;
        texts.iter().map(|text| read(text).map_err(|problem| self.place.problem(text, &problem))).collect()
    }

    /// The same, of which there has to be at least one.
    ///
    /// # Errors
    /// As above, or where there is none.
    pub(crate) fn read_some<T>(
        &mut self,
        key: &str,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Flaw> {
        let all = self.read_all(key, read)?;
        if all.is_empty() { Err(self.missing(key)) } else { Ok(all) }
    }

    /// Yes or no; no where it is missing.
    ///
    /// # Errors
    /// Where it is something else.
    pub(crate) fn flag(&mut self, key: &str) -> Result<bool, Flaw> {
        match self.table.remove(key) {
            None => Ok(false),
            Some(Value::Boolean(flag)) => Ok(flag),
            Some(_) => Err(self.wrong(key, "true or false")),
        }
    }

    /// A number.
    ///
    /// # Errors
    /// Where it is missing, or something else.
    pub(crate) fn number(&mut self, key: &str) -> Result<f64, Flaw> {
        match self.table.remove(key) {
            None => Err(self.missing(key)),
            Some(Value::Integer(number)) => Ok(number as f64),
            Some(Value::Float(number)) => Ok(number),
            Some(_) => Err(self.wrong(key, "a number")),
        }
    }

    /// A list of tables; none is an empty one.
    ///
    /// # Errors
    /// Where it is something else.
    pub(crate) fn tables(&mut self, key: &str) -> Result<Vec<Self>, Flaw> {
        let Some(value) = self.table.remove(key) else { return Ok(Vec::new()) };
        let Value::Array(values) = value else { return Err(self.wrong(key, "a list of tables")) };
        let table =
            |value| if let Value::Table(table) = value { Some(Self { place: self.place, table }) } else { None };
        values.into_iter().map(table).collect::<Option<Vec<_>>>().ok_or_else(|| self.wrong(key, "a list of tables"))
    }

    /// A table, if there is one.
    ///
    /// # Errors
    /// Where it is something else.
    pub(crate) fn table_or_none(&mut self, key: &str) -> Result<Option<Self>, Flaw> {
        match self.table.remove(key) {
            None => Ok(None),
            Some(Value::Table(table)) => Ok(Some(Self { place: self.place, table })),
            Some(_) => Err(self.wrong(key, "a table")),
        }
    }

    /// A table.
    ///
    /// # Errors
    /// Where it is missing, or something else.
    pub(crate) fn table(&mut self, key: &str) -> Result<Self, Flaw> {
        self.table_or_none(key)?.ok_or_else(|| self.missing(key))
    }

    /// Nothing may be left.
    ///
    /// # Errors
    /// What is left.
    pub(crate) fn done(self) -> Result<(), Flaw> {
        match self.table.keys().next() {
            None => Ok(()),
            Some(key) => Err(self.flaw(key, format!("`{key}` has no place here"))),
        }
    }
}
