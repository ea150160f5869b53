//! What can be taken away.

/// The head.
pub const TITLE: &str = "Take it away";
/// A button.
pub const RESULTS: &str = "Results as CSV";
/// A button.
pub const ROWS: &str = "Migrations looked at as CSV";
/// What these are.
pub const LINE: &str = "Results: rates with their intervals, quantiles, the distribution, the curve and the calibration. Migrations: a table that this \
    page reads again. Each picture can be saved beside it.";
