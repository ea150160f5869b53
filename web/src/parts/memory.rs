//! The memory at the moment that is played, below the rounds: a button, and the place that is lent to the panel which shows it.

use precopy_formats::{Inputs, link};
use yew::prelude::*;

use super::on_demand::{Now, OnDemand};
use crate::app::Dispatch;
use crate::browser::panels::{self, Program};
use crate::state::{Extent, State};
use crate::words::player as words;

/// The panel, as its program knows it.
const NAME: &str = "memory";

/// Which calculator's memory can be shown; none where panels are not fetched, or not all is shown.
pub(super) fn memory(state: &State) -> Option<u32> {
    let is_there = state.presentation.extent == Extent::Full && panels::has(state.instance, Program::Panels);
    is_there.then_some(state.instance)
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) inputs: Inputs,
    /// The moment, in seconds.
    pub(super) at: f64,
    pub(super) dispatch: Dispatch,
}

#[component(MemoryPlace)]
pub(super) fn memory_place(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let button = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let close = {
        let open = open.setter();
        use_callback((), move |(), ()| open.set(false))
    };
    html! {
        <div class="memory-place">
            <button
                ref={button.clone()} class="tool" type="button" aria-expanded={open.to_string()} onclick={toggle}>
                { if *open { words::HIDE_MEMORY } else { words::SHOW_MEMORY } }
            </button>
            if *open {
                <OnDemand
                    program={Program::Panels} name={NAME} instance={props.instance} now={now(&props.inputs, props.at)} head={button}
                    {close} dispatch={props.dispatch.clone()} />
            }
        </div>
    }
}

/// What the panel is told: the moment, and the inputs, as a link; written only while it is open.
fn now(inputs: &Inputs, at: f64) -> Now {
    let at = precopy_model::quantity::text::written_out(at);
    Now { link: ["at=", &at, "&", &link::print(inputs)].concat(), verdict: "" }
}
