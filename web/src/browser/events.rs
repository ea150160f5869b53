//! What events carry.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::{Event, InputEvent, MouseEvent, TargetCast};

/// The text, or the position, of the input that an event came from.
pub(crate) fn input_value(event: &InputEvent) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

/// The chosen word of the list that an event came from.
pub(crate) fn chosen_word(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value())
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
