//! Kinds of guests to start from.

use precopy_formats::workloads::WORKLOADS;
use yew::prelude::*;

use super::{line, quiet, set_button};
use crate::app::Dispatch;
use crate::state::State;
use crate::state::measure::workload_entries;
use crate::words::measure as words;
use precopy_base::parts::mark_colour;
use precopy_base::words::place;

/// All kinds, each with its values, its source and its button.
#[inline(never)]
pub(super) fn guests(state: &State, dispatch: &Dispatch) -> Html {
    html! {
        <section class="guests">
            <h3>{ words::STEP_GUESS }</h3>
            { quiet(words::GUESS) }
            <ul class="guests__list">
                { for WORKLOADS.iter().map(|workload| {
                    let entries = workload_entries(state, workload);
                    let source = workload.source;
                    html! {
                        <li key={workload.id} class="guest">
                            <h4 class="guest__name">{ workload.name }</h4>
                            { line(0, "", words::values(&entries)) }
                            <p class="measure__quiet">
                                <span class={classes!("mark", mark_colour(source.mark))}>{ source.mark.name() }</span>
                                { ": " }{ place(&source) }
                            </p>
                            { set_button(state, &entries, Some(words::USE), dispatch) }
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
