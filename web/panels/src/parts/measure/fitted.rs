//! What was read: the measurements, the curve through them, and the buttons that enter it.

use precopy_formats::dirty_rate::Measured;
use precopy_model::problem::Field;
use yew::prelude::*;

use super::plot::plot;
use super::{changes, line, list, not_read, quiet, set_button};
use crate::app::Dispatch;
use crate::state::distinct::distinct_entries;
use crate::state::measure::{Change, FACTORS, Proposal, memory_proposal, proposal};
use crate::state::{Action, State};
use crate::words::measure as words;

/// Everything that follows from the text in the box.
#[inline(never)]
pub(super) fn fitted(state: &State, dispatch: &Dispatch) -> Html {
    let measure = state.measure();
    let rows: Vec<&Measured> = measure.reading.of(measure.domain.as_deref()).collect();
    let nothing = rows.is_empty();
    html! {
        <section class="measure__step">
            <h3>{ words::STEP_USE }</h3>
            <p class="measure__quiet" role="status">{ words::summary(&measure.text, &measure.reading, rows.len()) }</p>
            { not_read(&measure.reading.problems) }
            { domains(state, dispatch) }
            { memory(state, dispatch) }
            <div class={classes!("measure__result", nothing.then_some("hidden"))}>
                <div class="measure__seen">
                    { table(state, &rows) }
                    { plot(state) }
                </div>
                <div class="measure__use">
                    { for remarks(state, &rows) }
                    { factor(state, dispatch) }
                    { enter(state, dispatch) }
                    if let Some(entries) = distinct_entries(state) {
                        { quiet(words::AS_MEASURED) }
                        { set_button(state, &entries, Some(words::USE_DISTINCT), dispatch) }
                    }
                </div>
            </div>
        </section>
    }
}

/// The fit in words, and what it leaves open.
fn remarks(state: &State, rows: &[&Measured]) -> Vec<Html> {
    let Some(fit) = &state.measure().measured else { return Vec::new() };
    let mut lines = vec![line(0, "", format!("{}{}", words::FIT, words::fitted(fit)))];
    for remark in &fit.remarks {
        lines.push(line(lines.len(), "measure__remark", words::remark(remark)));
    }
    if rows.iter().any(|one| one.origin.is_of_a_migration()) {
        lines.push(line(lines.len(), "measure__remark", words::OF_A_MIGRATION.to_owned()));
    }
    lines
}

/// The choice of a VM, where the text names any.
fn domains(state: &State, dispatch: &Dispatch) -> Html {
    let names: Vec<(&str, &str)> = state.measure().reading.domains().into_iter().map(|name| (name, name)).collect();
    let id = format!("precopy{}-measured-vm", state.instance);
    let chosen = state.measure().domain.as_deref().unwrap_or_default();
    list(id, words::DOMAIN, &names, chosen, changes(dispatch, Change::Domain))
}

#[inline(never)]
fn table(state: &State, rows: &[&Measured]) -> Html {
    html! {
        <div class="measure__scroll" tabindex="0" role="region" aria-label={words::TABLE}>
            <table class="measured">
                <thead>
                    <tr>{ for words::COLUMNS.iter().map(|name| html! { <th key={*name} scope="col">{ *name }</th> }) }</tr>
                </thead>
                <tbody>
                    { for rows.iter().enumerate().map(|(index, one)| {
                        let [window, distinct, rate, above] = words::row(&one.sample, state.measure().measured.as_ref());
                        html! {
                            <tr key={index} title={words::origin(one)}>
                                <th scope="row">{ window }</th><td>{ distinct }</td><td>{ rate }</td><td>{ above }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
            { quiet(words::origins(rows)) }
        </div>
    }
}

/// The warning, and how often the rate counts.
#[inline(never)]
fn factor(state: &State, dispatch: &Dispatch) -> Html {
    html! {
        <div class="factor">
            { line(0, "", words::WARNING.to_owned()) }
            <div class="factor__choices" role="group" aria-label={words::FACTOR}>
                <span>{ words::COUNT_THE_RATE }</span>
                { for FACTORS.into_iter().map(|factor| {
                    let chosen = state.measure().factor == factor;
                    let on_click = {
                        let dispatch = dispatch.clone();
                        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Measure(Change::Factor(factor))))
                    };
                    html! {
                        <button
                            key={factor.to_string()} class="button factor__choice" type="button" aria-pressed={chosen.to_string()}
                            onclick={on_click}>
                            { words::factor(factor) }
                        </button>
                    }
                }) }
            </div>
        </div>
    }
}

/// The buttons that enter the fit, or why there are none.
#[inline(never)]
fn enter(state: &State, dispatch: &Dispatch) -> Html {
    let memory = state.calculator.scenario.vm.memory;
    let open = state.measure().measured.as_ref().is_some_and(|fit| fit.hot_set_is_lower_limit());
    match proposal(state) {
        None => Html::default(),
        // The remark says it.
        Some(Proposal::NothingSeen) => Html::default(),
        Some(Proposal::MoreThanMemory(hot_set)) => line(0, "measure__remark", words::more_than_memory(hot_set, memory)),
        Some(Proposal::Enter(entries)) => {
            let whole = vec![(Field::HotSet, "100 %".to_owned())];
            html! {
                <div class="measure__enter">
                    { set_button(state, &entries, None, dispatch) }
                    if open {
                        { line(0, "", words::WHOLE_WORKING_SET.to_owned()) }
                        { set_button(state, &whole, Some(words::TAKE_WHOLE), dispatch) }
                    }
                    { quiet(words::calculator_says(&state.verdict)) }
                </div>
            }
        }
    }
}

/// The button for the memory, where the text says something of it.
fn memory(state: &State, dispatch: &Dispatch) -> Html {
    match memory_proposal(state) {
        None => Html::default(),
        Some(entries) => set_button(state, &entries, None, dispatch),
    }
}
