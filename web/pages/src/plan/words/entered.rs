//! What is entered: where it comes from, sheets, rules, what was brought in.

use precopy_base::words::problem_line;
use precopy_formats::dirty_rate::LineProblem;
use precopy_formats::maintenance::{Column, SheetProblem, Sheets};
use precopy_model::plan::{Afterwards, Techniques};
use precopy_model::quantity::text::grouped;

use super::amounts::counted;
use crate::plan::state::Heard;
use crate::plan::state::case::Case;
use crate::plan::state::grid::{Grid, TakenIn};

/// Name of the part with what is chosen.
pub const HEAD: &str = "What is to be done";
/// A list.
pub const READY: &str = "Start from";
/// What the list says where the plan is a person's own.
pub const OWN: &str = "your own plan";
/// Buttons that lead to the sheets.
pub const EDIT_VMS: &str = "VMs …";
/// The same.
pub const EDIT_HOSTS: &str = "Hosts …";
/// Before a source.
pub const SOURCE: &str = "Source: ";
/// Before what is assumed.
pub const ASSUMED: &str = "Assumed here";
/// Name of a group.
pub const PRODUCT: &str = "Moved by";
/// A button.
pub const TAKE_PRODUCT: &str = "Take the calculator's product and options";
/// Name of a group.
pub const EMPTIED: &str = "Hosts that are emptied";
/// These, where nothing can be changed.
#[must_use]
pub fn emptied<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let all = super::names::list(names);
    if all.is_empty() { "none".to_owned() } else { all }
}
/// Where there are too many for buttons.
pub const EMPTIED_MANY: &str = "Say in the table of hosts which are emptied.";
/// A list.
pub const AFTERWARDS: &str = "A host that is empty";
/// A list.
pub const TECHNIQUES: &str = "Memory is moved by";
/// Name of a field.
pub const OPTIONS: &str = "Product and options, as in the calculator's link";
/// What the field for rules says while it is empty.
pub const RULES_EXAMPLE: &str = "web1 before db1\nat most 2 per host\ndone within 2 h";
/// Name of a group.
pub const RULES: &str = "Rules";
/// A text.
pub const RULES_TEXT: &str = "One rule a line";
/// The head of the list of rules that can be written.
pub const RULES_HELP: &str = "What can be written";
/// A checkbox.
pub const LIMITS: &str = "The product's own limits";
/// Where it has none.
pub const NO_LIMITS: &str = "It counts none, or none is documented.";
/// The head of the sheets.
pub const SHEETS: &str = "VMs, hosts and network";
/// What stands below it.
pub const SHEETS_LINE: &str = "Paste a table from a spreadsheet into a cell, or choose or drop a file: CSV, or a plan's JSON. Enter and the \
    arrow keys go from cell to cell.";
/// Name of the group of buttons.
pub const WHICH: &str = "Sheet";
/// A button.
pub const ADD_ROW: &str = "Add a row";
/// A button.
pub const CLEAR: &str = "Remove all rows";
/// A button.
pub const CHOOSE_FILE: &str = "Choose a file";
/// A button.
pub const SAVE_CSV: &str = "Save as CSV";
/// A button.
pub const UNDO: &str = "Undo";
/// A button.
pub const REDO: &str = "Redo";
/// A button.
pub const SAVE: &str = "Save the plan";
/// A button.
pub const DISMISS: &str = "Dismiss";
/// A button.
pub const ADD_HOSTS: &str = "Give hosts that only VMs name rows of their own";
/// Said of a plan that does not fit into the link.
pub const TOO_LARGE: &str = "This plan is too large for a link: save it as a file to hand it on.";
/// The head of the column with what is done with a row.
pub const ROW: &str = "Row";
/// Where there is no row yet.
pub const NO_ROWS: &str = "There is no row yet.";
/// Where nothing can be changed.
pub const READONLY: &str = "The author of this page has fixed what is entered.";
/// Buttons of a table that is shown part by part.
pub const PAGES: [&str; 2] = ["Earlier rows", "Later rows"];

/// A sheet.
#[must_use]
pub const fn grid(grid: Grid) -> &'static str {
    match grid {
        Grid::Vms => "VMs",
        Grid::Hosts => "Hosts",
        Grid::Trunks => "Trunks",
    }
}

