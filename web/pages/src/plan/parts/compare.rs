//! The ways side by side, one of which is chosen; how many at each host and over each link, what is searched, and how far that has come. Where nothing may be
//! changed, another way can still be looked at, and a search be stopped.

use precopy_base::browser::events::{changed_text, chosen_word};
use precopy_formats::maintenance::ready::{Published, find};
use precopy_model::quantity::text::{grouped, written_out};
use yew::prelude::*;

use super::page::Around;
use crate::plan::app::Dispatch;
use crate::plan::state::answers::Work;
use crate::plan::state::how::{BATCHES, Goal, How, TRIES, weight};
use crate::plan::state::way::Way;
use crate::plan::state::{Action, State};
use crate::plan::words::amounts::count_text;
use crate::plan::words::compare as text;

/// The part.
pub(super) fn compare(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    html! {
        <section class="planner__part">
            <div class="planner__head">
                <h3 class="pages__head3">{ text::HEAD }</h3>
                { progress(state, dispatch) }
            </div>
            <p class="pages__quiet">{ text::LEAD }</p>
            { choices(state, dispatch, around.readonly) }
            <div class="scores__scroll" tabindex="0" role="region" aria-label={text::HEAD}>
                <table class="scores__table ways">
                    <thead>
                        <tr>{ for text::COLUMNS.map(|name| html! { <th key={name} scope="col">{ name }</th> }) }</tr>
                    </thead>
                    <tbody>
                        { for Way::ALL.map(|way| html! { <>{ row(way, state, dispatch) }{ for published(way, state) }</> }) }
                    </tbody>
                </table>
            </div>
            { weights(state, dispatch, around.readonly) }
        </section>
    }
}

fn row(way: Way, state: &State, dispatch: &Dispatch) -> Html {
    let outcome = state.answers.of(way);
    let id = format!("precopy{}-plan-way-{}", state.instance, way.id());
    let chosen = state.kept.how.chosen == way;
    let choose = {
        let (dispatch, how) = (dispatch.clone(), state.kept.how);
        Callback::from(move |_: Event| dispatch.emit(Action::How(How { chosen: way, ..how })))
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
                    <span>{ text::way(way) }<small>{ text::way_line(way, &state.kept.how) }</small></span>
                </label>
            </th>
            { for (0..7).map(|at| html! { <td key={at}>{ cell(at) }</td> }) }
            <td class={classes!("ways__wrong", is_wrong.then_some("verdict--bad"))}>{ cell(7) }</td>
        </tr>
    }
}

/// What a paper measured of the plan of a way, while that is what it was.
fn published(way: Way, state: &State) -> Vec<Html> {
    let all = state.kept.ready.and_then(find).map_or(&[][..], |one| one.published);
    let line = |one: &Published| {
        let (name, cells) = text::published(one);
        html! {
            <tr key={format!("{}-paper", way.id())} class="ways__paper">
                <th scope="row">{ name }</th>
                { for cells.map(|cell| html! { <td>{ cell }</td> }) }
            </tr>
        }
    };
    all.iter().filter(|one| way.is_by(one.strategy)).map(line).collect()
}

/// How many at each host and over each link, what is to be least, and how many plans are tried.
fn choices(state: &State, dispatch: &Dispatch, readonly: bool) -> Html {
    let how = state.kept.how;
    let name = |what: &str| format!("precopy{}-plan-{what}", state.instance);
    let [host_id, link_id, goal_id, tries_id] = ["per-host", "per-link", "objective", "tries"].map(name);
    let per_host = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(per_host) = changed_text(&event).and_then(|text| count_text(&text)) {
                dispatch.emit(Action::How(How { per_host: per_host.min(BATCHES[1]), ..how }));
            }
        })
    };
    let per_link = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = changed_text(&event) {
                let per_link = count_text(&text).map(|most| most.min(BATCHES[1]));
                dispatch.emit(Action::How(How { per_link, ..how }));
            }
        })
    };
    let goal = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(goal) = chosen_word(&event).and_then(|word| Goal::named(&word)) {
                dispatch.emit(Action::How(How { goal, ..how }));
            }
        })
    };
    let tries = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(tries) = chosen_word(&event).and_then(|text| count_text(&text)) {
                dispatch.emit(Action::How(How { tries, ..how }));
            }
        })
    };
    html! {
        <div class="planner__choices">
            <span class="planner__choice">
                <label for={host_id.clone()}>{ text::PER_HOST }</label>
                <input
                    id={host_id} class="planner__number" type="number" min="1" max={BATCHES[1].to_string()} step="1" value={how.per_host.to_string()}
                    {readonly} onchange={per_host} />
                <label for={link_id.clone()}>{ text::PER_LINK }</label>
                <input
                    id={link_id} class="planner__number" type="number" min="1" max={BATCHES[1].to_string()} step="1"
                    value={how.per_link.map(|most| most.to_string()).unwrap_or_default()} placeholder={text::ANY} {readonly}
                    onchange={per_link} />
            </span>
            <span class="planner__choice">
                <label for={goal_id.clone()}>{ text::OBJECTIVE }</label>
                <select id={goal_id} class="planner__select" disabled={readonly} onchange={goal}>
                    { for Goal::ALL.map(|goal| html! {
                        <option key={goal.id()} value={goal.id()} selected={goal == how.goal}>{ text::goal(goal) }</option>
                    }) }
                </select>
            </span>
            <span class="planner__choice">
                <label for={tries_id.clone()}>{ text::TRIES }</label>
                <select id={tries_id} class="planner__select" disabled={readonly} onchange={tries}>
                    { for TRIES.map(|number| html! {
                        <option key={number} value={number.to_string()} selected={number == how.tries}>
                            { grouped(f64::from(number)) }
                        </option>
                    }) }
                </select>
            </span>
        </div>
    }
}

/// What counts how much in a weighted sum, while that is searched; below the table, which stays where it is.
fn weights(state: &State, dispatch: &Dispatch, readonly: bool) -> Html {
    let how = state.kept.how;
    if how.goal != Goal::Weighted {
        return Html::default();
    }
    let field = |part: Goal| {
        let id = format!("precopy{}-plan-weight-{}", state.instance, part.id());
        let dispatch = dispatch.clone();
        let on_change = Callback::from(move |event: Event| {
            if let Some(weight) = changed_text(&event).and_then(|text| weight(&text)) {
                dispatch.emit(Action::How(how.with_weight(part, weight)));
            }
        });
        html! {
            <span key={part.id()} class="planner__choice">
                <label for={id.clone()}>{ text::weight(part) }</label>
                <input
                    {id} class="planner__number" type="number" min="0" step="any" value={written_out(how.weight(part))}
                    {readonly} onchange={on_change} />
            </span>
        }
    };
    html! {
        <div class="planner__weights" role="group" aria-label={text::WEIGHTS}>
            <div class="planner__choices">{ for Goal::PARTS.map(field) }</div>
            <p class="pages__quiet">{ text::WEIGHTS_LINE }</p>
        </div>
    }
}

/// How far the work has come; its place stays.
fn progress(state: &State, dispatch: &Dispatch) -> Html {
    let tries = state.kept.how.tries;
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
