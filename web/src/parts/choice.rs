//! An input that takes one of a few words.

use precopy_formats::fields::{Word, row};
use precopy_model::problem::Field;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::state::Action;

/// What a choice is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) field: Field,
    /// The chosen word.
    pub(crate) word: String,
    /// What the choice comes to.
    pub(crate) line: String,
    /// Whether the name is written beside it; else it is the list's label only.
    pub(crate) named: bool,
    pub(crate) dispatch: Dispatch,
}

#[component(Choice)]
pub(crate) fn choice(props: &Props) -> Html {
    let field = props.field;
    let id = format!("pc-{field:?}");
    let on_change = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(list) = event.target_dyn_into::<web_sys::HtmlSelectElement>() {
                dispatch.emit(Action::Choose(field, list.value()));
            }
        })
    };
    let words: Vec<Word> = row(field).words();
    html! {
        <div class="field field--choice">
            if props.named {
                <label class="field__name" for={id.clone()}>{ field.name() }</label>
            }
            <select {id} class="field__choice" aria-label={field.name()} onchange={on_change}>
                { for words.into_iter().map(|word| html! {
                    <option key={word.id} value={word.id} selected={word.id == props.word}>{ word.name }</option>
                }) }
            </select>
            <p class="field__line">{ &props.line }</p>
        </div>
    }
}
