//! How much was going on, over time and when each migration began, and how failures go with it.

use std::rc::Rc;

use precopy_model::records::log::{Associated, CostUnit, Filter, Measure};
use yew::prelude::*;

use super::brushed::Brushed;
use super::save::save_svg;
use crate::browser::analysis;
use crate::browser::mount::Tell;
use crate::browser::records_canvas::Chart;
use crate::browser::work::use_work;
use crate::parts::pick::choice;
use crate::records::app::Dispatch;
use crate::records::charts::{curve, timeline};
use crate::records::state::part::Band;
use crate::records::state::pressed::{Associate, AtHost, Loaded, Scale};
use crate::records::state::{Action, State};
use crate::records::words::pressure as words;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: State,
    pub(super) loaded: Rc<crate::browser::work::Answer<crate::records::state::pressed::Load, Loaded>>,
    pub(super) associated:
        Option<Rc<crate::browser::work::Answer<crate::records::state::pressed::Associate, Associated>>>,
    /// Costs are wanted, and not there yet.
    pub(super) is_pending: bool,
    pub(super) tell: Tell,
    pub(super) dispatch: Dispatch,
}

/// The part.
#[component(Pressure)]
pub(super) fn pressure(props: &Props) -> Html {
    let Props { state, loaded, associated, is_pending, tell, dispatch } = props;
    let loaded = &loaded.told;
    let scale = if *is_pending { Scale::Count } else { Scale::of(state.kept.measure, loaded.unit) };
    let host = state.kept.part.filter.host.map(|host| AtHost { swept: loaded.swept.clone(), host });
    let at_host = use_work(host.clone(), analysis::at_host).filter(|answer| Some(&answer.question) == host.as_ref());
    let scene = use_memo(
        (loaded.swept.clone(), at_host.clone(), scale, state.kept.part.filter.start),
        |(swept, at_host, scale, stretch)| {
            let steps = at_host.as_ref().map_or(&swept.steps, |answer| &answer.told);
            timeline::Scene::of(steps, None, *scale, *stretch).map(Rc::new)
        },
    );
    let host = at_host.zip(state.kept.log.as_ref()).map(|(answer, log)| {
        let most = answer.told.iter().map(|step| step.count).max().unwrap_or_default();
        words::timeline_at(log.names.text(answer.question.host), most)
    });
    let measure = {
        let dispatch = dispatch.clone();
        Callback::from(move |measure: Measure| dispatch.emit(Action::Measure(measure)))
    };
    let unit = {
        let dispatch = dispatch.clone();
        Callback::from(move |unit: CostUnit| dispatch.emit(Action::Unit(unit)))
    };
    let costs = matches!(state.kept.measure, Measure::Cost | Measure::CostOnHost);
    let id = format!("precopy{}-records-pressure", state.instance);
    html! {
        <section class="records__part" aria-labelledby={id.clone()}>
            <h3 {id} class="pages__head3">{ words::TITLE }</h3>
            if let Some(scene) = (*scene).clone() {
                <div class="records__tools">
                    { choice(words::MEASURE, &Measure::ALL, state.kept.measure, words::measure, &measure) }
                    if costs && (*is_pending || loaded.unit.is_some()) {
                        { choice(words::COST, &words::UNITS, state.kept.unit, words::unit, &unit) }
                    }
                </div>
                if costs {
                    <p class="pages__quiet">{ if *is_pending { words::PENDING.to_owned() } else { words::costs(loaded) } }</p>
                }
                { over_time(state, host.unwrap_or_else(|| words::timeline(loaded)), &scene, tell, dispatch) }
                if let Some(answer) = associated {
                    // What was told of another measure has another unit.
                    { against(&answer.question, &answer.told, Scale::of(answer.question.measure, loaded.unit), tell, dispatch) }
                }
            } else {
                <p>{ words::NO_TIMES }</p>
            }
        </section>
    }
}

