//! What is to be done, but the sheets: a ready-made plan, the product, which hosts are emptied, how, and under which rules.

use precopy_base::browser::events::{changed_area, changed_text, chosen_word, focus_named};
use precopy_base::words::place;
use precopy_formats::link;
use precopy_formats::maintenance::ready::{ALL, find};
use precopy_formats::maintenance::{
    AFTERWARDS, Afterwards, HostColumn, RULES_ALLOWED, Sheet, TECHNIQUES, Techniques, print_rule, product_of,
};
use precopy_model::plan::product_limits;
use precopy_model::scenario::presets::GROUPS;
use yew::prelude::*;

use super::page::Around;
use crate::parts::pick::{pick, picks};
use crate::plan::app::Dispatch;
use crate::plan::state::grid::Grid;
use crate::plan::state::{Action, State};
use crate::plan::words::entered as text;
use crate::plan::words::outcome::capital;

/// More hosts are not offered as buttons.
const MOST_BUTTONS: usize = 40;

/// The part.
pub(super) fn entered(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    html! {
        <section class="filters planner__side" aria-label={text::HEAD}>
            <h3 class="inputs__head">{ text::HEAD }</h3>
            { ready(state, dispatch, around) }
            if let Some(case) = &state.case {
                <p class={classes!("planner__summary", (!state.is_sound()).then_some("hidden"))}>{ text::summary(case) }</p>
            }
            <p class="planner__tools">
                { for [(Grid::Vms, text::EDIT_VMS), (Grid::Hosts, text::EDIT_HOSTS)].map(|(grid, name)| edit(state, dispatch, grid, name)) }
            </p>
            { emptied(state, dispatch, around) }
            { lists(state, dispatch, around) }
            { product(state, dispatch, around) }
            { rules(state, dispatch, around) }
        </section>
    }
}

fn id(state: &State, what: &str) -> String {
    format!("precopy{}-plan-{what}", state.instance)
}

/// The way to a sheet.
fn edit(state: &State, dispatch: &Dispatch, grid: Grid, name: &'static str) -> Html {
    let (dispatch, head) = (dispatch.clone(), format!("precopy{}-plan-sheets", state.instance));
    let on_click = Callback::from(move |event: MouseEvent| {
        dispatch.emit(Action::Show(grid));
        focus_named(&event, &head);
    });
    html! { <button key={name} class="button" type="button" onclick={on_click}>{ name }</button> }
}

/// The ready-made plans, and what is known of the one that is loaded.
fn ready(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let id = id(state, "ready");
    let chosen = state.kept.ready.and_then(find);
    let on_change = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(one) = chosen_word(&event).and_then(|word| find(&word)) {
                dispatch.emit(Action::Ready(one.id));
            }
        })
    };
    html! {
        <div class="planner__field">
            <label for={id.clone()}>{ text::READY }</label>
            <select {id} class="planner__select" onchange={on_change} disabled={around.readonly}>
                if chosen.is_none() {
                    <option key="own" value="" selected=true>{ text::OWN }</option>
                }
                { for ALL.iter().map(|one| html! {
                    <option key={one.id} value={one.id} selected={chosen.is_some_and(|chosen| chosen.id == one.id)}>{ one.title }</option>
                }) }
            </select>
            if let Some(one) = chosen {
                <p class="pages__quiet">{ one.shows }</p>
                <p class="pages__quiet">{ text::SOURCE }{ place(&one.source) }</p>
                if !one.assumed.is_empty() {
                    <details class="planner__assumed">
                        <summary><span class="mark mark--assumed">{ text::ASSUMED }</span></summary>
                        <ul>{ for one.assumed.iter().map(|what| html! { <li key={*what}>{ *what }</li> }) }</ul>
                    </details>
                }
            }
        </div>
    }
}

/// Which hosts are emptied, as buttons.
fn emptied(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let hosts = &state.kept.sheets.hosts;
    let rows: Vec<usize> = hosts.filled().collect();
    if MOST_BUTTONS < rows.len() {
        let said = if around.readonly { "" } else { text::EMPTIED_MANY };
        return html! { <p class="pages__quiet">{ said }</p> };
    }
    if rows.is_empty() {
        return Html::default();
    }
    let is_emptied = |row: usize| hosts.effective(row, HostColumn::Drain) == "yes";
    if around.readonly {
        let names = rows.iter().filter(|row| is_emptied(**row)).map(|row| hosts.cell(*row, HostColumn::Name));
        return html! {
            <div class="planner__field">
                <span class="pages__quiet">{ text::EMPTIED }</span>
                <p>{ text::emptied(names) }</p>
            </div>
        };
    }
    let button = |row: usize| {
        let (name, drain) = (hosts.cell(row, HostColumn::Name), is_emptied(row));
        let dispatch = dispatch.clone();
        pick(name.to_owned(), drain, Html::default(), move || dispatch.emit(Action::Drain(row, !drain)))
    };
    picks(text::EMPTIED, rows.into_iter().map(button).collect())
}

