//! A number, step by step: each by its formula, with the present numbers put in, what comes of it, and where that is from.

use precopy_model::predict::explain::Step;
use yew::prelude::*;

use crate::parts::mark_colour;
use crate::words::place;

/// The style sheet of the steps, for the programs that show them.
pub const SHEET: &str = include_str!("steps.css");

/// The steps as a list, the last of which is the result.
pub fn steps(all: &[Step]) -> Html {
    let last = all.len().saturating_sub(1);
    html! {
        <ol class="steps">{ for all.iter().enumerate().map(|(index, step)| one(index, step, index == last)) }</ol>
    }
}

fn one(index: usize, step: &Step, is_result: bool) -> Html {
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
