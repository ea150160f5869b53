//! Undo and redo: two buttons, keys, and what is said of a step.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::events::takes_back_itself;
use crate::state::{Action, State};
use crate::words::history as words;

/// The name of the first button in the document.
pub(super) fn undo_id(instance: u32) -> String {
    format!("precopy{instance}-undo")
}

/// The buttons. They stay where they are while there is nothing to do, and keep the focus.
pub(crate) fn undo_buttons(state: &State, dispatch: &Dispatch) -> Html {
    if state.presentation.readonly {
        return Html::default();
    }
    let button = |id: Option<String>, name: &'static str, keys: &'static str, can: bool, action: Action| {
        let dispatch = dispatch.clone();
        let press = Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()));
        html! {
            <button
                {id} class="button button--quiet undo" type="button" aria-disabled={(!can).to_string()} aria-keyshortcuts={keys}
                onclick={press}>
                { name }
            </button>
        }
    };
    html! {
        <span class="undos">
            { button(Some(undo_id(state.instance)), words::UNDO, "Control+Z", state.can_undo(), Action::Undo) }
            { button(None, words::REDO, "Control+Shift+Z", state.can_redo(), Action::Redo) }
        </span>
    }
}

/// The keys, anywhere in the calculator, but not where a field takes back its own letters.
pub(crate) fn undo_keys(unfinished: bool, dispatch: &Dispatch) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        let action = match event.key().as_str() {
            "z" if !event.shift_key() => Action::Undo,
            "z" | "Z" | "y" => Action::Redo,
            _ => return,
        };
        if held && !event.default_prevented() && !takes_back_itself(&event, unfinished) {
            event.prevent_default();
            dispatch.emit(action);
        }
    })
}

/// What is said of the last action, for those who hear the page.
pub(crate) fn said(state: &State) -> Html {
    html! { <p class="heard" role="status">{ state.said.as_ref().map(words::said).unwrap_or_default() }</p> }
}
