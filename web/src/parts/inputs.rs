//! The inputs: they read like a sentence, from the product over the machine to the link.

use precopy_formats::Value;
use precopy_formats::fields::{TABLE, Takes, row};
use precopy_model::problem::Field;
use yew::prelude::*;

use super::choice::choice_field;
use super::shelf::shelf_button;
use super::value_field::value_field;
use crate::app::Dispatch;
use crate::pages::calculator::SLIDERS;
use crate::state::{Shelf, State};
use crate::words;

/// All inputs.
pub(crate) fn inputs_panel(state: &State, dispatch: &Dispatch) -> Html {
    let field = |field: Field| value_field(state, field, dispatch);
    let no_downtime_limit = !state.inputs.applies(Field::DowntimeLimit) || state.inputs.is_moot(Field::DowntimeLimit);
    let custom = state.inputs.preset().id == "custom";
    let more = TABLE
        .iter()
        .map(|row| row.field)
        .filter(|&field| field != Field::Hypervisor && field != Field::DowntimeLimit && !SLIDERS.contains(&field))
        .filter(|&field| state.inputs.applies(field));
    html! {
        <section class="inputs" aria-label="Inputs">
            { shelf_button(state, Shelf::Scenarios, dispatch) }
            <h2 class="inputs__head">{ words::HYPERVISOR }</h2>
            { choice(state, Field::Hypervisor, false, state.inputs.preset().summary, dispatch) }
            <div class={classes!(no_downtime_limit.then_some("hidden"))}>
                { field(Field::DowntimeLimit) }
            </div>
            <h2 class="inputs__head">{ words::VIRTUAL_MACHINE }</h2>
            { for [Field::Memory, Field::WorkingSet, Field::HotSet, Field::DirtyRate].map(field) }
            { shelf_button(state, Shelf::Measure, dispatch) }
            <h2 class="inputs__head">{ words::LINK }</h2>
            { field(Field::Link) }
            <details class="more" open={custom}>
                <summary>{ words::MORE_VALUES }</summary>
                { for more.map(|one| {
                    let moot = state.inputs.is_moot(one) && one != Field::StopThreshold;
                    html! {
                        <div key={row(one).key} class={classes!(moot.then_some("hidden"))}>
                            { match row(one).takes {
                                Takes::Words(_) => choice(state, one, true, row(one).help, dispatch),
                                Takes::Amount(_) | Takes::Preset => field(one),
                            } }
                        </div>
                    }
                }) }
            </details>
        </section>
    }
}

fn choice(state: &State, field: Field, named: bool, line: &str, dispatch: &Dispatch) -> Html {
    let word = match state.inputs.effective(field).0 {
        Value::Word(word) => word,
        Value::Amount(_) => "",
    };
    choice_field(field, state.element_id(field), word, line, named, dispatch)
}
