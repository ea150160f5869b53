//! What is said of the ready-made scenario that is loaded. (Its title and its line come with it.)

use crate::state::{Assumed, Ready};

/// The name of the part that says what is loaded.
pub const LABEL: &str = "Loaded scenario";
/// Buttons.
pub const BACK: &str = "Back to what I had";
/// Added to a scenario of which something is no longer as it was.
pub const CHANGED: &str = "changed";
/// Opens the list of reasons.
pub const WHY: &str = "Why these values";

/// The head of the line that says what is loaded.
#[must_use]
pub fn heading(ready: &Ready) -> String {
    format!("Scenario: {}", ready.title)
}

/// Why an input has its value.
#[must_use]
pub fn reason((field, reason): &Assumed) -> String {
    format!("{}: {reason}", field.name())
}
