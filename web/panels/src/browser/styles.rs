//! The style sheets of the panels and of what lies below the chart; they build on the one of the calculator.

use precopy_base::browser::styles::{adopt as adopt_sheet, construct};
use precopy_base::{memory, steps};
use web_sys::{CssStyleSheet, Element};

const SHEET: &str = concat!(
    include_str!("../styles/measure.css"),
    include_str!("../styles/scenarios.css"),
    include_str!("../styles/explain.css"),
    include_str!("../styles/products.css"),
    include_str!("../styles/share.css")
);

thread_local! {
    static CONSTRUCTED: [Option<CssStyleSheet>; 4] = [SHEET, precopy_explore::SHEET, steps::SHEET, memory::SHEET].map(construct);
}

/// Gives the root of an element our style sheets, once.
pub(super) fn adopt(element: &Element) {
    CONSTRUCTED.with(|sheets| {
        for sheet in sheets.iter().flatten() {
            adopt_sheet(element, sheet);
        }
    });
}
