//! The scenarios that are pinned beside the present one: their letters and names, above the chart that shows them.

use yew::prelude::*;

use super::undo::undo_id;
use crate::app::Dispatch;
use crate::browser::events::{changed_text, focus_first_choice, focus_named};
use crate::state::{Action, Controls, Said, State};
use crate::words::{history, pins as words};

/// The list; nothing where there is none, and nothing to say of that.
pub(crate) fn pins(state: &State, dispatch: &Dispatch) -> Html {
    let no_room = state.said == Some(Said::NoRoom);
    if state.pins.is_empty() && !no_room {
        return Html::default();
    }
    let fixed = state.presentation.readonly || state.presentation.controls == Controls::None;
    html! {
        <section class="pins" aria-label={words::PINS}>
            { for state.pins.iter().map(|pin| html! {
                <Chip
                    key={pin.letter.to_string()} letter={pin.letter} name={pin.name.to_string()} {fixed}
                    instance={state.instance} dispatch={dispatch.clone()} />
            }) }
            if no_room {
                <p class="pins__said">{ history::NO_ROOM }</p>
            }
        </section>
    }
}

/// What one is given: only what it shows, so that nobody disturbs who types a name.
#[derive(Clone, PartialEq, Properties)]
struct Props {
    letter: char,
    name: String,
    fixed: bool,
    instance: u32,
    dispatch: Dispatch,
}

#[component(Chip)]
fn chip(props: &Props) -> Html {
    let letter = props.letter;
    if props.fixed {
        return html! { <span class="pin"><b class="pin__letter">{ letter }</b>{ " " }{ &props.name }</span> };
    }
    let rename = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(name) = changed_text(&event) {
                dispatch.emit(Action::RenamePin(letter, name));
            }
        })
    };
    let take_over = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::TakePin(letter)))
    };
    let remove = {
        let (dispatch, undo) = (props.dispatch.clone(), undo_id(props.instance));
        Callback::from(move |event: MouseEvent| {
            // The button goes away; the focus goes to what brings it back, where that is.
            focus_first_choice(&event);
            focus_named(&event, &undo);
            dispatch.emit(Action::Unpin(letter));
        })
    };
    html! {
        <span class="pin">
            <b class="pin__letter">{ letter }</b>
            <input
                class="pin__name" type="text" autocomplete="off" spellcheck="false" maxlength="40"
                aria-label={words::name_of(letter)} placeholder={words::NAME} value={props.name.clone()} onchange={rename} />
            <button class="back pin__take" type="button" aria-label={words::take_over(letter)} onclick={take_over}>
                { words::TAKE_OVER }
            </button>
            <button class="pin__remove" type="button" aria-label={words::remove(letter)} onclick={remove}>{ "×" }</button>
        </span>
    }
}
