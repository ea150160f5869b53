//! What is said around the papers' figures.

/// The title.
pub const TITLE: &str = "The papers' figures, live";
/// Below it.
pub const LEAD: &str = "Figures and tables of the papers that this model stands on, made anew by the model itself. What a paper prints is drawn beside it; what it leaves out is assumed, said, and can be turned.";
/// In the list of lessons.
pub const LINE: &str =
    "Figures and tables of the papers, made anew by the model, with what the papers print beside it.";
/// Back to all of them.
pub const ALL: &str = "All figures";
/// What may be turned.
pub const TURN: &str = "this figure";
/// The heading of what is not printed.
pub const ASSUMED: &str = "What the paper does not print";
/// Below it.
pub const ASSUMED_LINE: &str = "These inputs are assumed; those with a slider can be turned.";
/// Heads of that table.
pub const ASSUMED_HEADS: [&str; 2] = ["here", "why"];
/// The heading of what is otherwise.
pub const DIFFERS: &str = "How ours differs";
/// The heading of what is claimed.
pub const CLAIMS: &str = "What the figure shows, checked";
/// Below it.
pub const CLAIMS_LINE: &str = "Each sentence is checked against the model as the figure is turned.";
/// A claim that holds.
pub const HOLDS: &str = "holds";
/// One that does not, as it is turned.
pub const FAILS: &str = "does not hold as it is turned";
/// The figure before this one.
pub const BEFORE: &str = "Figure before";
/// The one after it.
pub const AFTER: &str = "Next figure";
