//! One input: its name, the typed value, a slider where it has one, and a quiet line below: what the value comes to, or
//! what is wrong with it.

use precopy_model::problem::{Field, Problem};
use yew::prelude::*;

use super::source_chip::{Provenance, source_chip};
use super::term::Term;
use crate::app::Dispatch;
use crate::browser::events::input_value;
use crate::state::slider::POSITIONS;
use crate::state::{Action, State, slider};
use crate::words;
use precopy_base::browser::clipboard::select;

/// What an input is given: only what it shows, so that it is left alone while others change.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) field: Field,
    /// The name of the text input in the document.
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) line: String,
    #[prop_or_default]
    pub(crate) problem: Option<Problem>,
    #[prop_or_default]
    pub(crate) position: Option<u32>,
    #[prop_or_default]
    pub(crate) spoken: String,
    /// Whether it cannot be changed.
    pub(crate) locked: bool,
    /// Whether the value is not the product's own.
    #[prop_or_default]
    pub(crate) entered: bool,
    /// Where the value comes from; none for inputs of the machine.
    #[prop_or_default]
    pub(crate) provenance: Option<Provenance>,
    pub(crate) dispatch: Dispatch,
}

/// An input of the state.
pub(crate) fn value_field(state: &State, field: Field, dispatch: &Dispatch) -> Html {
    let value = state.inputs.effective(field).0;
    let props = yew::props!(Props {
        field,
        id: state.element_id(field),
        text: state.text(field),
        line: words::consequence(&state.results, field, &value),
        provenance: Provenance::of(state, field),
        problem: state.problem(field).cloned(),
        position: slider::position(state, field),
        spoken: words::slider_text(&state.results, field, &value),
        locked: state.presentation.is_locked(field),
        // What its page says is no reader's to take back.
        entered: !state.presentation.embed
            && !state.presentation.is_locked(field)
            && state.inputs.differs_from_default(field),
        dispatch: dispatch.clone(),
    });
    html! { <ValueField key={field.name()} ..props /> }
}

#[component(ValueField)]
pub(crate) fn component(props: &Props) -> Html {
    let field = props.field;
    let name = field.name();
    let id = props.id.clone();
    let input = use_node_ref();
    let line_id = format!("{id}-line");
    let on_text = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = input_value(&event) {
                dispatch.emit(Action::Type(field, text));
            }
        })
    };
    let on_leave = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: FocusEvent| dispatch.emit(Action::Leave(field)))
    };
    let on_key = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => dispatch.emit(Action::Leave(field)),
            "Escape" => dispatch.emit(Action::TakeBack(field)),
            _ => {}
        })
    };
    let on_slide = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            let position = input_value(&event).and_then(|position| position.parse::<u32>().ok());
            if let Some(position) = position {
                dispatch.emit(Action::Slide(field, position.min(POSITIONS)));
            }
        })
    };
    let on_back = {
        let (dispatch, input) = (props.dispatch.clone(), input.clone());
        Callback::from(move |_| {
            dispatch.emit(Action::TakeBack(field));
            // The button goes away; the focus must not go with it.
            select(&input);
        })
    };
    let problem = props.problem.as_ref();
    let invalid = problem.is_some().to_string();
    html! {
        <div
            class={classes!(
                "field", problem.map(|_| "field--problem"), (field == Field::Shape).then_some("field--wide"),
                props.locked.then_some("field--locked"),
            )}>
            <span class="field__head">
                <label class="field__name" for={id.clone()}>{ name }</label>
                if let Some(word) = words::word_of(field) {
                    { " " }
                    <Term {word} />
                }
            </span>
            <input
                ref={input.clone()} id={id} class="field__text" type="text" inputmode="text" autocomplete="off" spellcheck="false"
                readonly={props.locked} title={props.locked.then_some(words::LOCKED)}
                placeholder={words::example(field)} aria-invalid={invalid} aria-describedby={line_id.clone()}
                value={props.text.clone()} oninput={on_text} onblur={on_leave} onkeydown={on_key} />
            if let Some(position) = props.position {
                <input
                    class="field__slider" type="range" disabled={props.locked} min="0" max={POSITIONS.to_string()} step="1"
                    aria-label={format!("{name}, slider")} aria-valuetext={props.spoken.clone()}
                    value={position.to_string()} oninput={on_slide} />
            }
            <p class="field__line" id={line_id}>
                if let Some(problem) = problem {
                    <span class="field__what">{ &problem.what }</span>
                    if let Some(allowed) = &problem.allowed {
                        { words::allowed(allowed) }
                    }
                    if let Some(hint) = &problem.hint {
                        { hint_button(field, hint, &input, &props.dispatch) }
                    }
                } else {
                    { format!("{} ", props.line) }
                    if props.locked {
                        <span class="fixed" title={words::LOCKED}>{ words::FIXED }</span>
                    }
                    if props.entered {
                        <button class="back" type="button" onclick={on_back} title={words::BACK_TO_DEFAULT}>
                            { words::DEFAULT }
                        </button>
                    }
                    if let Some(provenance) = &props.provenance {
                        { source_chip(field, provenance, &props.dispatch) }
                    }
                }
            </p>
        </div>
    }
}

/// What may have been meant, to be taken over with a click.
fn hint_button(field: Field, hint: &str, input: &NodeRef, dispatch: &Dispatch) -> Html {
    let take = {
        let (dispatch, input, hint) = (dispatch.clone(), input.clone(), hint.to_owned());
        Callback::from(move |_| {
            dispatch.emit(Action::Type(field, hint.clone()));
            dispatch.emit(Action::Leave(field));
            select(&input);
        })
    };
    html! { <button class="back" type="button" onclick={take}>{ format!("{hint}?") }</button> }
}
