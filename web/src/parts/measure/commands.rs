//! How to measure with each product: what to know, and commands to copy.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::clipboard;
use crate::browser::events::chosen_word;
use crate::state::measure::Change;
use crate::state::{Action, State};
use crate::words::measure::{self as words, Step, TOOLS};

/// The choice of a product and its commands.
pub(super) fn commands(state: &State, dispatch: &Dispatch) -> Html {
    let tool = words::tool(state.measure.tool.as_deref(), state.inputs.preset().id);
    let id = format!("precopy{}-measure-with", state.instance);
    let on_change = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(id) = chosen_word(&event) {
                dispatch.emit(Action::Measure(Change::Tool(id)));
            }
        })
    };
    html! {
        <section class="measure__step">
            <h3>{ words::STEP_MEASURE }</h3>
            <label class="measure__label" for={id.clone()}>{ words::TOOL }</label>
            <select {id} class="field__choice" onchange={on_change}>
                { for TOOLS.iter().map(|one| html! {
                    <option key={one.id} value={one.id} selected={one.id == tool.id}>{ one.name }</option>
                }) }
            </select>
            <div key={tool.id} class="commands">
                { for tool.steps.iter().enumerate().map(|(index, step)| match *step {
                    Step::Say(text) => html! { <p key={index}>{ text }</p> },
                    Step::Run(text) => html! { <Command key={index} {text} /> },
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

/// What a command is given.
#[derive(Clone, Debug, PartialEq, Properties)]
struct CommandProps {
    text: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Copied {
    NotYet,
    Yes,
    Refused,
}

/// A command with its button; where the clipboard is refused, a field with the command is selected instead.
#[component(Command)]
fn command(props: &CommandProps) -> Html {
    let text = props.text;
    let copied = use_state(|| Copied::NotYet);
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(*copied == Copied::Refused, move |&refused| {
            if refused {
                clipboard::select(&field);
            }
        });
    }
    let copy = {
        let copied = copied.clone();
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            spawn_local(async move {
                copied.set(if clipboard::copy(text.to_owned()).await { Copied::Yes } else { Copied::Refused });
            });
        })
    };
    let refused = *copied == Copied::Refused;
    html! {
        <div class="command">
            <code class={classes!("command__text", refused.then_some("hidden"))}>{ text }</code>
            <input
                ref={field} class={classes!("command__text", (!refused).then_some("hidden"))} readonly=true value={text}
                aria-label={crate::words::LINK_SELECTED} />
            <button class="button command__copy" type="button" aria-label={words::copy(text)} onclick={copy}>
                { if *copied == Copied::Yes { words::COPIED } else { words::COPY } }
            </button>
        </div>
    }
}
