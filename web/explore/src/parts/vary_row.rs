//! What is known of one input: a form, its amounts, and what is wrong with them.

use precopy_base::browser::events::{changed_text, input_value};
use yew::prelude::*;

use super::choice::list;
use crate::state::vary::{Form, Said};
use crate::words::figures::{input_name, problem};
use crate::words::vary as words;

/// What a row is given: only what it shows.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) said: Said,
    /// The name of the row in the document.
    pub(super) id: String,
    /// Something is being typed.
    pub(super) typed: Callback<Said>,
    /// A field was left, or a form chosen.
    pub(super) settled: Callback<Said>,
    /// A form was chosen.
    pub(super) formed: Callback<(Said, Form)>,
    /// It is known exactly after all.
    pub(super) exact: Callback<Said>,
}

/// A row.
#[component(VaryRow)]
pub(super) fn vary_row(props: &Props) -> Html {
    let said = &props.said;
    let input = said.input;
    let choose = {
        let (formed, said) = (props.formed.clone(), said.clone());
        Callback::from(move |id: String| {
            if let Some(form) = Form::ALL.into_iter().find(|form| form.id() == id) {
                formed.emit((said.clone(), form));
            }
        })
    };
    let exact = {
        let (exact, said) = (props.exact.clone(), said.clone());
        Callback::from(move |_: MouseEvent| exact.emit(said.clone()))
    };
    let wrong = said.problem.as_ref();
    let wrong_id = format!("{}-wrong", props.id);
    html! {
        <div class="vary__row" role="group" aria-label={input_name(input)}>
            <span class="vary__name">{ input_name(input) }</span>
            { list(words::form_of(input), Form::ALL.map(|form| (form.id(), words::form(form))), said.form.id(), choose) }
            { for (0..said.form.count()).map(|place| field(props, place, &wrong_id)) }
            <button class="back" type="button" aria-label={words::exact(input)} onclick={exact}>{ words::EXACT }</button>
            if let Some((_, what)) = wrong {
                <p id={wrong_id} class="explore__wrong vary__wrong" role="status">{ problem(what) }</p>
            }
        </div>
    }
}

/// An amount.
fn field(props: &Props, place: usize, wrong_id: &str) -> Html {
    let said = &props.said;
    let with = move |text: String, said: &Said| {
        let mut said = said.clone();
        if let Some(own) = said.texts.get_mut(place) {
            *own = text;
        }
        said
    };
    let on_text = {
        let (typed, said) = (props.typed.clone(), said.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(text) = input_value(&event) {
                typed.emit(with(text, &said));
            }
        })
    };
    let on_change = {
        let (settled, said) = (props.settled.clone(), said.clone());
        Callback::from(move |event: Event| {
            if let Some(text) = changed_text(&event) {
                settled.emit(with(text, &said));
            }
        })
    };
    let wrong = said.problem.as_ref().is_some_and(|(of, _)| of.is_none_or(|of| of == place));
    html! {
        <input
            key={place} class="field__text vary__text" type="text" inputmode="text" autocomplete="off" spellcheck="false"
            aria-label={words::field(said.input, said.form, place)} aria-invalid={wrong.to_string()}
            aria-describedby={wrong.then(|| wrong_id.to_owned())} value={said.texts.get(place).cloned().unwrap_or_default()}
            oninput={on_text} onchange={on_change} />
    }
}
