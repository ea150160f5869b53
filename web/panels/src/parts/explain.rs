//! The panel that explains a number: which one, whose, and the steps to it.

use precopy_model::predict::explain::{Step, explain};
use yew::prelude::*;

use super::akoush::akoush_section;
use crate::app::Dispatch;
use crate::state::explain::Change;
use crate::state::{Action, State};
use crate::words::explain as words;
use precopy_base::parts::mark_colour;
use precopy_base::words::place;

/// The panel.
pub(crate) fn explain_panel(state: &State, dispatch: &Dispatch) -> Html {
    let asked = state.kept.asked;
    let steps = explain(&state.calculator.scenario, asked.predictor, asked.quantity);
    let last = steps.len().saturating_sub(1);
    html! {
        <div class="explain">
            <p class="explain__what">{ words::WHAT }</p>
            <div class="explain__choices">
                { choice(words::WHICH_NUMBER, &words::QUANTITIES, asked.quantity, dispatch, Change::Quantity) }
                { choice(words::WHOSE, &words::PREDICTORS, asked.predictor, dispatch, Change::Predictor) }
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

/// A choice of a few words.
fn choice<T: Copy + PartialEq + 'static>(
    label: &'static str,
    words: &[(T, &'static str)],
    chosen: T,
    dispatch: &Dispatch,
    change: fn(T) -> Change,
) -> Html {
    html! {
        <div class="explain__choice" role="group" aria-label={label}>
            { for words.iter().map(|&(one, word)| {
                let dispatch = dispatch.clone();
                let on_click = Callback::from(move |_: MouseEvent| dispatch.emit(Action::Explain(change(one))));
                html! {
                    <button
                        key={word} class="button explain__word" type="button" aria-pressed={(one == chosen).to_string()}
                        onclick={on_click}>
                        { word }
                    </button>
                }
            }) }
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
