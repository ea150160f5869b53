//! The page of evidence: recorded runs, sources, validity.

use std::rc::Rc;

use precopy_model::records::{Forecast, Span};
use yew::prelude::*;

use super::figures::figures;
use super::filters::filters;
use super::misses::Misses;
use super::opened::OpenedRun;
use super::scatter::Scatter;
use super::scores::Scores;
use super::sources::Sources;
use super::validity::validity;
use crate::evidence::app::Dispatch;
use crate::evidence::state::{Action, Progress, State, View};
use crate::evidence::words;
use crate::evidence::words::chart::{PREDICTOR, QUANTITY, title};
use crate::evidence::words::evidence as text;
use crate::parts::pick::choice;

/// The page. Runs are opened in the calculator by `open`, where its inputs are not locked.
pub(crate) fn evidence(state: &State, dispatch: &Dispatch, open: Option<Callback<String>>) -> Html {
    let view = {
        let dispatch = dispatch.clone();
        Callback::from(move |view: View| dispatch.emit(Action::View(view)))
    };
    let done = state.progress == Progress::Done;
    html! {
        <div class="evidence" data-ready={done.then_some("")}>
            <div class="pages__top">
                <h2 class="pages__title">{ text::TITLE }</h2>
                { choice(text::VIEWS, &View::ALL, state.kept.view, words::view, &view) }
            </div>
            { match state.kept.view {
                View::Runs => runs(state, dispatch, open),
                View::Sources => html! { <Sources mark={state.kept.mark} dispatch={dispatch.clone()} /> },
                View::Validity => validity(),
            } }
        </div>
    }
}

fn runs(state: &State, dispatch: &Dispatch, open: Option<Callback<String>>) -> Html {
    let rows = Rc::new(state.looked_at());
    let by = {
        let dispatch = dispatch.clone();
        Callback::from(move |forecast: Forecast| dispatch.emit(Action::Forecast(forecast)))
    };
    let of = {
        let dispatch = dispatch.clone();
        Callback::from(move |span: Span| dispatch.emit(Action::Span(span)))
    };
    let chosen = state.kept.chosen;
    let plot = AttrValue::from(format!("precopy{}-runs", state.instance));
    // While runs come in, the picture follows each time; the tables wait for all of them.
    let done = state.progress == Progress::Done;
    let none = done && state.shown.rows.is_empty();
    html! {
        <>
            <p class="pages__lead">{ text::LEAD }</p>
            { notices(state) }
            if none {
                <p>{ text::NO_RUNS }</p>
            } else {
                <div class="evidence__runs">
                    { filters(state, rows.len(), dispatch) }
                    <div class="evidence__main">
                        { figures(if done { &rows } else { &[] }) }
                        <section class="chart" aria-label={title(chosen)}>
                            <div class="chart__head evidence__choices">
                                { choice(PREDICTOR, &Forecast::ALL, chosen.0, words::forecast, &by) }
                                { choice(QUANTITY, &Span::ALL, chosen.1, words::span, &of) }
                                { progress(state) }
                            </div>
                            <Scatter
                                id={plot.clone()}
                                shown={state.shown.clone()} filter={state.kept.filter.clone()} {chosen}
                                open={state.kept.open.clone()} dispatch={dispatch.clone()} />
                            <p class="pages__quiet">{ words::forecast_line(chosen.0) }{ " " }{ words::chart::HOW }</p>
                        </section>
                        if let Some(row) = state.open_row() {
                            <OpenedRun row={*row} shown={state.shown.clone()} dispatch={dispatch.clone()} {open} back_to={plot.clone()} />
                        }
                        if done && rows.is_empty() {
                            <p>{ text::NOTHING }</p>
                        } else if done {
                            <Scores rows={Rc::clone(&rows)} kept={state.kept.clone()} />
                            <Misses {rows} kept={state.kept.clone()} dispatch={dispatch.clone()} />
                        }
                    </div>
                </div>
            }
        </>
    }
}

/// What could not be fetched or read.
fn notices(state: &State) -> Html {
    let unread = state.shown.rigs.iter().filter_map(|rig| text::unread(&rig.file, &rig.unread, rig.unfinished));
    let said: Vec<String> = state.missing.iter().map(|file| text::missing(file)).chain(unread).collect();
    html! {
        <div class={classes!("notice", said.is_empty().then_some("hidden"))} role="status">
            { for said.into_iter().map(|line| html! { <p key={line.clone()}>{ line.clone() }</p> }) }
        </div>
    }
}

/// How far predicting has come; its place stays when it is done.
fn progress(state: &State) -> Html {
    let (most, now) = (state.shown.total.max(1), state.shown.rows.len());
    let name = match state.progress {
        Progress::Fetching => text::FETCHING.to_owned(),
        Progress::Predicting => text::predicting(&state.shown),
        Progress::Done => String::new(),
    };
    html! {
        <span class="evidence__progress">
            if state.progress != Progress::Done {
                <progress max={most.to_string()} value={now.to_string()} aria-label={name.clone()}></progress>
                { " " }{ name }
            }
        </span>
    }
}
