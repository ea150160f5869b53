//! The chart on the page: a canvas with a crosshair over it, its title, its buttons, and the same as a table.

use std::rc::Rc;

use yew::prelude::*;

use super::chart_tools::chart_tools;
use super::crosshair::Crosshair;
use super::curve_table::curve_table;
use crate::app::Dispatch;
use crate::browser::painter::{Painter, Picture};
use crate::state::{Action, Results, View};
use crate::words;

/// What the chart is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) results: Rc<Results>,
    pub(crate) show_paper: bool,
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
        let shown = (Rc::clone(&props.results), props.show_paper, props.view);
        use_effect_with(shown, move |(results, show_paper, view)| {
            if let Some(painter) = painter.borrow().as_ref() {
                painter.show(Picture { results: Rc::clone(results), show_paper: *show_paper, view: *view });
            }
        });
    }
    let toggle = {
        let (dispatch, show) = (props.dispatch.clone(), !props.show_paper);
        Callback::from(move |_| dispatch.emit(Action::ShowPaper(show)))
    };
    html! {
        <section class="chart" aria-label={words::CHART_TITLE}>
            <div class="chart__head">
                <h2 class="chart__title">{ words::chart::title(props.view.symbols) }</h2>
                <span class="key key--bound">{ words::BOUND }</span>
                <button class="key key--paper" type="button" aria-pressed={props.show_paper.to_string()} onclick={toggle}>
                    { words::PAPER }
                </button>
            </div>
            <div class="stage">
                <canvas ref={canvas} class="chart__canvas" role="img" aria-label={words::chart_summary(&props.results)}></canvas>
                <Crosshair
                    results={Rc::clone(&props.results)} show_paper={props.show_paper} view={props.view}
                    dispatch={props.dispatch.clone()} />
            </div>
            { chart_tools(&props.results, props.view, &props.dispatch) }
            { curve_table(&props.results, props.view, &props.dispatch) }
        </section>
    }
}
