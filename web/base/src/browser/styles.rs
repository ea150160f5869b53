//! Style sheets, adopted by the document or shadow root that something is mounted in. Constructed style sheets need no
//! `<style>` element, so a strict content security policy lets them pass, and they stay inside a shadow root.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Element};

/// A style sheet of some rules; none where the browser cannot construct one.
#[must_use]
pub fn construct(rules: &str) -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(rules).ok()?;
    Some(sheet)
}

/// Gives the root of an element a style sheet, once.
pub fn adopt(element: &Element, sheet: &CssStyleSheet) {
    let root: JsValue = element.get_root_node().into();
    let name = JsValue::from_str("adoptedStyleSheets");
    let Ok(adopted) = Reflect::get(&root, &name) else { return };
    let sheets = Array::from(&adopted);
    if !sheets.includes(sheet.unchecked_ref(), 0) {
        sheets.push(sheet);
        let _ = Reflect::set(&root, &name, &sheets);
    }
}
