//! The panel that explains a number: which one, whose, and the steps to it.

use precopy_base::steps::steps;
use precopy_model::predict::explain::explain;
use yew::prelude::*;

use super::akoush::akoush_section;
use super::choice::{choice, fixed};
use crate::app::Dispatch;
use crate::state::explain::Change;
use crate::state::{Action, State};
use crate::words::explain as words;

/// Of a choice and its words.
const CLASSES: [&str; 2] = ["explain__choice", "explain__word"];

/// The panel.
pub(crate) fn explain_panel(state: &State, dispatch: &Dispatch) -> Html {
    let asked = state.kept.asked;
    let all = explain(&state.calculator.scenario, asked.predictor, asked.quantity);
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
                { steps(&all) }
            </div>
            { akoush_section(state) }
        </div>
    }
}
