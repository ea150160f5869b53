//! The names of what opens on the shelf.

use crate::state::Shelf;

/// Buttons.
pub const CLOSE: &str = "Close";

/// What the button says, and the panel's head.
#[must_use]
pub const fn name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Scenarios => "Ready-made scenarios",
        Shelf::Measure => "How do I know my hot set and dirty rate?",
        Shelf::Glossary => "Help and words",
    }
}
