//! Every sentence that a person reads on this page. (Reasons come from the model.)

pub mod picture;

/// The head of the page.
pub const TITLE: &str = "In which order, and how many at once?";
