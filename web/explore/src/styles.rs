//! The style sheet of what lies below the chart; it builds on the one of the calculator.

/// One text, to be adopted with that of the panels.
pub const SHEET: &str = concat!(
    include_str!("styles/layout.css"),
    include_str!("styles/ask.css"),
    include_str!("styles/advice.css"),
    include_str!("styles/tornado.css"),
    include_str!("styles/vary.css"),
    include_str!("styles/map.css"),
    include_str!("styles/compare.css"),
    include_str!("styles/keep.css"),
);
