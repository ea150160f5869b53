//! What is said where results are taken away.

/// The heading.
pub const HEAD: &str = "Take it away";
/// Head of a row of buttons.
pub const PICTURE: &str = "The chart";
/// Head of a row of buttons.
pub const TABLES: &str = "Tables, CSV";
/// Head of a row of buttons.
pub const ALL: &str = "All of it, JSON";
/// Head of what is cited.
pub const CITE: &str = "Cite this";
/// A button.
pub const SVG: &str = "SVG";
/// Buttons, by pixels to a CSS pixel.
pub const PNG: [(u8, &str); 3] = [(1, "PNG 1×"), (2, "PNG 2×"), (4, "PNG 4×")];
/// A button.
pub const CURVE: &str = "Curves";
/// A button.
pub const ROUNDS: &str = "Rounds";
/// A button.
pub const MAP: &str = "Map";
/// Why that does nothing.
pub const NOTHING_MAPPED: &str = "There is no map of this";
/// A button.
pub const COMPARISON: &str = "Comparison";
/// Why that does nothing.
pub const NOTHING_PINNED: &str = "Pin a scenario first";
/// A button.
pub const RESULT: &str = "Scenario and result";
/// Choices of what is cited.
pub const LINE: &str = "Text";
/// Choices of what is cited.
pub const BIBTEX: &str = "BibTeX";
/// Name of the text.
pub const CITED: &str = "Text to cite";
/// Copies it.
pub const COPY: &str = "Copy";
/// After it.
pub const COPIED: &str = "Copied";

/// What a button does, for those who do not see what it stands beside.
#[must_use]
pub fn save(group: &str, what: &str) -> String {
    format!("Save {what}: {group}")
}
