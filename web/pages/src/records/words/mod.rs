//! Every sentence that a person reads on this page. (Problems come from the formats, likely reasons from the model.)

pub mod against;
pub mod amounts;
pub mod brought;
pub mod calibrate;
pub mod failures;
pub mod filters;
pub mod overview;
pub mod pictures;
pub mod pressure;
pub mod table;
pub mod takeaway;
pub mod throttle;
pub mod times;

/// The head of the page.
pub const TITLE: &str = "What happened to your migrations?";
/// What stands below it.
pub const LEAD: &str = "Bring a log: which migrations failed and with what, how long they took, what pressure has to do with it, what \
    throttling would have done, and what all that says to the calculator.";
/// Said always.
pub const PRIVATE: &str = "Logs are read in this page. Nothing of them is sent, stored or put into the link; they are forgotten when this \
    tab is closed.";
/// A button.
pub const SVG: &str = "Save as SVG";
