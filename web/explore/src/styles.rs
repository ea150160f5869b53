//! The style sheet of what lies below the chart; it builds on the one of the calculator.

/// One text, to be adopted with that of the panels.
pub const SHEET: &str = concat!(include_str!("styles/layout.css"));
