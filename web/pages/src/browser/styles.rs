//! The style sheets of the pages; they build on the one of the calculator.

use precopy_base::browser::styles::{adopt as adopt_sheet, construct};
use precopy_base::{memory, steps};
use web_sys::{CssStyleSheet, Element};

const SHEET: &str = concat!(
    include_str!("../styles/pages.css"),
    include_str!("../styles/evidence.css"),
    include_str!("../styles/plan-pictures.css"),
    include_str!("../styles/scatter.css"),
    include_str!("../styles/tables.css"),
    include_str!("../styles/plan.css"),
    include_str!("../styles/grid.css"),
    include_str!("../styles/records.css"),
    include_str!("../styles/learn.css")
);

thread_local! {
    static CONSTRUCTED: [Option<CssStyleSheet>; 3] = [SHEET, memory::SHEET, steps::SHEET].map(construct);
}

/// Gives the root of an element our style sheets, once.
pub(super) fn adopt(element: &Element) {
    CONSTRUCTED.with(|sheets| {
        for sheet in sheets.iter().flatten() {
            adopt_sheet(element, sheet);
        }
    });
}
