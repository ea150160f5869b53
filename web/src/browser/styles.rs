//! The style sheet, adopted by the document or shadow root that the calculator is mounted in. Constructed style sheets need
//! no `<style>` element, so a strict content security policy lets them pass, and they stay inside a shadow root.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Element};

const SHEET: &str = concat!(
    include_str!("../styles/tokens.css"),
    include_str!("../styles/layout.css"),
    include_str!("../styles/parts.css"),
    include_str!("../styles/shelf.css"),
    include_str!("../styles/chart.css"),
    include_str!("../styles/measure.css"),
    include_str!("../styles/scenarios.css"),
    include_str!("../styles/print.css"),
);

thread_local! {
    static CONSTRUCTED: Option<CssStyleSheet> = construct();
}

fn construct() -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(SHEET).ok()?;
    Some(sheet)
}

/// Gives the root of an element our style sheet, once.
pub(super) fn adopt(element: &Element) {
    CONSTRUCTED.with(|sheet| {
        let Some(sheet) = sheet else { return };
        let root: JsValue = element.get_root_node().into();
        let name = JsValue::from_str("adoptedStyleSheets");
        let Ok(adopted) = Reflect::get(&root, &name) else { return };
        let sheets = Array::from(&adopted);
        if !sheets.includes(sheet.unchecked_ref(), 0) {
            sheets.push(sheet);
            let _ = Reflect::set(&root, &name, &sheets);
        }
    });
}
