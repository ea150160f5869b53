//! The style sheets of a page; they build on the one of the calculator.

use std::cell::OnceCell;

use precopy_base::browser::styles::{adopt as adopt_sheet, construct};
use web_sys::{CssStyleSheet, Element};

thread_local! {
    static CONSTRUCTED: OnceCell<Vec<CssStyleSheet>> = const { OnceCell::new() };
}

/// Gives the root of an element the style sheets of the page that this program is, once.
pub(super) fn adopt(element: &Element, sheets: &[&str]) {
    CONSTRUCTED.with(|constructed| {
        for sheet in constructed.get_or_init(|| sheets.iter().filter_map(|sheet| construct(sheet)).collect()) {
            adopt_sheet(element, sheet);
        }
    });
}
