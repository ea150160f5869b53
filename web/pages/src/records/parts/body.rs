//! What follows from a log, once there is one.

use precopy_model::records::log::{Filter, Measure};
use yew::prelude::*;

use super::against::AgainstPart;
use super::calibrate::calibrate;
use super::failures::failures;
use super::filters::filters;
use super::overview::overview;
use super::page::Around;
use super::pressure::Pressure;
use super::table::Table;
use super::takeaway::take_away;
use super::throttle::ThrottlePart;
use super::times::times;
use crate::browser::analysis;
use crate::browser::work::use_work;
use crate::records::app::Dispatch;
use crate::records::state::State;
use crate::records::state::large::Large;
use crate::records::state::looked_at::Looked;
use crate::records::state::pressed::{Associate, Load, Scale};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: State,
    pub(super) around: Around,
    pub(super) dispatch: Dispatch,
}

/// The part.
#[component(Body)]
pub(super) fn body(props: &Props) -> Html {
    let Props { state, around, dispatch } = props;
    let log = state.kept.log.clone();
    let choices = use_work(log.clone(), analysis::choices);
    let question = log.clone().map(|log| Looked { log, filter: state.kept.filter });
    let looked = use_work(question.clone(), analysis::look);
    let known = use_work(log.clone(), analysis::know);
    // What is told of another log says nothing of this one.
    let known = known.filter(|answer| Some(&answer.question) == log.as_ref()).map(|answer| answer.told.clone());
    // How many are in flight is told before what each costs, which takes a simulated migration for each.
    let waits = known.is_none() && matches!(state.kept.measure, Measure::Cost | Measure::CostOnHost);
    let load = log.clone().filter(|_| !waits).map(|log| Load { log, known: known.clone(), unit: state.kept.unit });
    let loaded = use_work(load, analysis::load).filter(|answer| Some(&answer.question.log) == log.as_ref());
    let associate = |filter: Filter| {
        let swept = loaded.as_ref()?.told.swept.clone();
        Some(Associate { log: log.clone()?, swept, measure: state.kept.measure, filter })
    };
    // A rule is for the whole site, whatever is looked at.
    let whole = use_work(associate(Filter::default()), analysis::associate)
        .filter(|answer| Some(&answer.question.log) == log.as_ref());
    let is_part = state.kept.filter != Filter::default();
    let part = use_work(associate(state.kept.filter).filter(|_| is_part), analysis::associate);
    let part = part.filter(|answer| Some(&answer.question.log) == log.as_ref());
    let associated = part.or_else(|| whole.clone());
    let Some(log) = log else { return Html::default() };
    let of_log = |other: &Large<_>| *other == log;
    let choices =
        choices.filter(|answer| of_log(&answer.question)).map(|answer| answer.told.clone()).unwrap_or_default();
    let answer = looked.filter(|answer| of_log(&answer.question.log));
    let is_current = answer.as_ref().is_some_and(|answer| Some(&answer.question) == question.as_ref());
    let looked = answer.as_ref().map(|answer| &answer.told);
    let unit = loaded.as_ref().and_then(|loaded| loaded.told.unit);
    let scaled = associated.clone().map(|answer| {
        let scale = Scale::of(answer.question.measure, unit);
        (answer, scale)
    });
    html! {
        <div class={classes!("records__body", (!is_current).then_some("records__body--stale"))} data-answered={is_current.then_some("")}>
            { filters(state, &log, &choices, looked, dispatch) }
            <div class="records__main">
                { overview(state, looked) }
                if let Some(looked) = looked {
                    { failures(state, looked, dispatch) }
                    { times(state, looked, &around.tell, dispatch) }
                }
                if let Some(loaded) = loaded {
                    <Pressure
                        state={state.clone()} loaded={loaded.clone()} {associated} tell={around.tell.clone()} dispatch={dispatch.clone()} />
                    if let Some((curve, known)) = whole.zip(known.clone()).filter(|_| loaded.told.span.is_some() && loaded.question.known.is_some()) {
                        <ThrottlePart
                            state={state.clone()} known={known.clone()} swept={curve.question.swept.clone()} unit={loaded.told.unit}
                            measure={curve.question.measure} curve={curve.told.curve.ok()} tell={around.tell.clone()} dispatch={dispatch.clone()} />
                    }
                    if let Some(known) = known {
                        { calibrate(state, &known, around) }
                        <AgainstPart state={state.clone()} log={log.clone()} swept={loaded.told.swept.clone()} tell={around.tell.clone()} />
                        if let Some(looked) = &answer {
                            <Table instance={state.instance} looked={looked.clone()} known={known.clone()} />
                            { take_away(state.instance, &log, looked, scaled, &known, &around.tell) }
                        }
                    }
                }
            </div>
        </div>
    }
}
