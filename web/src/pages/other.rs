//! A page of another program: a place that is lent to it.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::panels::Program;
use crate::parts::link_problems::link_problems;
use crate::parts::on_demand::{Now, OnDemand};
use crate::state::{Page, State};
use crate::words;

/// What the other program is told when the inputs may not be replaced.
const LOCKED: &str = "locked";

/// The page.
pub(crate) fn other_page(page: Page, state: &State, dispatch: &Dispatch) -> Html {
    let now = Now { link: state.link(), verdict: if state.presentation.locks_any() { LOCKED } else { "" } };
    html! {
        <main class="other-page" aria-label={words::page(page)}>
            { link_problems(state, dispatch) }
            <Place {page} instance={state.instance} {now} dispatch={dispatch.clone()} />
        </main>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    page: Page,
    instance: u32,
    now: Now,
    dispatch: Dispatch,
}

/// The place, which takes the focus of a button that goes away.
#[component(Place)]
fn place(props: &Props) -> Html {
    let head = use_node_ref();
    html! {
        <div ref={head.clone()} tabindex="-1">
            <OnDemand
                program={Program::Pages} name={props.page.id()} instance={props.instance} now={props.now.clone()} {head}
                close={Callback::noop()} dispatch={props.dispatch.clone()} />
        </div>
    }
}
