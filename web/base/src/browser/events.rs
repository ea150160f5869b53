//! What events carry, and where the focus goes.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Node, ShadowRoot,
};
use yew::{Event, InputEvent, NodeRef, TargetCast};

/// The text, or the position, of the input that an event came from.
pub fn input_value(event: &InputEvent) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

/// The text of the area that an event came from.
pub fn area_text(event: &InputEvent) -> Option<String> {
    event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value())
}

/// The text of the input that an event came from, once it is left.
pub fn changed_text(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

/// The text of the area that an event came from, once it is left.
pub fn changed_area(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value())
}

/// The chosen word of the list that an event came from.
pub fn chosen_word(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value())
}

/// Puts the focus on an element.
pub fn focus(element: &NodeRef) {
    if let Some(element) = element.cast::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Puts the focus on the element with this name, in the document or shadow root that an event came from.
pub fn focus_named(event: &web_sys::Event, id: &str) {
    focus_in(event.target_dyn_into::<Element>().map(|element| element.get_root_node()), id);
}

/// Puts the focus on the element with this name, in the document or shadow root in which another one lies.
pub fn focus_near(near: &NodeRef, id: &str) {
    focus_in(near.cast::<Element>().map(|element| element.get_root_node()), id);
}

/// The same, with all its text selected, if it is a field: what is typed takes its place.
pub fn select_near(near: &NodeRef, id: &str) {
    if let Some(element) = focus_in(near.cast::<Element>().map(|element| element.get_root_node()), id)
        && let Ok(field) = element.dyn_into::<HtmlInputElement>()
    {
        field.select();
    }
}

fn focus_in(root: Option<Node>, id: &str) -> Option<HtmlElement> {
    let element = root.and_then(|root| match root.dyn_into::<ShadowRoot>() {
        Ok(root) => root.get_element_by_id(id),
        Err(root) => root.dyn_into::<Document>().ok().and_then(|document| document.get_element_by_id(id)),
    });
    let element = element?.dyn_into::<HtmlElement>().ok()?;
    let _ = element.focus();
    Some(element)
}

/// The name of the element that an event came from.
pub fn target_id(event: &web_sys::Event) -> Option<String> {
    event.target_dyn_into::<Element>().map(|element| element.id())
}

/// The text of the field or list that an event came from, whichever it is.
pub fn target_text(event: &web_sys::Event) -> Option<String> {
    match event.target_dyn_into::<HtmlInputElement>() {
        Some(field) => Some(field.value()),
        None => event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value()),
    }
}

/// Whether an event came from a field in which one types.
pub fn takes_letters(event: &web_sys::Event) -> bool {
    event.target_dyn_into::<HtmlTextAreaElement>().is_some()
        || event
            .target_dyn_into::<HtmlInputElement>()
            .is_some_and(|field| field.selection_start().ok().flatten().is_some())
}

/// Where the caret of a field is: at its beginning, and at its end. Both of a list, which has none, and of a field whose text is all
/// selected.
pub fn caret_at_ends(event: &web_sys::Event) -> [bool; 2] {
    let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return [true; 2] };
    let letters = field.value().encode_utf16().count() as u32;
    let place = |place: Result<Option<u32>, wasm_bindgen::JsValue>| place.ok().flatten().unwrap_or_default();
    let (from, to) = (place(field.selection_start()), place(field.selection_end()));
    if from == 0 && to == letters { [true; 2] } else { [from == to && from == 0, from == to && to == letters] }
}