/// What becomes of hosts, and how memory is moved.
fn lists(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let sheets = &state.kept.sheets;
    let [after_id, how_id] = ["afterwards", "techniques"].map(|what| id(state, what));
    let after = [Afterwards::StayOn, Afterwards::SwitchOff, Afterwards::Restart];
    let how = [Techniques::PreCopy, Techniques::PostCopy, Techniques::ByTraffic];
    let on_after = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let at = chosen_word(&event).and_then(|word| AFTERWARDS.iter().position(|one| one.id == word));
            if let Some(afterwards) = at.and_then(|at| after.get(at)) {
                dispatch.emit(Action::Afterwards(*afterwards));
            }
        })
    };
    let on_how = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let at = chosen_word(&event).and_then(|word| TECHNIQUES.iter().position(|one| one.id == word));
            if let Some(techniques) = at.and_then(|at| how.get(at)) {
                dispatch.emit(Action::Techniques(*techniques));
            }
        })
    };
    html! {
        <>
            <div class="planner__field">
                <label for={after_id.clone()}>{ text::AFTERWARDS }</label>
                <select id={after_id} class="planner__select" onchange={on_after} disabled={around.readonly}>
                    { for AFTERWARDS.iter().zip(after).map(|(word, one)| html! {
                        <option key={word.id} value={word.id} selected={one == sheets.afterwards}>{ text::afterwards(one) }</option>
                    }) }
                </select>
            </div>
            <div class="planner__field">
                <label for={how_id.clone()}>{ text::TECHNIQUES }</label>
                <select id={how_id} class="planner__select" onchange={on_how} disabled={around.readonly}>
                    { for TECHNIQUES.iter().zip(how).map(|(word, one)| html! {
                        <option key={word.id} value={word.id} selected={one == sheets.techniques}>{ text::techniques(one) }</option>
                    }) }
                </select>
            </div>
        </>
    }
}

/// The product and its options.
fn product(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let [list_id, text_id] = ["product", "options"].map(|what| id(state, what));
    let product = &state.kept.sheets.product;
    let chosen = link::parse(product).inputs.preset().id;
    let on_list = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(word) = chosen_word(&event) {
                dispatch.emit(Action::Product(format!("hv={word}")));
            }
        })
    };
    let on_text = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = changed_text(&event) {
                dispatch.emit(Action::Product(text.trim().to_owned()));
            }
        })
    };
    let take = {
        let (dispatch, calculator) = (dispatch.clone(), around.calculator.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Product(product_of(&link::parse(&calculator).inputs)))
        })
    };
    let wrong: Vec<String> = state
        .problems
        .iter()
        .filter(|one| one.sheet == Sheet::Product)
        .map(|one| precopy_base::words::problem_line(&one.problem))
        .collect();
    html! {
        <div class="planner__field">
            <label for={list_id.clone()}>{ text::PRODUCT }</label>
            <select id={list_id} class="planner__select" onchange={on_list} disabled={around.readonly}>
                { for GROUPS.iter().map(|group| html! {
                    <optgroup key={group.name} label={group.name}>
                        { for group.presets.iter().flat_map(|presets| presets.iter()).map(|preset| html! {
                            <option key={preset.id} value={preset.id} selected={preset.id == chosen}>{ preset.name }</option>
                        }) }
                    </optgroup>
                }) }
            </select>
            <input
                id={text_id} class="planner__text own-name" type="text" autocomplete="off" spellcheck="false" aria-label={text::OPTIONS}
                aria-invalid={(!wrong.is_empty()).then_some("true")} readonly={around.readonly} value={product.clone()} onchange={on_text} />
            { for wrong.into_iter().map(|line| html! { <p class="planner__wrong">{ line }</p> }) }
            if !around.readonly {
                <button class="back planner__take" type="button" onclick={take}>{ text::TAKE_PRODUCT }</button>
            }
        </div>
    }
}

/// The product's limits, and rules of one's own.
fn rules(state: &State, dispatch: &Dispatch, around: &Around) -> Html {
    let [limits_id, text_id] = ["limits", "rules"].map(|what| id(state, what));
    let sheets = &state.kept.sheets;
    let limits = state.case.as_ref().map(|case| product_limits(&case.site)).unwrap_or_default();
    let on_limits = {
        let (dispatch, now) = (dispatch.clone(), sheets.with_product_limits);
        Callback::from(move |_: Event| dispatch.emit(Action::ProductLimits(!now)))
    };
    let on_rules = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = changed_area(&event) {
                dispatch.emit(Action::Rules(text));
            }
        })
    };
    let wrong = state.problems.iter().filter(|one| one.sheet == Sheet::Rules);
    let rows = sheets.rules.lines().count().clamp(3, 10);
    html! {
        <div class="planner__field" role="group" aria-label={text::RULES}>
            <span class="planner__check">
                <input
                    id={limits_id.clone()} type="checkbox" checked={sheets.with_product_limits} onchange={on_limits}
                    disabled={around.readonly} />
                <label for={limits_id}>{ text::LIMITS }</label>
            </span>
            <p class="pages__quiet">
                if limits.is_empty() {
                    { text::NO_LIMITS }
                } else if let Some(case) = &state.case {
                    { for limits.iter().map(|(rule, source)| html! {
                        <span class="planner__limit">{ capital(&print_rule(rule, &case.site)) }{ ": " }{ place(source) }</span>
                    }) }
                }
            </p>
            <label for={text_id.clone()}>{ text::RULES_TEXT }</label>
            <textarea
                id={text_id} class="planner__area" rows={rows.to_string()} spellcheck="false" placeholder={text::RULES_EXAMPLE}
                readonly={around.readonly} value={sheets.rules.clone()} onchange={on_rules} />
            { for wrong.map(|one| html! { <p class="planner__wrong">{ one.to_string() }</p> }) }
            <details class="planner__assumed">
                <summary>{ text::RULES_HELP }</summary>
                <ul>{ for RULES_ALLOWED.iter().map(|rule| html! { <li key={*rule} class="own-name">{ *rule }</li> }) }</ul>
            </details>
        </div>
    }
}
