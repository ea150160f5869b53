//! The place below the chart where it is asked what would change the answer: lent to a panel that nobody has to ask for.

use yew::prelude::*;

use super::on_demand::{Now, OnDemand};
use crate::app::Dispatch;
use crate::browser::panels::Program;
use crate::state::State;
use crate::words;

/// The panel, as its program knows it.
const NAME: &str = "explore";

/// The name of the section in the document.
pub(super) fn section_id(instance: u32) -> String {
    format!("precopy{instance}-{NAME}")
}

/// The section.
pub(crate) fn explore(state: &State, dispatch: &Dispatch) -> Html {
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
            ref={section.clone()} id={section_id(props.instance)} class="explore" tabindex="-1"
            aria-label={words::targets::EXPLORE}>
            <OnDemand
                program={Program::Panels} name={NAME} instance={props.instance} now={props.now.clone()} head={section}
                unasked=true close={Callback::noop()} dispatch={props.dispatch.clone()} />
        </section>
    }
}
