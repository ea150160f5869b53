//! The chart on the page: a canvas with a crosshair over it, its title, its buttons, and the same as a table.

use std::rc::Rc;

use precopy_base::browser::painter::Painter;
use yew::prelude::*;

use super::chart_tools::chart_tools;
use super::crosshair::Crosshair;
use super::curve_table::curve_table;
use crate::app::Dispatch;
use crate::browser::picture::remaining;
use crate::charts::Scene;
use crate::state::{Action, Results, Shown, View};
use crate::words;

/// What the chart is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) results: Rc<Results>,
    pub(crate) shown: Shown,
    pub(crate) view: View,
    pub(crate) dispatch: Dispatch,
}

#[component(ChartView)]
pub(crate) fn chart_view(props: &Props) -> Html {
    let canvas = use_node_ref();
    let painter = use_mut_ref(|| None::<Painter>);
    {
        let (canvas, painter) = (canvas.clone(), Rc::clone(&painter));
        use_effect_with((), move |()| {
            *painter.borrow_mut() = canvas.cast().and_then(Painter::new);
            move || drop(painter.borrow_mut().take())
        });
    }
    {
        let painter = Rc::clone(&painter);
        let drawn = (Rc::clone(&props.results), props.shown, props.view);
        use_effect_with(drawn, move |(results, shown, view)| {
            if let Some(painter) = painter.borrow().as_ref() {
                painter.show(remaining(Rc::clone(results), *shown, *view));
            }
        });
    }
    let scene = Scene { results: &props.results, shown: props.shown, view: props.view };
    html! {
        <section class="chart" aria-label={words::CHART_TITLE}>
            <div class="chart__head">
                <h2 class="chart__title">{ words::chart::title(props.view.symbols) }</h2>
                { keys(props.shown, &props.dispatch) }
            </div>
            <Crosshair
                results={Rc::clone(&props.results)} shown={props.shown} view={props.view} dispatch={props.dispatch.clone()}>
                <canvas ref={canvas} class="chart__canvas" role="img" aria-label={words::chart_summary(&props.results)}></canvas>
            </Crosshair>
            { chart_tools(&scene, &props.dispatch) }
            { curve_table(&scene, &props.dispatch) }
        </section>
    }
}

/// The switches of the curves. One of the first two stays on: its button then does nothing.
fn keys(Shown { curves, paper }: Shown, dispatch: &Dispatch) -> Html {
    let key = |name: &'static str, class: &'static str, on: bool, action: Action| {
        let stays = matches!(action, Action::ShowCurves(next) if next == curves);
        let press = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
        };
        html! {
            <button
                class={classes!("key", class)} type="button" aria-pressed={on.to_string()}
                aria-disabled={stays.then_some("true")} title={stays.then_some(words::ONE_STAYS)} onclick={press}>
                { name }
            </button>
        }
    };
    html! {
        <div class="keys" role="group" aria-label={words::CURVES}>
            { key(words::BOUND, "key--bound", curves.has_bound(), Action::ShowCurves(curves.with_bound_switched())) }
            { key(words::EXPECTED, "key--expected", curves.has_expected(), Action::ShowCurves(curves.with_expected_switched())) }
            { key(words::PAPER, "key--paper", paper, Action::ShowPaper(!paper)) }
        </div>
    }
}
