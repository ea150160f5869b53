//! The ways side by side, one of which is chosen; how many at each host, what is searched, and how far that has come.

use precopy_base::browser::events::{changed_text, chosen_word};
use yew::prelude::*;

use crate::plan::app::Dispatch;
use crate::plan::state::answers::Work;
use crate::plan::state::way::Way;
use crate::plan::state::{Action, State, TRIES};
use crate::plan::words::amounts::count_text;
use crate::plan::words::compare as text;

/// The part.
pub(super) fn compare(state: &State, dispatch: &Dispatch) -> Html {
    html! {
        <section class="planner__part">
            <div class="planner__head">
                <h3 class="pages__head3">{ text::HEAD }</h3>
                { progress(state, dispatch) }
            </div>
            <p class="pages__quiet">{ text::LEAD }</p>
            { choices(state, dispatch) }
            <div class="scores__scroll" tabindex="0" role="region" aria-label={text::HEAD}>
                <table class="scores__table ways">
                    <thead>
                        <tr>{ for text::COLUMNS.map(|name| html! { <th key={name} scope="col">{ name }</th> }) }</tr>
                    </thead>
                    <tbody>{ for Way::ALL.map(|way| row(way, state, dispatch)) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(way: Way, state: &State, dispatch: &Dispatch) -> Html {
    let outcome = state.answers.of(way);
    let id = format!("precopy{}-plan-way-{}", state.instance, way.id());
    let chosen = state.kept.chosen == way;
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: Event| dispatch.emit(Action::Choose(way)))
    };
    let is_stale = outcome.is_none_or(|outcome| !state.is_of_now(outcome));
    let cells = outcome.map(|outcome| text::cells(outcome));
    let is_wrong = outcome.is_some_and(|outcome| outcome.figures.is_wrong());
    let cell = |at: usize| match cells.as_ref().and_then(|cells| cells.get(at)) {
        Some((number, below)) => html! { <>{ number.clone() }<small>{ below.clone() }</small></> },
        None => html! { <>{ text::NONE }<small></small></> },
    };
    html! {
        <tr key={way.id()} class={classes!("ways__row", chosen.then_some("ways__row--chosen"), is_stale.then_some("ways__row--stale"))}>
            <th scope="row">
                <label class="ways__name" for={id.clone()}>
                    <input
                        {id} type="radio" name={format!("precopy{}-plan-way", state.instance)} checked={chosen} onchange={choose} />
                    <span>{ text::way(way) }<small>{ text::way_line(way, state.kept.per_host) }</small></span>
                </label>
            </th>
            { for (0..7).map(|at| html! { <td key={at}>{ cell(at) }</td> }) }
            <td class={classes!("ways__wrong", is_wrong.then_some("verdict--bad"))}>{ cell(7) }</td>
        </tr>
    }
}

/// How many at each host, what is to be least, and how many plans are tried.
fn choices(state: &State, dispatch: &Dispatch) -> Html {
    let kept = &state.kept;
    let name = |what: &str| format!("precopy{}-plan-{what}", state.instance);
    let [host_id, objective_id, tries_id] = ["per-host", "objective", "tries"].map(name);
    let per_host = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(number) = changed_text(&event).and_then(|text| count_text(&text)) {
                dispatch.emit(Action::PerHost(number));
            }
        })
    };
    let objective = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let word = chosen_word(&event);
            if let Some((_, _, objective)) = text::OBJECTIVES.iter().find(|(id, ..)| word.as_deref() == Some(id)) {
                dispatch.emit(Action::Objective(*objective));
            }
        })
    };
    let tries = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(number) = chosen_word(&event).and_then(|text| count_text(&text)) {
                dispatch.emit(Action::Tries(number));
            }
        })
    };
    html! {
        <div class="planner__choices">
            <span class="planner__choice">
                <label for={host_id.clone()}>{ text::PER_HOST }</label>
                <input
                    id={host_id} class="planner__number" type="number" min="1" max="64" step="1" value={kept.per_host.to_string()}
                    onchange={per_host} />
            </span>
            <span class="planner__choice">
                <label for={objective_id.clone()}>{ text::OBJECTIVE }</label>
                <select id={objective_id} class="planner__select" onchange={objective}>
                    { for text::OBJECTIVES.iter().map(|(id, name, objective)| html! {
                        <option key={*id} value={*id} selected={*objective == kept.objective}>{ *name }</option>
                    }) }
                </select>
            </span>
            <span class="planner__choice">
                <label for={tries_id.clone()}>{ text::TRIES }</label>
                <select id={tries_id} class="planner__select" onchange={tries}>
                    { for TRIES.map(|number| html! {
                        <option key={number} value={number.to_string()} selected={number == kept.tries}>
                            { precopy_model::quantity::text::grouped(f64::from(number)) }
                        </option>
                    }) }
                </select>
            </span>
        </div>
    }
}

/// How far the work has come; its place stays.
fn progress(state: &State, dispatch: &Dispatch) -> Html {
    let tries = state.kept.tries;
    let (most, now) = match state.answers.work {
        Work::Done => (1.0, 1.0),
        Work::Playing(_, share) => (1.0, share),
        Work::Searching(tried) => (f64::from(tries), f64::from(tried)),
    };
    let works = state.answers.work != Work::Done;
    let said = text::work(state.answers.work, tries);
    let act = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(if works { Action::Stop } else { Action::GoOn }))
    };
    let can_act = works || state.is_stopped;
    html! {
        <div class="planner__progress">
            <progress class={classes!((!works).then_some("planner__unseen"))} max={most.to_string()} value={now.to_string()} aria-label={said.clone()}></progress>
            <button class={classes!("button", (!can_act).then_some("planner__unseen"))} type="button" onclick={act}>
                { if works { text::STOP } else { text::GO_ON } }
            </button>
            <span class="pages__quiet">{ said }</span>
            // Said once, when all is there.
            <span class="planner__heard" role="status">
                if let Some(outcome) = state.chosen().filter(|outcome| !works && state.is_of_now(outcome)) {
                    { text::done(outcome) }
                }
            </span>
        </div>
    }
}
