//! What events carry, and where the focus goes.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{MouseEvent, TargetCast};

pub(crate) use precopy_base::browser::events::{chosen_word, focus, focus_named, focus_near, input_value};

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
