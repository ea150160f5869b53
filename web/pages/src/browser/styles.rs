//! The style sheet of a page; it builds on the one of the calculator.

use std::cell::OnceCell;

use precopy_base::browser::styles::{adopt as adopt_sheet, construct};
use web_sys::{CssStyleSheet, Element};

thread_local! {
    static CONSTRUCTED: OnceCell<Option<CssStyleSheet>> = const { OnceCell::new() };
}

/// Gives the root of an element the style sheet of the page that this program is, once.
pub(super) fn adopt(element: &Element, sheet: &str) {
    CONSTRUCTED.with(|constructed| {
        if let Some(sheet) = constructed.get_or_init(|| construct(sheet)) {
            adopt_sheet(element, sheet);
        }
    });
}
