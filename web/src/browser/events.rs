//! What events carry.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, ShadowRoot};
use yew::{Event, InputEvent, MouseEvent, NodeRef, TargetCast};

/// The text, or the position, of the input that an event came from.
pub(crate) fn input_value(event: &InputEvent) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

/// The text of the area that an event came from.
pub(crate) fn area_text(event: &InputEvent) -> Option<String> {
    event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value())
}

/// The chosen word of the list that an event came from.
pub(crate) fn chosen_word(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value())
}

/// Puts the focus on an element.
pub(crate) fn focus(element: &NodeRef) {
    if let Some(element) = element.cast::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Puts the focus on the element with this name, in the document or shadow root that an event came from.
pub(crate) fn focus_named(event: &web_sys::Event, id: &str) {
    let root = event.target_dyn_into::<Element>().map(|element| element.get_root_node());
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
