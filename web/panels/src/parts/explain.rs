//! The panel that explains a number: which one, whose, and the steps to it.

use precopy_model::predict::explain::{Step, explain};
use yew::prelude::*;

use super::akoush::akoush_section;
use super::choice::{choice, fixed};
use crate::app::Dispatch;
use crate::state::explain::Change;
use crate::state::{Action, State};
use crate::words::explain as words;
use precopy_base::parts::mark_colour;
use precopy_base::words::place;

/// Of a choice and its words.
const CLASSES: [&str; 2] = ["explain__choice", "explain__word"];

/// The panel.
pub(crate) fn explain_panel(state: &State, dispatch: &Dispatch) -> Html {
    let asked = state.kept.asked;
    let steps = explain(&state.calculator.scenario, asked.predictor, asked.quantity);
    let last = steps.len().saturating_sub(1);
    html! {
        <div class="explain">
            <p class="explain__what">{ words::WHAT }</p>
            <div class="explain__choices">
                { choice(words::WHICH_NUMBER, fixed(&words::QUANTITIES), asked.quantity, CLASSES, dispatch, |one| {
                    Action::Explain(Change::Quantity(one))
                }) }
                { choice(words::WHOSE, fixed(&words::PREDICTORS), asked.predictor, CLASSES, dispatch, |one| {
                    Action::Explain(Change::Predictor(one))
                }) }
                <p class="explain__quiet">{ words::predictor(asked.predictor) }</p>
            </div>
            // Of one height, so that nothing below moves while one drags.
            <div class="explain__scroll" tabindex="0" role="region" aria-label={words::STEPS}>
                <ol class="explain__steps">
                    { for steps.iter().enumerate().map(|(index, step)| one_step(index, step, index == last)) }
                </ol>
            </div>
            { akoush_section(state) }
        </div>
    }
}

fn one_step(index: usize, step: &Step, is_result: bool) -> Html {
    html! {
        <li key={index} class={classes!("step", is_result.then_some("step--result"))}>
            <strong class="step__title">{ step.title.to_string() }</strong>
            <span class="step__how">
                <span class="step__formula">{ step.formula }</span>
                if !step.with.is_empty() {
                    <span class="step__with">{ step.with.clone() }</span>
                }
            </span>
            <strong class="step__value">{ step.value.in_words() }</strong>
            <span class="step__source">
                <span class={classes!("step__mark", mark_colour(step.source.mark))}>{ step.source.mark.name() }</span>
                { " " }
                { place(&step.source) }
            </span>
        </li>
    }
}
