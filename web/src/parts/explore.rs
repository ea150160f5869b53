//! The place below the chart where it is asked what would change the answer: lent to a panel that nobody has to ask for.

use yew::prelude::*;

use super::on_demand::{Now, OnDemand};
use crate::app::Dispatch;
use crate::browser::panels::{self, Program};
use crate::state::{Extent, State};
use crate::words;

/// The panel, as its program knows it.
const NAME: &str = "explore";

/// The name of the section in the document.
pub(super) fn section_id(instance: u32) -> String {
    format!("precopy{instance}-{NAME}")
}

/// Whether there is such a place: where the whole calculator is shown, in a page that fetches panels.
pub(super) fn is_there(state: &State) -> bool {
    state.presentation.extent == Extent::Full && panels::has(state.instance, Program::Panels)
}

/// The section, where it is there.
pub(crate) fn explore(state: &State, dispatch: &Dispatch) -> Html {
    if !is_there(state) {
        return Html::default();
    }
    let now = Now { link: state.link(), verdict: words::verdict(&state.results, state.shown().curves).0 };
    html! { <Explore instance={state.instance} {now} dispatch={dispatch.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    instance: u32,
    now: Now,
    dispatch: Dispatch,
}

#[component(Explore)]
fn component(props: &Props) -> Html {
    let section = use_node_ref();
    html! {
        <section
            ref={section.clone()} id={section_id(props.instance)} class="explore-place" tabindex="-1"
            aria-label={words::targets::EXPLORE}>
            <OnDemand
                program={Program::Panels} name={NAME} instance={props.instance} now={props.now.clone()} head={section}
                unasked=true close={Callback::noop()} dispatch={props.dispatch.clone()} />
        </section>
    }
}
