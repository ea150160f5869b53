//! Undo and redo: two buttons, keys, and what is said of a step.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::events::{Keys, takes_back_itself};
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
            { button(None, words::REDO, "Control+Shift+Z Control+Y", state.can_redo(), Action::Redo) }
        </span>
    }
}

/// What the keys are given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct UndoKeysProps {
    /// The calculator.
    pub(crate) place: NodeRef,
    /// Whether a field of it holds a text that is being written.
    pub(crate) unfinished: bool,
    /// Whether the page is the calculator's own, so that keys count there while nothing has the focus.
    pub(crate) own_page: bool,
    pub(crate) dispatch: Dispatch,
}

/// The keys, anywhere in the calculator, but not where a field takes back its own letters.
#[component(UndoKeys)]
pub(crate) fn undo_keys(props: &UndoKeysProps) -> Html {
    use_effect_with(props.clone(), |UndoKeysProps { place, unfinished, own_page, dispatch }| {
        let (dispatch, unfinished) = (dispatch.clone(), *unfinished);
        let press = move |event: &KeyboardEvent| {
            if let Some(action) = action_of(event).filter(|_| !takes_back_itself(event, unfinished)) {
                event.prevent_default();
                dispatch.emit(action);
            }
        };
        let keys = (Keys::within(place, press.clone()), own_page.then(|| Keys::unfocused(press)));
        move || drop(keys)
    });
    html! {}
}

/// What the keys of an event stand for.
fn action_of(event: &KeyboardEvent) -> Option<Action> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || event.default_prevented() {
        return None;
    }
    // Letters are capitals with Shift, or where capitals are locked.
    match (event.key().as_str(), event.shift_key()) {
        ("z" | "Z", false) => Some(Action::Undo),
        ("z" | "Z", true) | ("y" | "Y", false) => Some(Action::Redo),
        _ => None,
    }
}

/// What is said of the last action, for those who hear the page.
pub(crate) fn said(state: &State) -> Html {
    html! { <p class="heard" aria-live="polite">{ state.said.as_ref().map(words::said).unwrap_or_default() }</p> }
}