/// What a plan is about, in a line.
#[must_use]
pub fn summary(case: &Case) -> String {
    let site = &case.site;
    format!(
        "{} on {}; {} to be moved.",
        counted(site.guests.len(), "VM", "VMs"),
        counted(site.hosts.len(), "host", "hosts"),
        counted(case.task.moves.len(), "is", "are")
    )
}

/// What becomes of a host that is empty.
#[must_use]
pub const fn afterwards(afterwards: Afterwards) -> &'static str {
    match afterwards {
        Afterwards::StayOn => "stays on",
        Afterwards::SwitchOff => "is switched off",
        Afterwards::Restart => "is restarted",
    }
}

/// How memory is moved.
#[must_use]
pub const fn techniques(techniques: Techniques) -> &'static str {
    match techniques {
        Techniques::PreCopy => "pre-copy",
        Techniques::PostCopy => "post-copy",
        Techniques::ByTraffic => "either, by traffic",
    }
}

/// The name of a cell.
#[must_use]
pub fn cell(column: &Column, row: usize, name: &str) -> String {
    let who = if name.is_empty() { format!("row {}", row + 1) } else { name.to_owned() };
    format!("{} of {who}", column.label)
}

/// What an empty cell says.
#[must_use]
pub fn placeholder(column: &Column) -> &'static str {
    if column.default.is_empty() { "" } else { column.default }
}

/// What a column means, and what an empty cell is.
#[must_use]
pub fn help(column: &Column) -> String {
    if column.default_said.is_empty() {
        format!("{} It is needed.", column.help)
    } else {
        format!("{} Empty: {}.", column.help, column.default_said)
    }
}

/// The name of a button.
#[must_use]
pub fn remove(row: usize, name: &str) -> String {
    if name.is_empty() { format!("Remove row {}", row + 1) } else { format!("Remove {name}") }
}

/// Which rows are shown.
#[must_use]
pub fn rows(first: usize, shown: usize, all: usize) -> String {
    format!("{} to {} of {}", grouped((first + 1) as f64), grouped((first + shown) as f64), grouped(all as f64))
}

/// How much is not right.
#[must_use]
pub fn problems(problems: &[SheetProblem]) -> String {
    counted(problems.len(), "thing is not right.", "things are not right.")
}

/// Further ones.
#[must_use]
pub fn further(count: usize) -> String {
    format!("And {} more.", grouped(count as f64))
}

/// A VM for which there is no room.
#[must_use]
pub fn no_room(name: &str) -> String {
    format!(
        "No host has the memory for {name}, or the rules leave none. Add a host, give one more memory, or let another one take VMs."
    )
}

/// What came of what was brought in.
#[must_use]
pub fn heard(heard: &Heard) -> (String, Vec<String>) {
    match heard {
        Heard::Table(taken) => (taken_in(taken), taken.problems.iter().map(line).collect()),
        Heard::File(flaws) if flaws.is_empty() => ("The plan of the file is open.".to_owned(), Vec::new()),
        Heard::File(flaws) => ("The plan of the file is open, as far as it could be read:".to_owned(), flaws.clone()),
        Heard::Nothing(flaws) => ("This could not be read.".to_owned(), flaws.clone()),
    }
}

fn line(problem: &LineProblem) -> String {
    let said = problem_line(&problem.problem);
    problem.line.map_or_else(|| said.clone(), |line| format!("Line {line}: {said}"))
}

fn taken_in(taken: &TakenIn) -> String {
    let mut said = counted(taken.rows, "row was taken in.", "rows were taken in.");
    if taken.is_rvtools {
        said += " It is RVTools' table: bare numbers are MiB.";
    }
    if 0 < taken.left_out {
        said += &format!(" {} off and left out.", counted(taken.left_out, "VM is", "VMs are"));
    }
    if !taken.unused.is_empty() {
        said += &format!(" Not used: {}.", super::names::list(taken.unused.iter().map(String::as_str)));
    }
    if !taken.problems.is_empty() {
        said += &format!(" {} left out:", counted(taken.problems.len(), "line is", "lines are"));
    }
    said
}

/// What hosts only VMs name.
#[must_use]
pub fn missing_hosts(sheets: &Sheets) -> Option<String> {
    let missing = sheets.missing_hosts();
    (!missing.is_empty()).then(|| {
        format!(
            "{} only named by VMs and counts with defaults: {}.",
            counted(missing.len(), "host is", "hosts are"),
            super::names::list(missing.iter().map(String::as_str))
        )
    })
}
