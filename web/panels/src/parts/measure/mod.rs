//! The panel that helps to measure a VM: commands to copy, a box to paste the answers, the fit, a recorded history, and kinds
//! of guests to start from where nothing is measured.

mod commands;
mod fitted;
mod guests;
mod plot;
mod recorded;

use std::rc::Rc;

use precopy_formats::dirty_rate::LineProblem;
use yew::prelude::*;

use self::recorded::Recorded;
use crate::app::Dispatch;
use crate::state::measure::{Change, Entries, are_entered};
use crate::state::{Action, State};
use crate::words::measure as words;
use precopy_base::browser::events::{area_text, chosen_word};

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
                        { paste_box(
                            state, "measured", words::PASTE_BOX, words::PASTE_EXAMPLE, Rc::clone(&state.measure().text),
                            changes(dispatch, Change::Paste),
                        ) }
                        { quiet(words::WHAT_IS_READ) }
                    </section>
                    { fitted::fitted(state, dispatch) }
                </div>
            </div>
            <Recorded state={state.clone()} dispatch={dispatch.clone()} />
            { guests::guests(state, dispatch) }
        </div>
    }
}

/// A line of text, or none.
#[inline(never)]
fn line(key: usize, class: &'static str, text: String) -> Html {
    html! { <p {key} class={classes!(class, text.is_empty().then_some("hidden"))}>{ text }</p> }
}

/// A quiet line of text.
fn quiet(text: impl Into<String>) -> Html {
    line(0, "measure__quiet", text.into())
}

/// A list to choose from, with its label; hidden when there is nothing to choose.
#[inline(never)]
fn list(id: String, label: &'static str, names: &[(&str, &str)], chosen: &str, choose: Callback<String>) -> Html {
    let on_change = Callback::from(move |event: Event| {
        if let Some(word) = chosen_word(&event) {
            choose.emit(word);
        }
    });
    html! {
        <div class={classes!("measure__list", names.is_empty().then_some("hidden"))}>
            <label class="measure__label" for={id.clone()}>{ label }</label>
            <select {id} class="field__choice" onchange={on_change}>
                { for names.iter().map(|&(id, name)| html! {
                    <option key={id} value={id.to_owned()} selected={id == chosen}>{ name.to_owned() }</option>
                }) }
            </select>
        </div>
    }
}

/// What a change of what was measured does.
fn changes(dispatch: &Dispatch, change: fn(String) -> Change) -> Callback<String> {
    let dispatch = dispatch.clone();
    Callback::from(move |word| dispatch.emit(Action::Measure(change(word))))
}

/// A box for a text; read with each change.
#[inline(never)]
fn paste_box(
    state: &State,
    name: &str,
    label: &'static str,
    example: &'static str,
    text: Rc<str>,
    change: Callback<String>,
) -> Html {
    let id = format!("precopy{}-{name}", state.instance);
    let on_text = Callback::from(move |event: InputEvent| {
        if let Some(text) = area_text(&event) {
            change.emit(text);
        }
    });
    html! {
        <>
            <label class="measure__label" for={id.clone()}>{ label }</label>
            <textarea
                {id} class="measure__box" rows="8" autocomplete="off" spellcheck="false" autocapitalize="off"
                placeholder={example} value={AttrValue::from(text)} oninput={on_text} />
        </>
    }
}

/// The lines that could not be read.
#[inline(never)]
fn not_read(problems: &[LineProblem]) -> Html {
    html! {
        <div class={classes!("measure__problems", problems.is_empty().then_some("hidden"))}>
            <strong>{ words::NOT_READ }</strong>
            <ul>
                { for problems.iter().enumerate().map(|(index, problem)| html! {
                    <li key={index}>{ words::not_read(problem) }</li>
                }) }
            </ul>
        </div>
    }
}

/// A button that enters values, named by what it enters, or by `name` where that stands beside it; when the calculator holds
/// the values, it says so.
#[inline(never)]
fn set_button(state: &State, entries: &Entries, name: Option<&'static str>, dispatch: &Dispatch) -> Html {
    let on_click = {
        let (dispatch, entries) = (dispatch.clone(), entries.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Enter(entries.clone()));
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
