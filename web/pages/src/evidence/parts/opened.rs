//! A run that is open: what it was told and what came of it, every predictor's numbers, its course, and the way to the calculator.

use std::rc::Rc;

use precopy_base::browser::events::{focus, focus_near};
use precopy_model::records::{Forecast, Span};
use yew::prelude::*;

use crate::browser::canvas::{Canvas, Chart};
use crate::evidence::app::Dispatch;
use crate::evidence::state::Action;
use crate::evidence::state::library::{Row, Shown};
use crate::evidence::state::opened::Opened;
use crate::evidence::words;
use crate::evidence::words::chart::{capital, course_summary};
use crate::evidence::words::run as text;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) row: Row,
    pub(super) shown: Shown,
    pub(super) dispatch: Dispatch,
    /// Opens a link in the calculator; none where its inputs are locked.
    pub(super) open: Option<Callback<String>>,
    /// The name of what takes the focus when the run is closed.
    pub(super) back_to: AttrValue,
}

/// The run.
#[component(OpenedRun)]
pub(super) fn opened_run(props: &Props) -> Html {
    let head = use_node_ref();
    let row = props.row;
    {
        let head = head.clone();
        use_effect_with(row, move |_| focus(&head));
    }
    let opened = use_memo((row, props.shown.courses.len()), |(row, _)| Opened::of(row, &props.shown).map(Rc::new));
    let close = {
        let (dispatch, head, back_to) = (props.dispatch.clone(), head.clone(), props.back_to.clone());
        Callback::from(move |()| {
            focus_near(&head, &back_to);
            dispatch.emit(Action::Open(None));
        })
    };
    let on_click = close.reform(|_: MouseEvent| ());
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close.emit(());
        }
    });
    html! {
        <section class="run" aria-label={text::head(&row)} onkeydown={on_key}>
            <div class="shelf__head">
                <h3 ref={head} class="pages__head3" tabindex="-1">{ text::head(&row) }</h3>
                <button class="button button--quiet" type="button" onclick={on_click}>{ text::CLOSE }</button>
            </div>
            <p class="run__story">{ text::story(&row) }</p>
            if let Some(opened) = (*opened).clone() {
                <div class="run__both">
                    <div class="run__course">
                        { keys(!opened.course.is_empty()) }
                        <div class="stage run__stage">
                            <Canvas
                                label={course_summary(&row, opened.course.len())} chart={Chart::Course(Rc::clone(&opened))} />
                        </div>
                        if opened.course.is_empty() {
                            <p class="pages__quiet">{ text::NO_COURSE }</p>
                        }
                    </div>
                    { numbers(&row) }
                </div>
                <div class="run__way">
                    if let Some(open) = props.open.clone() {
                        { way(&opened, open) }
                        <p class="pages__quiet">{ text::link_line(&opened.link) }</p>
                    } else {
                        <p class="pages__quiet">{ text::LOCKED }</p>
                    }
                </div>
            }
        </section>
    }
}

fn way(opened: &Rc<Opened>, open: Callback<String>) -> Html {
    let opened = Rc::clone(opened);
    let on_click = Callback::from(move |_: MouseEvent| open.emit(opened.link.text.clone()));
    html! { <button class="button" type="button" onclick={on_click}>{ text::OPEN_IN_CALCULATOR }</button> }
}

/// What the lines are.
pub(crate) fn keys(measured: bool) -> Html {
    let key =
        |class: &'static str, name: &'static str| html! { <span class={classes!("run__key", class)}>{ name }</span> };
    html! {
        <p class="run__keys">
            if measured {
                { key("run__key--measured", words::chart::MEASURED) }
            }
            { key("run__key--bound", words::forecast(Forecast::Bound)) }
            { key("run__key--expected", words::forecast(Forecast::Known)) }
            { key("run__key--paper", words::forecast(Forecast::Paper)) }
        </p>
    }
}

/// The numbers of every predictor beside the measured ones, and why they are off.
fn numbers(row: &Row) -> Html {
    let measured = &row.run.measured;
    html! {
        <div class="scores__scroll" tabindex="0" role="region" aria-label={text::numbers(row)}>
            <table class="scores__table run__table">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{ capital(words::span(Span::MigrationTime)) }</th>
                        <th scope="col">{ capital(words::span(Span::Downtime)) }</th>
                        <th scope="col">{ text::ENDING }</th>
                    </tr>
                </thead>
                <tbody>
                    <tr class="run__measured">
                        <th scope="row">{ text::MEASURED }</th>
                        <td>{ words::time(Some(measured.migration_time)) }</td>
                        <td>{ words::time(Some(measured.downtime)) }</td>
                        <td>{ text::ending(measured.forced) }</td>
                    </tr>
                    { for Forecast::ALL.into_iter().map(|forecast| line(row, forecast)) }
                </tbody>
            </table>
        </div>
    }
}

fn line(row: &Row, forecast: Forecast) -> Html {
    html! {
        <tr key={forecast.id()}>
            <th scope="row">{ words::forecast(forecast) }</th>
            { for Span::ALL.map(|span| {
                let [predicted, error] = text::cells(row, (forecast, span));
                html! { <td key={span.id()}>{ predicted }<small>{ error }</small></td> }
            }) }
            <td>{ text::ending(row.said(forecast).forced) }</td>
        </tr>
    }
}
