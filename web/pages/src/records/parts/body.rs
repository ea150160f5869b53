//! What follows from a log, once there is one.

use precopy_model::records::log::{Log, Measure};
use yew::prelude::*;

use super::against::AgainstPart;
use super::calibrate::CalibratePart;
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
use crate::records::state::part::Part;
use crate::records::state::pressed::{Associate, Cost, Load, Scale};
use crate::records::state::rule::Kind;

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
    let question = log.clone().map(|log| Looked { log, part: state.kept.part.clone() });
    let looked = use_work(question.clone(), analysis::look);
    let site = use_work(log.clone(), analysis::site);
    // What is told of another log says nothing of this one.
    let site = site.filter(|answer| Some(&answer.question) == log.as_ref()).map(|answer| answer.told.clone());
    let measure = state.kept.measure;
    let is_costly = matches!(measure, Measure::Cost | Measure::CostOnHost) || state.kept.rule == Kind::Cost;
    // What each costs may take a simulated migration for each: it is asked only where it counts, and from then on.
    let costed = use_mut_ref(|| None::<Large<Log>>);
    if is_costly {
        costed.replace(log.clone());
    }
    let cost = log.clone().zip(site.clone()).filter(|(log, _)| costed.borrow().as_ref() == Some(log));
    let cost = cost.map(|(log, site)| Cost { log, site, unit: state.kept.unit });
    let costs = use_work(cost, analysis::cost);
    let costs = costs.filter(|answer| Some(&answer.question.log) == log.as_ref()).map(|answer| answer.told.clone());
    let load = log.clone().map(|log| Load { log, costs: costs.clone() });
    let loaded = use_work(load, analysis::load).filter(|answer| Some(&answer.question.log) == log.as_ref());
    let is_pending = is_costly && loaded.as_ref().is_none_or(|loaded| loaded.question.costs.is_none());
    // As long as costs are not there, what does not need them stays.
    let measure = match measure {
        Measure::Cost if is_pending => Measure::Count,
        Measure::CostOnHost if is_pending => Measure::CountOnHost,
        measure => measure,
    };
    let associate = |part: Part| {
        let swept = loaded.as_ref()?.told.swept.clone();
        Some(Associate { log: log.clone()?, swept, measure, part })
    };
    // A rule is for the whole site, whatever is looked at.
    let whole = use_work(associate(Part::default()), analysis::associate)
        .filter(|answer| Some(&answer.question.log) == log.as_ref());
    let is_part = !state.kept.part.is_all();
    let part = use_work(associate(state.kept.part.clone()).filter(|_| is_part), analysis::associate);
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
                        state={state.clone()} loaded={loaded.clone()} {associated} {is_pending} tell={around.tell.clone()} dispatch={dispatch.clone()} />
                    if let Some((curve, site)) = whole.zip(site.clone()).filter(|_| loaded.told.span.is_some()) {
                        <ThrottlePart
                            state={state.clone()} {site} {is_pending} swept={curve.question.swept.clone()} unit={loaded.told.unit}
                            measure={curve.question.measure} curve={curve.told.curve.ok()} tell={around.tell.clone()} dispatch={dispatch.clone()} />
                    }
                    if let Some(site) = site {
                        <CalibratePart state={state.clone()} site={site.clone()} around={around.clone()} dispatch={dispatch.clone()} />
                        <AgainstPart
                            state={state.clone()} log={log.clone()} swept={loaded.told.swept.clone()} tell={around.tell.clone()} dispatch={dispatch.clone()} />
                        if let Some(looked) = &answer {
                            <Table instance={state.instance} looked={looked.clone()} site={site.clone()} />
                            { take_away(state.instance, &log, looked, scaled, &site, &around.tell) }
                        }
                    }
                }
            </div>
        </div>
    }
}
