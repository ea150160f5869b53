//! The words beside pinned scenarios.

/// Name of the list.
pub const PINS: &str = "Pinned scenarios";
/// What stands in the field of one that has no name.
pub const NAME: &str = "name";

/// The name of that field.
#[must_use]
pub fn name_of(letter: char) -> String {
    format!("Name of {letter}")
}

/// Buttons.
pub const TAKE_OVER: &str = "take over";

/// The name of the button that makes one the present scenario. It begins with what is written on it.
#[must_use]
pub fn take_over(letter: char) -> String {
    format!("take over {letter}")
}

/// The name of the button that takes one away.
#[must_use]
pub fn remove(letter: char) -> String {
    format!("Remove {letter}")
}
