//! What was expected of each migration against what it took, and which were furthest off.

use std::rc::Rc;

use precopy_model::records::log::{Against, Filter, Held, Log, Swept};
use yew::prelude::*;

use super::brushed::Brushed;
use super::save::save_svg;
use crate::browser::analysis;
use crate::browser::mount::Tell;
use crate::browser::records_canvas::Chart;
use crate::browser::work::use_work;
use crate::records::app::Dispatch;
use crate::records::charts::scatter::Scene;
use crate::records::state::held::Hold;
use crate::records::state::large::Large;
use crate::records::state::{Action, State};
use crate::records::words::against as words;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: State,
    pub(super) log: Large<Log>,
    pub(super) swept: Large<Swept>,
    pub(super) tell: Tell,
    pub(super) dispatch: Dispatch,
}

/// The part.
#[component(AgainstPart)]
pub(super) fn against(props: &Props) -> Html {
    let Props { state, log, swept, tell, dispatch } = props;
    let half = use_work(Some(log.clone()), analysis::half).filter(|answer| answer.question == *log);
    let hold = |is_whole: bool| {
        let (half, part) = (half.as_ref()?.told.clone(), state.kept.part.clone());
        Some(Hold { log: log.clone(), half, swept: swept.clone(), part, is_whole })
    };
    // Some of them first, which say nearly the same: each may be a simulated migration.
    let some = use_work(hold(false), analysis::hold).filter(|answer| answer.question.log == *log);
    let is_next = some.as_ref().is_some_and(|answer| Some(&answer.question) == hold(false).as_ref());
    let whole = use_work(hold(true).filter(|_| is_next), analysis::hold);
    let whole = whole.filter(|answer| some.as_ref().is_some_and(|some| some.question.part == answer.question.part));
    let is_whole = whole.is_some();
    let told = whole.or(some);
    let scene = use_memo(told.clone(), |told| told.as_ref()?.told.as_ref().and_then(picture).map(Rc::new));
    let id = format!("precopy{}-records-against", state.instance);
    let Some(answer) = told else { return Html::default() };
    html! {
        <section class="records__part" aria-labelledby={id.clone()} data-held={if is_whole { "all" } else { "some" }}>
            <h3 {id} class="pages__head3">{ words::TITLE }</h3>
            if let Some(against) = &answer.told {
                <p class="why">{ words::sentence(against) }{ " " }<span class="pages__quiet">{ if is_whole { "" } else { words::SOME } }</span></p>
                <p class="pages__quiet">{ words::FAIR }</p>
                if let Some(scene) = (*scene).clone() {
                    <Brushed chart={Chart::Scatter(Rc::clone(&scene))} label={words::sentence(against)} choose={durations(state, &scene, dispatch)} />
                    { save_svg(tell, "precopy-records-predicted.svg", Chart::Scatter(scene), words::TITLE, words::sentence(against)) }
                }
                if !against.worst.is_empty() {
                    { worst(log, against) }
                }
            } else {
                <p>{ words::NONE }</p>
            }
        </section>
    }
}

/// What looks only at migrations that took from one time to another.
pub(super) fn durations(state: &State, scene: &Rc<Scene>, dispatch: &Dispatch) -> Callback<(f64, f64)> {
    let (filter, scene, dispatch) = (state.kept.part.filter, Rc::clone(scene), dispatch.clone());
    Callback::from(move |(from, to): (f64, f64)| {
        let duration = Some((scene.time(from), scene.time(to)));
        dispatch.emit(Action::Filter(Filter { duration, ..filter }));
    })
}

fn picture(against: &Against) -> Option<Scene> {
    let pair = |held: &Held| held.expected.time.map(|expected| (held.actual.as_seconds(), expected.as_seconds()));
    let pairs: Vec<(f64, f64)> = against.held.iter().filter_map(pair).collect();
    Scene::of(&pairs, against.worst.iter().filter_map(|(held, _)| pair(held)).collect())
}

fn worst(log: &Log, against: &Against) -> Html {
    html! {
        <div class="scores__scroll" tabindex="0" role="region" aria-label={words::WORST}>
            <table class="scores__table misses__table">
                <caption class="records__caption">{ words::WORST }</caption>
                <thead><tr>{ for words::COLUMNS.iter().map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }</tr></thead>
                <tbody>{ for against.worst.iter().map(|(held, likely)| {
                    let name = log.records.get(held.place as usize).map_or("", |record| log.text(record.vm));
                    let [numbers @ .., reason] = words::cells(held, *likely);
                    html! {
                        <tr key={held.place}>
                            <th scope="row">{ if name.is_empty() { words::NO_NAME } else { name } }</th>
                            { for numbers.into_iter().map(|cell| html! { <td>{ cell }</td> }) }
                            <td class="misses__text misses__reason">{ reason }</td>
                        </tr>
                    }
                }) }</tbody>
            </table>
        </div>
    }
}
