//! An input that takes one of a few words.

use precopy_formats::fields::{Word, row};
use precopy_model::problem::Field;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::events::chosen_word;
use crate::state::Action;

/// A list with the chosen word, and a line below that says what the choice comes to. `named`: the name is written beside
/// it; else it is the list's label only.
pub(crate) fn choice_field(
    field: Field,
    id: String,
    chosen: &str,
    line: &str,
    named: bool,
    dispatch: &Dispatch,
) -> Html {
    let on_change = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(word) = chosen_word(&event) {
                dispatch.emit(Action::Choose(field, word));
            }
        })
    };
    let words: Vec<Word> = row(field).words();
    html! {
        <div key={row(field).key} class="field field--choice">
            if named {
                <label class="field__name" for={id.clone()}>{ field.name() }</label>
            }
            <select {id} class="field__choice" aria-label={field.name()} onchange={on_change}>
                { for words.into_iter().map(|word| html! {
                    <option key={word.id} value={word.id} selected={word.id == chosen}>{ word.name }</option>
                }) }
            </select>
            <p class="field__line">{ line.to_owned() }</p>
        </div>
    }
}
