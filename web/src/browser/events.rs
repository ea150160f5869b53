//! What events carry, and where the focus goes.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node, ShadowRoot};
use yew::{MouseEvent, NodeRef, TargetCast};

pub(crate) use precopy_base::browser::events::{chosen_word, focus, input_value};

/// Puts the focus on the element with this name, in the document or shadow root that an event came from.
pub(crate) fn focus_named(event: &web_sys::Event, id: &str) {
    focus_in(event.target_dyn_into::<Element>().map(|element| element.get_root_node()), id);
}

/// Puts the focus on the element with this name, in the document or shadow root in which another one lies.
pub(crate) fn focus_near(near: &NodeRef, id: &str) {
    focus_in(near.cast::<Element>().map(|element| element.get_root_node()), id);
}

fn focus_in(root: Option<Node>, id: &str) {
    let element = root.and_then(|root| match root.dyn_into::<ShadowRoot>() {
        Ok(root) => root.get_element_by_id(id),
        Err(root) => root.dyn_into::<Document>().ok().and_then(|document| document.get_element_by_id(id)),
    });
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Puts the focus on the first list of the calculator that an event came from.
pub(crate) fn focus_first_choice(event: &MouseEvent) {
    let list = event
        .target_dyn_into::<Element>()
        .and_then(|element| element.closest(".precopy").ok().flatten())
        .and_then(|calculator| calculator.query_selector("select").ok().flatten())
        .and_then(|list| list.dyn_into::<HtmlElement>().ok());
    if let Some(list) = list {
        let _ = list.focus();
    }
}
