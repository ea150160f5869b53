//! The line that says which ready-made scenario is loaded.

use std::rc::Rc;

use yew::prelude::*;

use super::shelf::shelf_button_id;
use crate::app::Dispatch;
use crate::browser::events::{focus, focus_named};
use crate::state::{Action, Assumed, Ready, Shelf, State};
use crate::words::scenarios as words;

/// What is loaded; empty and hidden when the inputs are the person's own.
pub(crate) fn loaded_scenario(state: &State, dispatch: &Dispatch) -> Html {
    let chosen = state.scenarios.chosen.as_ref();
    let changed = chosen.is_some_and(|chosen| !chosen.is_unchanged(&state.inputs));
    html! {
        <Loaded
            ready={chosen.map(|chosen| Rc::clone(&chosen.ready))} {changed} has_before={state.scenarios.has_before()}
            turns={state.scenarios.turns} instance={state.instance} dispatch={dispatch.clone()} />
    }
}

/// What the line is given: only what it shows, so that it is left alone while one drags.
#[derive(Clone, PartialEq, Properties)]
struct LoadedProps {
    ready: Option<Rc<Ready>>,
    changed: bool,
    has_before: bool,
    turns: u32,
    instance: u32,
    dispatch: Dispatch,
}

#[component(Loaded)]
fn loaded(props: &LoadedProps) -> Html {
    let head = use_node_ref();
    {
        let head = head.clone();
        // The list has closed over the button that had the focus; the answer begins here.
        use_effect_with(props.turns, move |&turns| {
            if 0 < turns {
                focus(&head);
            }
        });
    }
    let back = {
        let (dispatch, button) = (props.dispatch.clone(), shelf_button_id(props.instance, Shelf::Scenarios));
        Callback::from(move |event: MouseEvent| {
            focus_named(&event, &button);
            dispatch.emit(Action::LeaveReady);
        })
    };
    let ready = props.ready.as_deref();
    let assumed: &[Assumed] = ready.map_or(&[], |ready| &ready.assumed);
    html! {
        <section class={classes!("loaded", ready.is_none().then_some("hidden"))} aria-label={words::LABEL}>
            <div class="loaded__head" role="status">
                <h2 ref={head} class="loaded__title" tabindex="-1">{ ready.map(words::heading) }</h2>
                if props.changed {
                    <span class="loaded__changed">{ words::CHANGED }</span>
                }
            </div>
            if props.has_before {
                <button class="button button--quiet loaded__back" type="button" onclick={back}>{ words::BACK }</button>
            }
            // Another scenario's reasons begin closed.
            <details key={ready.map_or("", |ready| &ready.id)} class="loaded__why">
                <summary>{ ready.map(|ready| ready.line.clone()) }{ " " }<span class="loaded__open">{ words::WHY }</span></summary>
                <ul>
                    { for assumed.iter().map(|one| html! { <li key={one.0.name()}>{ words::reason(one) }</li> }) }
                </ul>
            </details>
        </section>
    }
}
