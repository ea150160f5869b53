//! A sheet: rows of cells, each the text that somebody typed.

use std::marker::PhantomData;

use super::Columns;
use crate::csv_text::{self, Cell};

/// A sheet with these columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<C> {
    /// Each has as many cells as there are columns.
    rows: Vec<Vec<String>>,
    columns: PhantomData<C>,
}

impl<C> Default for Table<C> {
    fn default() -> Self {
        Self { rows: Vec::new(), columns: PhantomData }
    }
}

impl<C: Columns> Table<C> {
    /// How many rows there are, empty ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What stands in a cell; empty where there is no such row.
    #[must_use]
    pub fn cell(&self, row: usize, column: C) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column.place())).map_or("", String::as_str)
    }

    /// What counts in a cell: what stands there, or the default.
    #[must_use]
    pub fn effective(&self, row: usize, column: C) -> &str {
        let text = self.cell(row, column).trim();
        if text.is_empty() { column.column().default } else { text }
    }

    /// Writes into a cell. A row that is not there yet is made, with those before it.
    pub fn set(&mut self, row: usize, column: C, text: impl Into<String>) {
        while self.rows.len() <= row {
            self.push(&[]);
        }
        if let Some(cell) = self.rows.get_mut(row).and_then(|cells| cells.get_mut(column.place())) {
            *cell = text.into();
        }
    }

    /// Adds a row with these cells; the others are empty.
    pub fn push(&mut self, cells: &[(C, &str)]) {
        self.insert(self.rows.len(), cells);
    }

    /// The same before a row.
    pub fn insert(&mut self, row: usize, cells: &[(C, &str)]) {
        let mut texts = vec![String::new(); C::ALL.len()];
        for (column, text) in cells {
            if let Some(cell) = texts.get_mut(column.place()) {
                (*text).clone_into(cell);
            }
        }
        self.rows.insert(row.min(self.rows.len()), texts);
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: usize) {
        if row < self.rows.len() {
            self.rows.remove(row);
        }
    }

    /// Adds the rows of another one.
    pub fn append(&mut self, mut other: Self) {
        self.rows.append(&mut other.rows);
    }

    /// Whether nothing stands in a row: such a one counts for nothing.
    #[must_use]
    pub fn is_blank(&self, row: usize) -> bool {
        self.rows.get(row).is_none_or(|cells| cells.iter().all(|cell| cell.trim().is_empty()))
    }

    /// The rows in which something stands, by number.
    pub fn filled(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(|&row| !self.is_blank(row))
    }

    /// As comma-separated values under the columns' keys, without columns that are empty throughout; [`super::paste`] reads it back.
    #[must_use]
    pub fn csv(&self) -> String {
        let is_used = |column: &C| column.column().is_needed() || self.rows.iter().any(|row| has(row, *column));
        let used: Vec<C> = C::ALL.iter().copied().filter(is_used).collect();
        let head: Vec<Cell> = used.iter().map(|column| column.column().key.into()).collect();
        let cells = |row: usize| used.iter().map(|&column| self.cell(row, column).into()).collect();
        let rows: Vec<Vec<Cell>> = self.filled().map(cells).collect();
        csv_text::print(&head, &rows)
    }
}

fn has<C: Columns>(row: &[String], column: C) -> bool {
    row.get(column.place()).is_some_and(|cell| !cell.trim().is_empty())
}
