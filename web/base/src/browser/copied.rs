//! A text that can be copied by a button, and what came of that.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::clipboard;

/// A text's button: what a click does, and whether the copy was made; none while none was tried of this text.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// Copies the text. Where the clipboard is refused, the text is selected in its area.
    pub on_copy: Callback<MouseEvent>,
    /// Whether it was copied.
    pub done: Option<bool>,
}

/// A copy belongs to the text that it was made of: another text has not been copied yet.
#[hook]
pub fn use_copied(text: &str, area: &NodeRef) -> Copied {
    let done = use_state_eq(|| None::<bool>);
    {
        let done = done.clone();
        use_effect_with(text.to_owned(), move |_| done.set(None));
    }
    let on_copy = {
        let (done, area, text) = (done.clone(), area.clone(), text.to_owned());
        Callback::from(move |_: MouseEvent| {
            let (done, area, text) = (done.clone(), area.clone(), text.clone());
            spawn_local(async move {
                let is_done = clipboard::copy(text).await;
                if !is_done {
                    clipboard::select_area(&area);
                }
                done.set(Some(is_done));
            });
        })
    };
    Copied { on_copy, done: *done }
}
