//! What one program tells another: plain objects of texts, each of a kind.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// A message of some texts.
#[must_use]
pub fn message(kind: &str, texts: &[(&str, &str)]) -> Object {
    let message = Object::new();
    for (name, text) in [("kind", kind)].iter().chain(texts) {
        set(&message, name, &JsValue::from_str(text));
    }
    message
}

/// Adds something to it.
pub fn set(message: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(message, &name.into(), value);
}
