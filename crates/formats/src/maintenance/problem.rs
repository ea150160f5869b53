//! What is wrong with a sheet, with its place.

use std::fmt;

use precopy_model::problem::Problem;

/// Which part of the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// The product, and what is entered for it.
    Product,
    /// The hosts.
    Hosts,
    /// The trunks.
    Trunks,
    /// The VMs.
    Vms,
    /// The rules.
    Rules,
}

impl Sheet {
    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Product => "Product",
            Self::Hosts => "Hosts",
            Self::Trunks => "Trunks",
            Self::Vms => "VMs",
            Self::Rules => "Rules",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetProblem {
    /// Where.
    pub sheet: Sheet,
    /// Which row, or line of the rules; the first is 0. None: the sheet as a whole.
    pub row: Option<usize>,
    /// Which column, by its key; none: the whole row.
    pub column: Option<&'static str>,
    /// What.
    pub problem: Problem,
}

impl SheetProblem {
    pub(super) const fn of_sheet(sheet: Sheet, problem: Problem) -> Self {
        Self { sheet, row: None, column: None, problem }
    }

    pub(super) const fn of_row(sheet: Sheet, row: usize, problem: Problem) -> Self {
        Self { sheet, row: Some(row), column: None, problem }
    }

    pub(super) const fn of_cell(sheet: Sheet, row: usize, column: &'static str, problem: Problem) -> Self {
        Self { sheet, row: Some(row), column: Some(column), problem }
    }
}

impl fmt::Display for SheetProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sheet.name())?;
        if let Some(row) = self.row {
            write!(f, ", row {}", row + 1)?;
        }
        if let Some(column) = self.column {
            write!(f, ", {column}")?;
        }
        // The column says the field.
        write!(f, ": {}", Problem { field: None, ..self.problem.clone() })
    }
}
