//! Which migrations are looked at: product, host, outcome, span of time, duration.

use precopy_base::browser::events::{changed_text, chosen_word};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{Amount, Kind, parse};
use precopy_model::records::log::{Filter, Log, Name, Outcome};
use yew::prelude::*;

use crate::parts::pick::{pick, picks};
use crate::records::app::Dispatch;
use crate::records::state::looked_at::{Choices, LookedAt};
use crate::records::state::{Action, State, day};
use crate::records::words::filters as words;

/// The part.
pub(super) fn filters(
    state: &State,
    log: &Log,
    choices: &Choices,
    looked: Option<&LookedAt>,
    dispatch: &Dispatch,
) -> Html {
    let filter = state.kept.part.filter;
    let change = {
        let dispatch = dispatch.clone();
        Callback::from(move |filter: Filter| dispatch.emit(Action::Filter(filter)))
    };
    let outcomes = Outcome::ALL.map(|outcome| {
        let is_on = filter.outcome == Some(outcome);
        let (change, outcome_next) = (change.clone(), (!is_on).then_some(outcome));
        let press = move || change.emit(Filter { outcome: outcome_next, ..filter });
        pick(words::outcome(outcome).to_owned(), is_on, Html::default(), press)
    });
    let product = {
        let change = change.clone();
        Callback::from(move |product: Option<Name>| change.emit(Filter { product, ..filter }))
    };
    let host = {
        let change = change.clone();
        Callback::from(move |host: Option<Name>| change.emit(Filter { host, ..filter }))
    };
    let clear = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::All))
    };
    let id = |name: &str| format!("precopy{}-records-{name}", state.instance);
    let others = words::others(&state.kept.part, log);
    html! {
        <section class="filters records__filters" aria-label={words::FILTERS}>
            <h3 class="inputs__head">{ words::FILTERS }</h3>
            { list(id("product"), words::PRODUCT, &choices.products, filter.product, log, product) }
            { list(id("host"), words::HOST, &choices.hosts, filter.host, log, host) }
            { picks(words::OUTCOME, outcomes.to_vec()) }
            if let Some(span) = choices.span {
                { days(&id("from"), &id("to"), filter, span, &change) }
            }
            { durations(&id("least"), &id("most"), filter, &change) }
            if !others.is_empty() {
                <p class="pages__quiet">{ others }</p>
            }
            <p class="filters__count" role="status">
                { looked.map(|looked| words::looked_at(looked.places.len(), log.records.len())).unwrap_or_default() }
            </p>
            <button
                class={classes!("button", "button--quiet", state.kept.part.is_all().then_some("hidden"))} type="button" onclick={clear}>
                { words::CLEAR }
            </button>
        </section>
    }
}

/// A list of names of which one can be chosen.
fn list(
    id: String,
    label: &'static str,
    names: &[Name],
    chosen: Option<Name>,
    log: &Log,
    choose: Callback<Option<Name>>,
) -> Html {
    if names.is_empty() {
        return Html::default();
    }
    let find: Vec<(Name, String)> = names.iter().map(|name| (*name, log.names.text(*name).to_owned())).collect();
    let on_change = {
        let find = find.clone();
        Callback::from(move |event: Event| {
            let word = chosen_word(&event).unwrap_or_default();
            choose.emit(find.iter().find(|(_, text)| *text == word).map(|(name, _)| *name));
        })
    };
    html! {
        <div class="records__field">
            <label for={id.clone()}>{ label }</label>
            <select {id} class="records__select" onchange={on_change}>
                <option value="" selected={chosen.is_none()}>{ words::ALL }</option>
                { for find.into_iter().map(|(name, text)| html! {
                    <option key={text.clone()} value={text.clone()} selected={chosen == Some(name)}>{ text.clone() }</option>
                }) }
            </select>
        </div>
    }
}

fn days(from_id: &str, to_id: &str, filter: Filter, span: (Seconds, Seconds), change: &Callback<Filter>) -> Html {
    let (first, last) = filter.start.unwrap_or(span);
    let on_change = |is_from: bool| {
        let change = change.clone();
        Callback::from(move |event: Event| {
            let text = changed_text(&event).unwrap_or_default();
            let start = match is_from {
                true => day::begin(&text).map(|begin| (begin, last)),
                false => day::end(&text).map(|end| (first, end)),
            };
            change.emit(Filter { start, ..filter });
        })
    };
    html! {
        <div class="records__pair">
            <div class="records__field">
                <label for={from_id.to_owned()}>{ words::FROM }</label>
                <input id={from_id.to_owned()} class="records__text" type="date" value={day::of(first)} onchange={on_change(true)} />
            </div>
            <div class="records__field">
                <label for={to_id.to_owned()}>{ words::TO }</label>
                <input id={to_id.to_owned()} class="records__text" type="date" value={day::of(last)} onchange={on_change(false)} />
            </div>
        </div>
    }
}

fn durations(least_id: &str, most_id: &str, filter: Filter, change: &Callback<Filter>) -> Html {
    let (least, most) = filter.duration.unwrap_or((Seconds::ZERO, Seconds::INFINITY));
    let on_change = |is_least: bool| {
        let change = change.clone();
        Callback::from(move |event: Event| {
            let typed = parse(&changed_text(&event).unwrap_or_default(), Kind::Duration);
            let time = typed.ok().and_then(|amount| if let Amount::Seconds(time) = amount { Some(time) } else { None });
            let next = match is_least {
                true => (time.unwrap_or(Seconds::ZERO), most),
                false => (least, time.unwrap_or(Seconds::INFINITY)),
            };
            let is_all = next == (Seconds::ZERO, Seconds::INFINITY);
            change.emit(Filter { duration: (!is_all).then_some(next), ..filter });
        })
    };
    html! {
        <div class="records__pair">
            <div class="records__field">
                <label for={least_id.to_owned()}>{ words::LEAST }</label>
                <input
                    id={least_id.to_owned()} class="records__text records__short" type="text" value={words::bound(least)} placeholder={words::NO_BOUND}
                    onchange={on_change(true)} />
            </div>
            <div class="records__field">
                <label for={most_id.to_owned()}>{ words::MOST }</label>
                <input
                    id={most_id.to_owned()} class="records__text records__short" type="text" value={words::bound(most)} placeholder={words::NO_BOUND}
                    onchange={on_change(false)} />
            </div>
        </div>
    }
}
