//! The shelf: a panel above the calculator, opened by a button and closed by it, by its own button, or by Escape.

use yew::prelude::*;

use super::glossary::glossary_panel;
use super::on_demand::{Now, OnDemand};
use crate::app::Dispatch;
use crate::browser::events::{focus, focus_named, focus_near};
use crate::browser::panels::Program;
use crate::state::{Action, Shelf, State};
use crate::words;

/// A button that opens and closes a panel.
pub(crate) fn shelf_button(state: &State, shelf: Shelf, dispatch: &Dispatch) -> Html {
    let is_open = state.shelf == Some(shelf);
    let toggle = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::OpenShelf((!is_open).then_some(shelf))))
    };
    html! {
        <button
            id={shelf_button_id(state.instance, shelf)} class="button button--quiet shelf-button" type="button"
            aria-expanded={is_open.to_string()} onclick={toggle}>
            { words::shelf::button(shelf) }
        </button>
    }
}

/// The name of that button in the document.
pub(crate) fn shelf_button_id(instance: u32, shelf: Shelf) -> String {
    format!("precopy{instance}-open-{}", shelf.id())
}

/// The open panel; nothing when none is open.
pub(crate) fn shelf(state: &State, dispatch: &Dispatch) -> Html {
    let Some(open) = state.shelf else { return Html::default() };
    // Written out only for those who are told.
    let now = open
        .is_on_demand()
        .then(|| Now { link: state.link(), verdict: words::verdict(&state.results, state.shown().curves).0 });
    html! { <Panel key={open.id()} shelf={open} instance={state.instance} {now} dispatch={dispatch.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    shelf: Shelf,
    instance: u32,
    /// What a panel is told that is fetched.
    now: Option<Now>,
    dispatch: Dispatch,
}

/// The frame of a panel: takes the focus when it opens, gives it back to its button when it closes.
#[component(Panel)]
fn panel(props: &Props) -> Html {
    let head = use_node_ref();
    {
        let head = head.clone();
        use_effect_with((), move |()| focus(&head));
    }
    let close = {
        let (dispatch, button) = (props.dispatch.clone(), shelf_button_id(props.instance, props.shelf));
        move |event: &Event| {
            focus_named(event, &button);
            dispatch.emit(Action::OpenShelf(None));
        }
    };
    let told_to_close = {
        let (head, dispatch) = (head.clone(), props.dispatch.clone());
        let button = shelf_button_id(props.instance, props.shelf);
        Callback::from(move |()| {
            focus_near(&head, &button);
            dispatch.emit(Action::OpenShelf(None));
        })
    };
    let on_click = {
        let close = close.clone();
        Callback::from(move |event: MouseEvent| close(&event))
    };
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            close(&event);
        }
    });
    html! {
        <section class="shelf" aria-label={words::shelf::name(props.shelf)} onkeydown={on_key}>
            <div class="shelf__head">
                <h2 ref={head.clone()} class="shelf__title" tabindex="-1">{ words::shelf::name(props.shelf) }</h2>
                <button class="button button--quiet" type="button" onclick={on_click}>{ words::shelf::CLOSE }</button>
            </div>
            if let Some(now) = &props.now {
                <OnDemand
                    program={Program::Panels} name={props.shelf.id()} instance={props.instance} now={now.clone()} {head}
                    close={told_to_close} dispatch={props.dispatch.clone()} />
            } else {
                { glossary_panel() }
            }
        </section>
    }
}
