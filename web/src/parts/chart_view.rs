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
use super::memory::memory;
use crate::app::Dispatch;
use crate::browser::picture::remaining;
use crate::charts::{Axes, Drawn};
use crate::state::{Action, Shown, State};
use crate::words;

/// What the chart is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    drawn: Drawn,
    grips: Rc<[Grip]>,
    inputs: Inputs,
    /// Whether the scenario can be pinned, and whether there is room for it.
    pins: Option<bool>,
    /// Whose memory is shown, where it can be.
    memory: Option<u32>,
    dispatch: Dispatch,
}

/// The chart of a state; where its inputs are there to be changed, with handles.
pub(crate) fn chart(state: &State, controls: bool, dispatch: &Dispatch) -> Html {
    let grips: Rc<[Grip]> = if controls { grips(state).into() } else { Rc::default() };
    let drawn = Drawn::of(state, grips.iter().map(|grip| grip.handle).collect());
    let pins = (controls && !state.presentation.readonly).then(|| state.can_pin());
    html! { <ChartView {drawn} {grips} {pins} memory={memory(state)} inputs={state.inputs.clone()} dispatch={dispatch.clone()} /> }
}

#[component(ChartView)]
pub(crate) fn chart_view(props: &Props) -> Html {
    let (hold, grasp) = use_hold();
    let hold = hold.among(&props.drawn.handles);
    let drawn = {
        let drawn = Drawn { keeps: hold.kept(), spot: hold.spot, ..props.drawn.clone() };
        Rc::new(Drawn { held: hold.shown(|| Axes::of(&drawn.scene())), ..drawn })
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
        use_effect_with(Rc::clone(&drawn), move |drawn| {
            if let Some(painter) = painter.borrow().as_ref() {
                painter.show(remaining(Rc::clone(drawn)));
            }
        });
    }
    let scene = drawn.scene();
    let memory = props.memory.map(|instance| (instance, props.inputs.clone()));
    let handles = html! {
        <Handles
            drawn={drawn.clone()} grips={props.grips.clone()} inputs={props.inputs.clone()} {hold} {grasp}
            dispatch={props.dispatch.clone()} />
    };
    html! {
        <section class="chart" aria-label={words::CHART_TITLE}>
            <div class="chart__head">
                <h2 class="chart__title">{ words::chart::title(drawn.view.symbols) }</h2>
                { keys(drawn.shown, &props.dispatch) }
            </div>
            <Crosshair drawn={drawn.clone()} dispatch={props.dispatch.clone()} {handles} {memory}>
                <canvas ref={canvas} class="chart__canvas" role="img" aria-label={words::chart_summary(&drawn.results)}></canvas>
            </Crosshair>
            { chart_tools(&scene, props.pins, &props.dispatch) }
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
