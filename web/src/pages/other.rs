//! A page of another program: a place that is lent to it, which takes the focus of a button that goes away.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::panels::Program;
use crate::parts::link_problems::link_problems;
use crate::parts::on_demand::{Now, OnDemand};
use crate::state::{Page, State};
use crate::words;

/// What the other program is told when the inputs may not be replaced.
const LOCKED: &str = "locked";
/// The same when nothing may be changed anywhere.
const READONLY: &str = "readonly";

/// The page.
pub(crate) fn other_page(page: Page, state: &State, place: &NodeRef, dispatch: &Dispatch) -> Html {
    let verdict = match &state.presentation {
        shown if shown.readonly => READONLY,
        shown if shown.locks_any() => LOCKED,
        _ => "",
    };
    let now = Now { link: state.link(), verdict };
    html! {
        <main ref={place} tabindex="-1" aria-label={words::page(page)}>
            { link_problems(state, dispatch) }
            // From one of them to another it is opened anew.
            <OnDemand
                key={page.id()} program={Program::Pages} name={page.id()} instance={state.instance} {now} head={place.clone()}
                close={Callback::noop()} dispatch={dispatch.clone()} />
        </main>
    }
}
