//! The frame of a preview: this page once more, with another fragment.

use js_sys::{Function, Reflect};
use precopy_base::browser::address::own_address;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;
use yew::NodeRef;

/// Shows this page in a frame with a fragment. Once it is there only its fragment changes, so that nothing is fetched anew; and
/// in its place, so that Back does not go through all that was tried.
pub(crate) fn show(frame: &NodeRef, fragment: &str, height: u32) {
    let Some(frame) = frame.cast::<HtmlElement>() else { return };
    // As a property of the element, because a strict content security policy forbids the attribute.
    let _ = frame.style().set_property("height", &format!("{height}px"));
    let page = own_address();
    let page = page.split('?').next().unwrap_or_default();
    let address = format!("{page}#{fragment}");
    if replace(&frame, &address).is_none() {
        let _ = frame.set_attribute("src", &address);
    }
}

fn replace(frame: &HtmlElement, address: &str) -> Option<()> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let location = get(&get(frame.as_ref(), "contentWindow")?, "location")?;
    let replace = get(&location, "replace")?.dyn_into::<Function>().ok()?;
    replace.call1(&location, &address.into()).ok().map(|_| ())
}
