//! The panel that helps to measure a VM: commands to copy, a box to paste the answers, the fit, and kinds of guests to start
//! from where nothing is measured.

mod commands;
mod fitted;
mod guests;
mod plot;

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::events::area_text;
use crate::state::measure::{Change, Entries, are_entered};
use crate::state::{Action, State};
use crate::words::measure as words;

/// The panel.
pub(crate) fn measure_panel(state: &State, dispatch: &Dispatch) -> Html {
    html! {
        <div class="measure">
            <p class="measure__why">{ words::WHY }</p>
            <div class="measure__steps">
                { commands::commands(state, dispatch) }
                <div class="measure__answers">
                    <section class="measure__step">
                        <h3>{ words::STEP_PASTE }</h3>
                        <PasteBox
                            id={format!("precopy{}-measured", state.instance)} text={Rc::clone(&state.measure.text)}
                            dispatch={dispatch.clone()} />
                        <p class="measure__quiet">{ words::WHAT_IS_READ }</p>
                    </section>
                    { fitted::fitted(state, dispatch) }
                </div>
            </div>
            { guests::guests(state, dispatch) }
        </div>
    }
}

/// What the box is given: only its text, so that it is left alone while others change.
#[derive(Clone, Debug, PartialEq, Properties)]
struct BoxProps {
    id: String,
    text: Rc<str>,
    dispatch: Dispatch,
}

/// The box for what a product said; read with each change.
#[component(PasteBox)]
fn paste_box(props: &BoxProps) -> Html {
    let on_text = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = area_text(&event) {
                dispatch.emit(Action::Measure(Change::Paste(text)));
            }
        })
    };
    html! {
        <>
            <label class="measure__label" for={props.id.clone()}>{ words::PASTE_BOX }</label>
            <textarea
                id={props.id.clone()} class="measure__box" rows="8" autocomplete="off" spellcheck="false" autocapitalize="off"
                placeholder={words::PASTE_EXAMPLE} value={AttrValue::from(Rc::clone(&props.text))} oninput={on_text} />
        </>
    }
}

/// A button that enters values, named by what it enters, or by `name` where that stands beside it; when the calculator holds
/// the values, it says so.
fn set_button(state: &State, entries: &Entries, name: Option<&'static str>, dispatch: &Dispatch) -> Html {
    let on_click = {
        let (dispatch, entries) = (dispatch.clone(), entries.clone());
        Callback::from(move |_: MouseEvent| {
            for (field, text) in &entries {
                dispatch.emit(Action::Type(*field, text.clone()));
                dispatch.emit(Action::Leave(*field));
            }
        })
    };
    let entered = are_entered(state, entries);
    let set = words::set(entries);
    let label = name.map_or_else(|| set.clone(), |name| format!("{name}: {set}"));
    html! {
        <div class="measure__set">
            <button
                class={classes!("button", entered.then_some("button--done"))} type="button" aria-label={label}
                onclick={on_click}>
                { name.map_or(set, str::to_owned) }
            </button>
            <span class={classes!("measure__quiet", (!entered).then_some("hidden"))} role="status">
                { if entered { words::ENTERED } else { "" } }
            </span>
        </div>
    }
}
