//! Copies text, where the browser lets us.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::NodeRef;

/// Copies a text; false where the page has no clipboard (sandboxed frames, plain http) or it is refused.
pub async fn copy(text: String) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let navigator = window.navigator();
    // Missing in insecure contexts, where calling it would throw.
    let exists = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    exists && JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok()
}

/// The same for a text of several lines.
pub fn select_area(area: &NodeRef) {
    if let Some(area) = area.cast::<HtmlTextAreaElement>() {
        let _ = area.focus();
        area.select();
    }
}

/// Focuses a field and selects its text, so that a person can copy it.
pub fn select(field: &NodeRef) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        let _ = field.focus();
        field.select();
    }
}
