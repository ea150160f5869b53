//! The names of what opens on the shelf.

use crate::state::Shelf;

/// Buttons.
pub const CLOSE: &str = "Close";

/// While a panel is being fetched.
pub const LOADING: &str = "Loading…";
/// When that failed.
pub const NOT_LOADED: &str = "This part of the page could not be fetched. Everything else works as before; look whether you \
    are connected, and try again.";
/// When the panel itself failed.
pub const STOPPED: &str = "This part of the page has stopped: something went wrong that should not have. What you entered in \
    the calculator is still there.";
/// Buttons.
pub const TRY_AGAIN: &str = "Try again";

/// What the button says.
#[must_use]
pub const fn button(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Glossary => "Help",
        Shelf::Share => "Share",
        Shelf::Scenarios | Shelf::Measure | Shelf::Explain | Shelf::Products => name(shelf),
    }
}

/// The head of the panel.
#[must_use]
pub const fn name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Scenarios => "Ready-made scenarios",
        Shelf::Measure => "How do I know my hot set and dirty rate?",
        Shelf::Explain => "Explain this number",
        Shelf::Products => "The same VM under every product",
        Shelf::Share => "Share and embed",
        Shelf::Glossary => "Help and words",
    }
}
