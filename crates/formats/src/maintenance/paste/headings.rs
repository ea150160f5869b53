//! Which column a heading means, and which unit it names.

use csv::StringRecord;
use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Kind, parse};

use super::{ReadAs, takes_unit};
use crate::maintenance::{Column, Columns};

/// What RVTools' columns of memory hold, under whatever heading: "Size MiB" today, "Size MB" in earlier versions.
pub(super) const RVTOOLS_UNIT: &str = "MiB";

/// Units that headings name.
const UNITS: [&str; 26] = [
    "KiB", "MiB", "GiB", "TiB", "kB", "KB", "MB", "GB", "TB", "bytes", "B", "pages", "%", "pages/s", "KiB/s", "MiB/s",
    "GiB/s", "MB/s", "GB/s", "Mbit/s", "Gbit/s", "Mbps", "Gbps", "s", "W", "kW",
];

/// What is known of the columns.
#[derive(Debug)]
pub(super) struct Headings<C> {
    pub(super) columns: Vec<ReadAs<C>>,
    pub(super) are_there: bool,
    pub(super) is_rvtools: bool,
    /// Where RVTools says whether a VM runs, and whether it is a template.
    power_state: Option<usize>,
    template: Option<usize>,
}

impl<C: Columns> Headings<C> {
    /// By the first line.
    pub(super) fn find(first: &StringRecord) -> Self {
        let plain: Vec<String> = first.iter().map(plain).collect();
        let place = |heading: &str| plain.iter().position(|other| other == heading);
        let is_rvtools = place("vm").is_some() && place("powerstate").is_some();
        let mut columns: Vec<ReadAs<C>> = Vec::new();
        for heading in first.iter() {
            let (column, unit) = meant(heading, is_rvtools);
            // The first of two that mean the same counts.
            let column = column.filter(|one| !columns.iter().any(|other| other.column == Some(*one)));
            let unit = if column.is_some() { unit } else { "" };
            columns.push(ReadAs { heading: shown(heading), column, unit });
        }
        let reads = |cell: &str| [Kind::Size, Kind::LinkSpeed].into_iter().any(|kind| parse(cell, kind).is_ok());
        let is_amount = |cell: &str| !plain_number(cell) && reads(cell);
        let are_there = columns.iter().any(|one| one.column.is_some()) && !first.iter().any(is_amount);
        if !are_there {
            let cells: Vec<&str> = first.iter().collect();
            let read_as = |column| ReadAs { heading: String::new(), column: Some(column), unit: "" };
            columns = C::without_headings(&cells).into_iter().map(read_as).collect();
        }
        let (power_state, template) = (place("powerstate"), place("template"));
        Self { columns, are_there, is_rvtools, power_state, template }
    }

    /// What is wrong when a column that is needed has no heading.
    pub(super) fn missing(&self) -> Option<Problem> {
        let is_there = |column: &C| self.columns.iter().any(|one| one.column == Some(*column));
        let missing = C::ALL.iter().find(|column| column.column().is_needed() && !is_there(column))?.column();
        let names: Vec<&str> = [missing.label].into_iter().chain(missing.aliases.iter().copied()).collect();
        let problem = Problem::general(format!("No heading means the column “{}”.", missing.label));
        Some(problem.allowed(names.join(", ")))
    }

    /// Whether a row is of a VM that does not run.
    pub(super) fn is_off(&self, record: &StringRecord) -> bool {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).map(plain).unwrap_or_default();
        self.is_rvtools
            && (matches!(cell(self.power_state).as_str(), "poweredoff" | "suspended") || cell(self.template) == "true")
    }
}

/// Whether it is digits alone: a heading is none, and no amount either.
fn plain_number(cell: &str) -> bool {
    cell.trim().chars().all(|letter| letter.is_ascii_digit())
}

/// A heading as it can be shown.
fn shown(heading: &str) -> String {
    heading.trim().chars().take(60).collect()
}

/// Letters and digits only, in lower case.
fn plain(heading: &str) -> String {
    heading.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The column that a heading means, and the unit of bare numbers in it.
fn meant<C: Columns>(heading: &str, is_rvtools: bool) -> (Option<C>, &'static str) {
    let whole = plain(heading);
    if whole.is_empty() {
        return (None, "");
    }
    if is_rvtools && let Some(found) = of_rvtools(&whole) {
        return (C::of_key(found.0), found.1);
    }
    if let Some(column) = named(&whole) {
        return (Some(column), "");
    }
    // "Memory (GiB)", "memory_gib", "RAM GiB": a unit at the end, as it is spelt in the table of units.
    let end = heading.trim_end_matches([')', ']', ' ']);
    for unit in UNITS {
        let Some(rest) = strip_suffix(end, unit) else { continue };
        let name = plain(rest);
        let stands_apart = rest.ends_with(|letter: char| !letter.is_ascii_alphanumeric());
        // One letter at the end of a word is no unit.
        if let Some(column) = named::<C>(&name).filter(|_| stands_apart || 1 < unit.len())
            && takes_unit(column.column().takes)
        {
            let unit = if unit == "KB" { "kB" } else { unit };
            return (Some(column), unit);
        }
    }
    (None, "")
}

/// What stands before a unit. Case decides, but for words in lower case throughout.
fn strip_suffix<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(unit.len())?;
    let (rest, end) = text.split_at_checked(at)?;
    let lower =
        end.eq_ignore_ascii_case(unit) && unit.ends_with("iB") && !end.contains(|c: char| c.is_ascii_uppercase());
    (end == unit || lower).then_some(rest)
}

fn named<C: Columns>(name: &str) -> Option<C> {
    let is = |column: &Column, exact: fn(&Column) -> &'static str| plain(exact(column)) == name;
    let mut all = C::ALL.iter().copied();
    all.find(|one| is(one.column(), |column| column.key) || is(one.column(), |column| column.label))
        .or_else(|| C::ALL.iter().copied().find(|one| one.column().aliases.iter().any(|alias| plain(alias) == name)))
}

/// RVTools' headings, by column and unit. "Active" is left out: it counts pages that were read as well as those that were written.
fn of_rvtools(heading: &str) -> Option<(&'static str, &'static str)> {
    Some(match heading {
        "vm" => ("name", ""),
        "memory" | "sizemib" | "sizemb" => ("memory", RVTOOLS_UNIT),
        "consumed" => ("workingSet", RVTOOLS_UNIT),
        "cpus" => ("cores", ""),
        "host" => ("host", ""),
        // Of dozens of others some are called like columns of ours, and mean something else.
        _ => ("", ""),
    })
}
