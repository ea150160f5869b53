//! The calculator: inputs, the answer, the chart, and what the answer rests on.

use precopy_model::problem::Field;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::parts::chart_view::ChartView;
use crate::parts::headline::Headline;
use crate::parts::inputs::InputsPanel;
use crate::parts::link_problems::LinkProblems;
use crate::parts::notes::Notes;
use crate::state::State;

/// What the page is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) state: State,
    pub(crate) dispatch: Dispatch,
}

/// The sliders that are always there, below the preset.
pub(crate) const SLIDERS: [Field; 5] =
    [Field::Memory, Field::WorkingSet, Field::HotSet, Field::DirtyRate, Field::Link];

#[component(Calculator)]
pub(crate) fn calculator(props: &Props) -> Html {
    let Props { state, dispatch } = props;
    let results = state.results.clone();
    html! {
        <main class="calculator">
            <LinkProblems problems={state.link_problems.clone()} unknown={state.unknown_keys()} dispatch={dispatch.clone()} />
            <Headline results={results.clone()} stale={state.is_stale()} />
            <ChartView results={results.clone()} show_paper={state.show_paper} dispatch={dispatch.clone()} />
            <InputsPanel state={state.clone()} dispatch={dispatch.clone()} />
            <Notes state={state.clone()} />
        </main>
    }
}
