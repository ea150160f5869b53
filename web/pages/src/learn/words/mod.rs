//! What the page of lessons says, besides the lessons.

pub mod exercise;
pub mod gallery;
pub mod paper;
pub mod played;
pub mod recorded;

use precopy_formats::lessons::{By, Mark, Quantity, Source, Term};
use precopy_model::explore::Measure;

/// The title.
pub const TITLE: &str = "Learn";
/// Below it.
pub const LEAD: &str = "Short lessons on how live migration behaves. Every number and every figure comes from the model, and moves as you turn what it depends on.";
/// While something is fetched.
pub const FETCHING: &str = "The lessons are on their way …";
/// When something could not be fetched.
pub const MISSING: &str = "This could not be fetched. Open the page again to try once more.";
/// The formula sheet.
pub const SHEET: &str = "Formula sheet";
/// The course is saved.
pub const COURSE: &str = "Save the course as one file";
/// While its file is fetched.
pub const COURSE_FETCHING: &str = "Fetching the file …";
/// What it is.
pub const COURSE_LINE: &str = "All pages with their data, 3 MB; works from a disk, without network.";
/// When the file cannot be had.
pub const COURSE_MISSING: &str = "The file could not be fetched from this site.";
/// Back to the list.
pub const ALL: &str = "All lessons";
/// To the lesson after this one.
pub const NEXT: &str = "Next lesson";
/// A step begins anew.
pub const RESET: &str = "Reset";
/// The lesson begins anew.
pub const RESET_ALL: &str = "Begin the lesson anew";
/// A step's scenario, in the calculator.
pub const OPEN: &str = "Open in the calculator";
/// Symbols in the place of words.
pub const SYMBOLS: &str = "Symbols";
/// Large type.
pub const PROJECTOR: &str = "Projector";
/// A question.
pub const QUESTION: &str = "What do you expect?";
/// A question is passed over.
pub const PASS: &str = "Show without answering";
/// Said of the choice that holds.
pub const RIGHT: &str = "Yes.";
/// Said of another one.
pub const WRONG: &str = "Not so.";
/// What the model says, where a wrong choice was taken or none.
pub const HOLDS: &str = "What holds: ";
/// The numbers of a graph.
pub const NUMBERS: &str = "Numbers";
/// For teachers.
pub const TEACHER: &str = "For teachers";
/// What students say.
pub const MISCONCEPTIONS: &str = "What is often believed, and what is true";
/// An exercise.
pub const EXERCISE: &str = "An exercise to set";
/// The axis of time.
pub const TIME: &str = "time";
/// The axis of pages.
pub const PAGES: &str = "pages still to send";
/// An axis of pages.
pub const IN_PAGES: &str = "pages";
/// An axis of rates.
pub const IN_PAGES_PER_SECOND: &str = "pages/s";
/// Hot pages.
pub const HOT: &str = "hot";
/// Pages that are sent once.
pub const PASSIVE: &str = "sent once";
/// Empty pages.
pub const EMPTY: &str = "empty";
/// Heads of the table of rounds.
pub const ROUNDS: [&str; 4] = ["begins after", "takes", "to send", "found dirty again"];
/// Its name.
pub const ROUNDS_NAME: &str = "Rounds";
/// What the tones of a map say, on paper.
#[must_use]
pub fn tones(least: &str, most: &str) -> String {
    format!("from {least} (lightest) to {most} (darkest)")
}

/// Said of what a map leaves open.
pub const NO_END: &str = "no end";
/// Name of the table of products.
pub const PRODUCTS: &str = "The same machine under several products";
/// The axis of runs.
pub const SHARE_OF_RUNS: &str = "share of the runs";
/// Lines of a band: the share of the runs that has no more left.
pub const BAND: [&str; 3] = ["5 % have less left", "half have less left", "95 % have less left"];
/// Heads of the table of symbols.
pub const SYMBOL_HEADS: [&str; 3] = ["symbol", "unit", "means"];
/// What a paper prints, in the key of a graph.
pub const PRINTED: &str = "printed in the paper";
/// The name of the table of what a paper prints.
pub const PRINTED_NAME: &str = "Printed in the paper";
/// Its heads.
pub const PRINTED_HEADS: [&str; 2] = ["printed", "where"];
/// Before a formula as a paper prints it.
pub const AS_PRINTED: &str = "As printed: ";

/// How long a lesson takes.
#[must_use]
pub fn minutes(minutes: f64) -> String {
    format!("{minutes} minutes")
}

