//! The chart on the page: a canvas with a crosshair over it, its title, its buttons, and the same as a table.

use std::rc::Rc;

use precopy_base::browser::painter::Painter;
use precopy_formats::Inputs;
use yew::prelude::*;

use super::chart_tools::chart_tools;
use super::crosshair::Crosshair;
use super::curve_table::curve_table;
use super::handles::{Grip, Handles, grips};
use super::hold::use_hold;
use crate::app::Dispatch;
use crate::browser::picture::remaining;
use crate::charts::handles::{Handle, Spot};
use crate::charts::{Axes, Drawn};
use crate::state::{Action, Shown, State};
use crate::words;

/// What the chart is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    drawn: Drawn,
    grips: Vec<Grip>,
    inputs: Inputs,
    dispatch: Dispatch,
}

/// The chart of a state; where its inputs are there to be changed, with handles.
pub(crate) fn chart(state: &State, controls: bool, dispatch: &Dispatch) -> Html {
    let grips = if controls { grips(state) } else { Vec::new() };
    let drawn = Drawn {
        results: Rc::clone(&state.results),
        shown: state.shown(),
        view: state.view,
        pins: Rc::default(),
        band: Rc::default(),
        held: None,
        handles: grips.iter().map(|grip| grip.handle).collect::<Vec<Handle>>(),
        holds: None,
        spot: Spot::default(),
    };
    html! { <ChartView {drawn} {grips} inputs={state.inputs.clone()} dispatch={dispatch.clone()} /> }
}

#[component(ChartView)]
pub(crate) fn chart_view(props: &Props) -> Html {
    let (hold, set_hold) = use_hold();
    let drawn = {
        let there = |handle: &Handle| props.drawn.handles.contains(handle);
        let drawn = Drawn { holds: hold.handle.filter(there), spot: hold.spot, ..props.drawn.clone() };
        Drawn { held: hold.shown(|| Axes::of(&drawn.scene())), ..drawn }
    };
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
        use_effect_with(drawn.clone(), move |drawn| {
            if let Some(painter) = painter.borrow().as_ref() {
                painter.show(remaining(drawn.clone()));
            }
        });
    }
    let scene = drawn.scene();
    let handles = html! {
        <Handles
            drawn={drawn.clone()} grips={props.grips.clone()} inputs={props.inputs.clone()} {hold} {set_hold}
            dispatch={props.dispatch.clone()} />
    };
    html! {
        <section class="chart" aria-label={words::CHART_TITLE}>
            <div class="chart__head">
                <h2 class="chart__title">{ words::chart::title(drawn.view.symbols) }</h2>
                { keys(drawn.shown, &props.dispatch) }
            </div>
            <Crosshair drawn={drawn.clone()} dispatch={props.dispatch.clone()} {handles}>
                <canvas ref={canvas} class="chart__canvas" role="img" aria-label={words::chart_summary(&drawn.results)}></canvas>
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
