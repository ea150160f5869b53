//! What events carry, and where the focus goes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, EventTarget, HtmlElement};
use yew::{KeyboardEvent, MouseEvent, NodeRef, TargetCast};

pub(crate) use precopy_base::browser::events::{
    changed_text, chosen_word, focus, focus_named, focus_near, input_value,
};

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

/// The name of the element that an event came from.
pub(crate) fn target_id(event: &impl TargetCast) -> Option<String> {
    event.target_dyn_into::<Element>().map(|element| element.id())
}

/// Whether what an event came from is for writing, so that it can take back its own letters: a field of ours only while it holds
/// something unfinished.
pub(crate) fn takes_back_itself(event: &KeyboardEvent, unfinished: bool) -> bool {
    let is = |selector: &str| {
        let element = event.composed_path().get(0).dyn_into::<Element>().ok();
        element.is_some_and(|element| element.matches(selector).unwrap_or(false))
    };
    is("textarea, input:not([type=range], [type=checkbox], [type=radio], .field__text)")
        || unfinished && is(".field__text")
}

/// Calls back when a key is pressed in a place, in what other programs have put there too: they keep such events from yew.
pub(crate) struct Keys {
    place: EventTarget,
    pressed: Closure<dyn Fn(KeyboardEvent)>,
}

impl Keys {
    /// Listens within an element until dropped.
    pub(crate) fn within(place: &NodeRef, call: impl Fn(&KeyboardEvent) + 'static) -> Option<Self> {
        Some(Self::at(place.cast::<Element>()?.into(), call))
    }

    /// Listens, until dropped, while nothing in the document has the focus.
    pub(crate) fn unfocused(call: impl Fn(&KeyboardEvent) + 'static) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let call = move |event: &KeyboardEvent| {
            let place = event.target_dyn_into::<Element>();
            if place.is_none_or(|place| matches!(place.tag_name().as_str(), "BODY" | "HTML")) {
                call(event);
            }
        };
        Some(Self::at(document.into(), call))
    }

    fn at(place: EventTarget, call: impl Fn(&KeyboardEvent) + 'static) -> Self {
        let pressed = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| call(&event));
        let _ = place.add_event_listener_with_callback("keydown", pressed.as_ref().unchecked_ref());
        Self { place, pressed }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        let _ = self.place.remove_event_listener_with_callback("keydown", self.pressed.as_ref().unchecked_ref());
    }
}
