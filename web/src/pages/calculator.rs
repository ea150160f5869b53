//! The calculator: inputs, the answer, the chart, and what the answer rests on.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::parts::announcement::Announcement;
use crate::parts::chart_view::ChartView;
use crate::parts::headline::headline;
use crate::parts::inputs::inputs_panel;
use crate::parts::link_problems::link_problems;
use crate::parts::notes::notes;
use crate::parts::scenarios::loaded_scenario;
use crate::parts::sheet::Sheet;
use crate::parts::shelf::{shelf, shelf_button};
use crate::state::{Shelf, State};

/// The page.
pub(crate) fn calculator(state: &State, dispatch: &Dispatch) -> Html {
    let results = state.results.clone();
    html! {
        <main class="calculator">
            { link_problems(state, dispatch) }
            <div class="above">
                { shelf(state, dispatch) }
                { loaded_scenario(state, dispatch) }
            </div>
            { headline(&results, state.shown().curves, state.is_stale()) }
            <div class="asks">
                { shelf_button(state, Shelf::Explain, dispatch) }
                { shelf_button(state, Shelf::Products, dispatch) }
            </div>
            <Announcement results={results.clone()} />
            <ChartView {results} shown={state.shown()} view={state.view} dispatch={dispatch.clone()} />
            { inputs_panel(state, dispatch) }
            { notes(state) }
            <Sheet
                inputs={state.inputs.clone()} assumed={state.assumptions().cloned().collect::<Vec<_>>()}
                others={state.others.clone()} />
        </main>
    }
}
