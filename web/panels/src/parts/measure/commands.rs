//! How to measure with each product: what to know, and commands to copy.

use yew::platform::spawn_local;
use yew::prelude::*;

use super::{changes, line, list};
use crate::app::Dispatch;
use crate::state::measure::Change;
use crate::state::{Action, State};
use crate::words::measure::{self as words, Step, TOOLS};
use precopy_base::browser::clipboard;
use precopy_base::words::LINK_SELECTED;

/// The choice of a product and its commands.
#[inline(never)]
pub(super) fn commands(state: &State, dispatch: &Dispatch) -> Html {
    let tool = words::tool(state.measure().tool.as_deref(), state.calculator.inputs.preset().id);
    let id = format!("precopy{}-measure-with", state.instance);
    let names: Vec<(&str, &str)> = TOOLS.iter().map(|tool| (tool.id, tool.name)).collect();
    html! {
        <section class="measure__step">
            <h3>{ words::STEP_MEASURE }</h3>
            { list(id, words::TOOL, &names, tool.id, changes(dispatch, Change::Tool)) }
            <div key={tool.id} class="commands">
                { for tool.steps.iter().enumerate().map(|(index, step)| match *step {
                    Step::Say(text) => line(index, "", text.to_owned()),
                    Step::Run(text) => command(state, index, text, dispatch),
                    Step::Assumed(text) => html! {
                        <p key={index} class="measure__quiet">
                            <span class="mark mark--assumed">{ words::ASSUMED }</span>{ " " }{ text }
                        </p>
                    },
                }) }
            </div>
        </section>
    }
}

/// A command with its button. Where the clipboard is refused, a field out of sight takes the focus with the command selected,
/// and the button says which keys copy it.
#[inline(never)]
fn command(state: &State, index: usize, text: &'static str, dispatch: &Dispatch) -> Html {
    let field = NodeRef::default();
    let copy = {
        let (dispatch, field) = (dispatch.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            let (dispatch, field) = (dispatch.clone(), field.clone());
            spawn_local(async move {
                let done = clipboard::copy(text.to_owned()).await;
                if !done {
                    clipboard::select(&field);
                }
                dispatch.emit(Action::Measure(Change::Copied(index, done)));
            });
        })
    };
    let says = match state.measure().copied {
        Some((copied, true)) if copied == index => words::COPIED,
        Some((refused, false)) if refused == index => LINK_SELECTED,
        _ => words::COPY,
    };
    html! {
        <div key={index} class="command">
            <code class="command__text">{ text }</code>
            <input ref={field} class="command__aside" tabindex="-1" readonly=true value={text} aria-label={LINK_SELECTED} />
            <button class="button command__copy" type="button" aria-label={words::copy(says, text)} onclick={copy}>
                { says }
            </button>
        </div>
    }
}
