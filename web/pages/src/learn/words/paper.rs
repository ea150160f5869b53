//! What is said on paper, and of the formula sheet.

/// Prints.
pub const PRINT: &str = "Print";
/// The sheet's line in the list.
pub const SHEET_LINE: &str = "All formulas of the lessons with their sources, to read or to print.";
/// The heading of the answers, on the last page.
pub const ANSWERS: &str = "Answers";
/// Below it.
pub const ANSWERS_LINE: &str = "They follow from the model, for each step as it starts.";
/// Where one writes a choice.
pub const BOX: &str = "☐";
/// Before a formula as it is printed.
pub const AS_PRINTED: &str = "printed";

/// The number of a question.
#[must_use]
pub fn question(number: usize) -> String {
    format!("Question {number}")
}

/// The letter of a choice.
#[must_use]
pub fn letter(choice: usize) -> char {
    ["A", "B", "C", "D", "E", "F"].get(choice).and_then(|letter| letter.chars().next()).unwrap_or('–')
}
