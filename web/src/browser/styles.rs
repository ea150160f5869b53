//! The style sheet of the calculator.

use precopy_base::browser::styles::{adopt as adopt_sheet, construct};
use web_sys::{CssStyleSheet, Element};

const SHEET: &str = concat!(
    include_str!("../styles/tokens.css"),
    include_str!("../styles/layout.css"),
    include_str!("../styles/parts.css"),
    include_str!("../styles/shelf.css"),
    include_str!("../styles/chart.css"),
    include_str!("../styles/scenarios.css"),
    include_str!("../styles/targets.css"),
    include_str!("../styles/print.css"),
);

thread_local! {
    static CONSTRUCTED: Option<CssStyleSheet> = construct(SHEET);
}

/// Gives the root of an element our style sheet, once.
pub(super) fn adopt(element: &Element) {
    CONSTRUCTED.with(|sheet| {
        if let Some(sheet) = sheet {
            adopt_sheet(element, sheet);
        }
    });
}