/// What looks only at migrations that began from one moment to another.
pub(super) fn begun(state: &State, scene: &Rc<timeline::Scene>, dispatch: &Dispatch) -> Callback<(f64, f64)> {
    let (filter, scene, dispatch) = (state.kept.part.filter, Rc::clone(scene), dispatch.clone());
    Callback::from(move |(first, last): (f64, f64)| {
        let start = Some((scene.moment(first), scene.moment(last)));
        dispatch.emit(Action::Filter(Filter { start, ..filter }));
    })
}

fn over_time(state: &State, said: String, scene: &Rc<timeline::Scene>, tell: &Tell, dispatch: &Dispatch) -> Html {
    let choose = begun(state, scene, dispatch);
    let chart = Chart::Timeline(Rc::clone(scene));
    html! {
        <>
            <Brushed chart={chart.clone()} label={said.clone()} {choose} class="records__low" />
            <p class="pages__quiet">{ said.clone() }{ " " }{ words::TIMELINE_LINE }</p>
            { save_svg(tell, "precopy-records-in-flight.svg", chart, words::TITLE, said) }
        </>
    }
}

fn against(asked: &Associate, associated: &Associated, scale: Scale, tell: &Tell, dispatch: &Dispatch) -> Html {
    let scene = |is_fit: bool| Rc::new(curve::Scene { associated: associated.clone(), scale, is_fit });
    let choose = |scene: &Rc<curve::Scene>| {
        let (scene, dispatch) = (Rc::clone(scene), dispatch.clone());
        let (swept, measure) = (asked.swept.clone(), asked.measure);
        Callback::from(move |stretch: (f64, f64)| {
            if let Some((from, to)) = scene.stretch(stretch) {
                dispatch.emit(Action::Band(Band { swept: swept.clone(), measure, scale, from, to }));
            }
        })
    };
    let (curve, fit) = (scene(false), scene(true));
    let said = words::summary(associated, scale);
    html! {
        <>
            <h4 class="pages__head4">{ words::AGAINST }</h4>
            <p class="why" role="status">{ words::sentence(associated, scale) }</p>
            <p class="pages__quiet">{ words::NO_CAUSE }</p>
            <div class="records__two">
                <div>
                    <Brushed chart={Chart::Curve(Rc::clone(&curve))} label={said.clone()} choose={choose(&curve)} />
                    <p class="pages__quiet">{ words::AGAINST_LINE }</p>
                </div>
                if associated.curve.is_ok() {
                    <div>
                        <Brushed chart={Chart::Curve(Rc::clone(&fit))} label={words::CALIBRATION} choose={choose(&fit)} />
                        <p class="pages__quiet"><strong>{ words::CALIBRATION }</strong>{ " " }{ words::CALIBRATION_LINE }</p>
                    </div>
                }
            </div>
            { save_svg(tell, "precopy-records-pressure.svg", Chart::Curve(curve), words::AGAINST, said) }
            <div class="scores__scroll" tabindex="0" role="region" aria-label={words::NUMBERS}>
                <table class="scores__table records__table">
                    <caption class="records__caption">{ words::NUMBERS }</caption>
                    <tbody>
                        { for words::numbers(associated).into_iter().map(|(name, number)| html! {
                            <tr key={name}><th scope="row">{ name }</th><td>{ number }</td></tr>
                        }) }
                    </tbody>
                </table>
            </div>
            <details class="records__more">
                <summary>{ words::BINS }</summary>
                <div class="scores__scroll" tabindex="0" role="region" aria-label={words::BINS}>
                    <table class="scores__table records__table">
                        <thead><tr>{ for words::BIN_COLUMNS.iter().map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }</tr></thead>
                        <tbody>{ for associated.bins.iter().enumerate().map(|(at, bin)| {
                            let [first, rest @ ..] = words::bin(bin, scale);
                            html! {
                                <tr key={at}>
                                    <th scope="row">{ first }</th>
                                    { for rest.into_iter().map(|cell| html! { <td>{ cell }</td> }) }
                                </tr>
                            }
                        }) }</tbody>
                    </table>
                </div>
            </details>
        </>
    }
}
