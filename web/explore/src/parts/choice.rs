//! Choices: of a few words, one of which is pressed, and of a list.

use precopy_base::browser::events::chosen_word;
use yew::prelude::*;

/// Buttons in a row, with the name of the choice for those who do not see it.
pub(super) fn choice<T: Copy + PartialEq + 'static>(
    label: &'static str,
    words: impl IntoIterator<Item = (T, &'static str)>,
    chosen: T,
    choose: &Callback<T>,
) -> Html {
    let words = words.into_iter().map(|(one, word)| {
        let choose = choose.clone();
        let on_click = Callback::from(move |_: MouseEvent| choose.emit(one));
        html! {
            <button key={word} class="ask-word" type="button" aria-pressed={(one == chosen).to_string()} onclick={on_click}>
                { word }
            </button>
        }
    });
    html! { <div class="ask-words" role="group" aria-label={label}>{ for words }</div> }
}

/// A list, as part of a sentence: the short names of its words are told.
pub(super) fn list(
    label: impl Into<AttrValue>,
    words: impl IntoIterator<Item = (&'static str, &'static str)>,
    chosen: &'static str,
    choose: Callback<String>,
) -> Html {
    let on_change = Callback::from(move |event: Event| {
        if let Some(word) = chosen_word(&event) {
            choose.emit(word);
        }
    });
    let words = words.into_iter().map(|(id, word)| {
        html! { <option key={id} value={id} selected={id == chosen}>{ word }</option> }
    });
    html! { <select class="ask-list" aria-label={label.into()} onchange={on_change}>{ for words }</select> }
}