/// In class.
#[must_use]
pub fn in_class(minutes: f64) -> String {
    format!("In class, with the exercise: {minutes} minutes.")
}

/// A share of the runs, as a mark.
#[must_use]
pub fn percentile(percent: u8) -> String {
    format!("P{percent}")
}

/// What a run is measured by.
#[must_use]
pub const fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Downtime => "downtime",
        Measure::MigrationTime => "migration time",
        Measure::Data => "data on the wire",
    }
}

/// What a map says, for those who do not see it.
#[must_use]
pub fn map(number: &str, across: &str, up: &str) -> String {
    format!("Map of {number} over {across} and {up}. The numbers stand in the table below it.")
}

/// Name of a map's table.
#[must_use]
pub fn map_table(across: &str, up: &str) -> String {
    format!("Columns: {across}; rows: {up}")
}

/// Name of the box with the steps to a number.
#[must_use]
pub fn steps(number: &str) -> String {
    format!("Step by step: {number}")
}

/// Who predicts.
#[must_use]
pub const fn by(by: By) -> &'static str {
    match by {
        By::Bound => "at most",
        By::Rounds => "simulated",
        By::Paper => "the paper's equations",
        By::AsPrinted => "equation (8) as printed",
        By::Average => "Akoush's average",
        By::Least => "at least, for any guest",
        By::Most => "at most, for any guest",
    }
}

/// What is marked in a picture.
#[must_use]
pub const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::FirstPass => "first pass over",
        Mark::Stop => "stopped",
        Mark::End => "done",
        Mark::Threshold => "may be left",
        Mark::Limit => "given up",
        Mark::CopyRate => "copy rate",
    }
}

/// A term as a row of a table.
#[must_use]
pub fn term(term: &Term) -> String {
    let quantity = quantity(term.quantity);
    if let Source::Plan(plan) = &term.of {
        return format!("{quantity}, {}", played::way(&plan.way));
    }
    match term.by {
        // Of many runs it is one number, not a most.
        Some(By::Bound) if matches!(term.of, Source::Runs(_)) => format!("{quantity}, the bound"),
        Some(who) => format!("{quantity}, {}", by(who)),
        None => quantity,
    }
}

/// What a term is of, whoever says it.
#[must_use]
pub fn quantity(quantity: Quantity) -> String {
    match quantity {
        Quantity::Input(field) => field.name().to_ascii_lowercase(),
        Quantity::WriteShare => "writes, of the copy rate".to_owned(),
        Quantity::FirstPass => "first pass over".to_owned(),
        Quantity::LeftFirstPass => "left after the first pass".to_owned(),
        Quantity::Stop => "stopped after".to_owned(),
        Quantity::Left => "left when stopped".to_owned(),
        Quantity::Threshold => "stop threshold".to_owned(),
        Quantity::Limit => "given up after".to_owned(),
        Quantity::Data => "data on the wire".to_owned(),
        Quantity::RoundsTaken => "rounds".to_owned(),
        Quantity::EndedBy => "ended by".to_owned(),
        Quantity::Quantile(of, percent) => format!("{}, {percent} % of the runs take no more", measure(of)),
        Quantity::CompletesShare => "runs that get through".to_owned(),
        Quantity::CoveredTime => "runs no longer than predicted".to_owned(),
        Quantity::CoveredDowntime => "downtimes no longer than predicted".to_owned(),
        Quantity::ErrorTime => "mean error of the migration time".to_owned(),
        Quantity::ErrorDowntime => "mean error of the downtime".to_owned(),
        Quantity::Within5 => "runs within 5 % of it".to_owned(),
        other if !played::column(other).is_empty() => played::column(other).to_owned(),
        other => other.name().replace(['-', '.'], " "),
    }
}

/// A level that is printed.
#[must_use]
pub fn printed_level(value: &str) -> String {
    format!("{}, printed in the paper", amount(value))
}

/// An amount as a paper prints it, with a space before its unit.
#[must_use]
pub fn amount(value: &str) -> String {
    let unit = value.bytes().position(|letter| !letter.is_ascii_digit() && letter != b'.').unwrap_or(value.len());
    let (number, unit) = value.split_at(unit);
    if number.is_empty() || unit.is_empty() { value.to_owned() } else { format!("{number} {unit}") }
}

/// What a graph says, for those who do not see it.
#[must_use]
pub fn graph(lines: &[String], across: &str) -> String {
    format!("Graph over {across}: {}. The numbers stand in the table below it.", lines.join("; "))
}

/// Name of a step's sliders.
#[must_use]
pub fn sliders(step: &str) -> String {
    format!("To turn in: {step}")
}
