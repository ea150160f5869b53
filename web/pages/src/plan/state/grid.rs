//! The sheets as grids of texts, whatever their columns.

use precopy_formats::dirty_rate::LineProblem;
use precopy_formats::maintenance::{Column, Columns, HostColumn, Pasted, Sheet, Sheets, Table, TrunkColumn, VmColumn};

/// A sheet of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grid {
    /// The VMs.
    #[default]
    Vms,
    /// The hosts.
    Hosts,
    /// Links between switches.
    Trunks,
}

/// What came of a table that was pasted or read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TakenIn {
    /// How many rows it gave.
    pub rows: usize,
    /// Whether they stand in place of all that was there.
    pub is_whole: bool,
    /// Whether it is RVTools' table.
    pub is_rvtools: bool,
    /// VMs that are off, and are left out.
    pub left_out: usize,
    /// Headings of columns that are not used.
    pub unused: Vec<String>,
    /// Lines that could not be read, with the reason.
    pub problems: Vec<LineProblem>,
}

/// A text that was pasted or is a file's, and what it says as a table of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// The text.
    pub text: String,
    /// As a table.
    pub read: ReadTable,
}

/// A table that was read for a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadTable {
    /// The VMs.
    Vms(Pasted<VmColumn>),
    /// The hosts.
    Hosts(Pasted<HostColumn>),
    /// Links between switches.
    Trunks(Pasted<TrunkColumn>),
}

impl Grid {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Vms, Self::Hosts, Self::Trunks];

    /// In names of elements and files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Vms => "vms",
            Self::Hosts => "hosts",
            Self::Trunks => "trunks",
        }
    }

    /// In problems.
    #[must_use]
    pub const fn sheet(self) -> Sheet {
        match self {
            Self::Vms => Sheet::Vms,
            Self::Hosts => Sheet::Hosts,
            Self::Trunks => Sheet::Trunks,
        }
    }

    /// Its columns.
    #[must_use]
    pub fn columns(self) -> Vec<&'static Column> {
        match self {
            Self::Vms => columns::<VmColumn>(),
            Self::Hosts => columns::<HostColumn>(),
            Self::Trunks => columns::<TrunkColumn>(),
        }
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(self, sheets: &Sheets) -> usize {
        match self {
            Self::Vms => sheets.vms.len(),
            Self::Hosts => sheets.hosts.len(),
            Self::Trunks => sheets.trunks.len(),
        }
    }

    /// What stands in a cell, by the place of its column.
    #[must_use]
    pub fn cell(self, sheets: &Sheets, row: usize, column: usize) -> &str {
        match self {
            Self::Vms => cell(&sheets.vms, row, column),
            Self::Hosts => cell(&sheets.hosts, row, column),
            Self::Trunks => cell(&sheets.trunks, row, column),
        }
    }

    pub(super) fn set(self, sheets: &mut Sheets, row: usize, column: usize, text: &str) {
        match self {
            Self::Vms => set(&mut sheets.vms, row, column, text),
            Self::Hosts => set(&mut sheets.hosts, row, column, text),
            Self::Trunks => set(&mut sheets.trunks, row, column, text),
        }
    }

    pub(super) fn insert(self, sheets: &mut Sheets, row: usize) {
        match self {
            Self::Vms => sheets.vms.insert(row, &[]),
            Self::Hosts => sheets.hosts.insert(row, &[]),
            Self::Trunks => sheets.trunks.insert(row, &[]),
        }
    }

    pub(super) fn remove(self, sheets: &mut Sheets, row: usize) {
        match self {
            Self::Vms => sheets.vms.remove(row),
            Self::Hosts => sheets.hosts.remove(row),
            Self::Trunks => sheets.trunks.remove(row),
        }
    }

    /// A table of text goes in: as a whole where it has headings, where nothing is there yet, or where no cell is said; else cell by cell
    /// from that one on.
    pub(super) fn take_in(sheets: &mut Sheets, brought: &Brought, from: Option<(usize, usize)>) -> TakenIn {
        let text = &brought.text;
        match &brought.read {
            ReadTable::Vms(read) => take_in(&mut sheets.vms, read, text, from),
            ReadTable::Hosts(read) => take_in(&mut sheets.hosts, read, text, from),
            ReadTable::Trunks(read) => take_in(&mut sheets.trunks, read, text, from),
        }
    }

    /// As comma-separated values.
    #[must_use]
    pub fn csv(self, sheets: &Sheets) -> String {
        match self {
            Self::Vms => sheets.vms.csv(),
            Self::Hosts => sheets.hosts.csv(),
            Self::Trunks => sheets.trunks.csv(),
        }
    }
}

fn columns<C: Columns>() -> Vec<&'static Column> {
    C::ALL.iter().map(|column| column.column()).collect()
}

fn cell<C: Columns>(table: &Table<C>, row: usize, column: usize) -> &str {
    C::ALL.get(column).map_or("", |&column| table.cell(row, column))
}

fn set<C: Columns>(table: &mut Table<C>, row: usize, column: usize, text: &str) {
    if let Some(&column) = C::ALL.get(column) {
        table.set(row, column, text);
    }
}

fn take_in<C: Columns>(table: &mut Table<C>, read: &Pasted<C>, text: &str, from: Option<(usize, usize)>) -> TakenIn {
    let is_empty = table.filled().next().is_none();
    let Some((row, column)) = from.filter(|_| !read.has_headings && !is_empty) else {
        let unused = read.columns.iter().filter(|read| read.column.is_none()).map(|read| read.heading.clone());
        let taken = TakenIn {
            rows: read.table.filled().count(),
            is_whole: true,
            is_rvtools: read.is_rvtools,
            left_out: read.left_out,
            unused: unused.filter(|heading| !heading.is_empty()).collect(),
            problems: read.problems.clone(),
        };
        if 0 < taken.rows {
            *table = read.table.clone();
        }
        return taken;
    };
    let mut rows = 0;
    for (down, line) in text.trim_end_matches(['\n', '\r']).lines().enumerate() {
        for (across, text) in line.split('\t').enumerate() {
            set(table, row + down, column + across, text.trim());
        }
        rows = down + 1;
    }
    TakenIn { rows, ..TakenIn::default() }
}
