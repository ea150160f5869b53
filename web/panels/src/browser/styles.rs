//! The style sheet of the panels; it builds on the one of the calculator.

use precopy_base::browser::styles::{adopt as adopt_sheet, construct};
use web_sys::{CssStyleSheet, Element};

const SHEET: &str = concat!(
    include_str!("../styles/measure.css"),
    include_str!("../styles/scenarios.css"),
    include_str!("../styles/explain.css"),
    include_str!("../styles/products.css"),
    include_str!("../styles/share.css")
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
