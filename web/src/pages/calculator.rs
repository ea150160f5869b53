//! The calculator: inputs, the answer, the chart, and what the answer rests on.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::parts::announcement::Announcement;
use crate::parts::chart_view::chart as chart_view;
use crate::parts::explore::explore;
use crate::parts::headline::headline;
use crate::parts::inputs::inputs_panel;
use crate::parts::link_problems::link_problems;
use crate::parts::notes::notes;
use crate::parts::pins::pins;
use crate::parts::scenarios::loaded_scenario;
use crate::parts::sheet::Sheet;
use crate::parts::shelf::{shelf, shelf_button};
use crate::parts::undo::{said, undo_buttons};
use crate::state::{Controls, Extent, Shelf, State};
use crate::words;

/// The page, as far as its host shows it.
pub(crate) fn calculator(state: &State, dispatch: &Dispatch) -> Html {
    let results = state.results.clone();
    let shown = &state.presentation;
    let full = shown.extent == Extent::Full;
    let chart = shown.extent != Extent::Figures;
    let controls = chart && shown.controls != Controls::None;
    html! {
        <main class={classes!("calculator", (!controls).then_some("calculator--bare"))}>
            { link_problems(state, dispatch) }
            <div class="above">
                { shelf(state, dispatch) }
                { loaded_scenario(state, dispatch) }
            </div>
            if !controls {
                <p class="asked">{ words::picture::scenario_line(&state.inputs) }</p>
            }
            { headline(state, dispatch) }
            if full {
                <div class="asks">
                    { shelf_button(state, Shelf::Explain, dispatch) }
                    { shelf_button(state, Shelf::Products, dispatch) }
                    { undo_buttons(state, dispatch) }
                </div>
            }
            <Announcement results={results.clone()} curves={state.shown().curves} targets={state.targets} />
            { said(state) }
            if chart {
                { pins(state, dispatch) }
                { chart_view(state, controls, dispatch) }
            }
            if controls {
                { inputs_panel(state, dispatch) }
            }
            { explore(state, dispatch) }
            if full {
                { notes(state) }
            }
            <Sheet
                inputs={state.inputs.clone()} assumed={state.assumptions().cloned().collect::<Vec<_>>()}
                others={state.others.clone()} />
        </main>
    }
}
