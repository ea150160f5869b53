//! The inputs: they read like a sentence, from the product with its options over the machine to the link.

use std::rc::Rc;

use precopy_formats::fields::{TABLE, Takes, row};
use precopy_model::problem::Field;
use yew::prelude::*;

use super::choice::{choice_field, preset_field};
use super::disclosure::Disclosure;
use super::shelf::shelf_button;
use super::value_field::value_field;
use crate::app::Dispatch;
use crate::state::{Controls, Shelf, State, slider};
use crate::words;

/// The inputs of the machine.
const MACHINE: [Field; 6] =
    [Field::Memory, Field::WorkingSet, Field::HotSet, Field::DirtyRate, Field::Pattern, Field::Shape];
/// What most people leave alone about the link.
const MORE_OF_LINK: [Field; 5] =
    [Field::OtherData, Field::Streams, Field::StreamLimit, Field::TunnelLimit, Field::Goodput];

/// All inputs, or those with a slider.
pub(crate) fn inputs_panel(state: &State, dispatch: &Dispatch) -> Html {
    if state.presentation.controls == Controls::Sliders {
        sliders(state, dispatch)
    } else {
        everything(state, dispatch)
    }
}

/// Those with a slider, each with what it comes to.
fn sliders(state: &State, dispatch: &Dispatch) -> Html {
    let fields = TABLE.iter().map(|row| row.field);
    let with_slider = fields.filter(|&field| slider::position(state, field).is_some() && state.inputs.applies(field));
    html! {
        <section class="inputs" aria-label={words::INPUTS}>
            <p class="inputs__product">{ state.inputs.preset().name }</p>
            { for with_slider.map(|field| one_field(state, field, dispatch)) }
        </section>
    }
}

fn everything(state: &State, dispatch: &Dispatch) -> Html {
    let one = |field: Field| one_field(state, field, dispatch);
    let preset = state.inputs.preset();
    let custom = preset.id == "custom";
    // The product's own options, then those that are the same for all products.
    let of_link = |field: Field| field == Field::SharedBy || MORE_OF_LINK.contains(&field);
    let mut options = preset.options.iter().map(|option| option.field).filter(|&field| !of_link(field));
    let first = options.next();
    let others: Vec<Field> = options.collect();
    let is_option = |field: Field| preset.setting(field).is_some() && !of_link(field);
    let more = TABLE.iter().map(|row| row.field).filter(|&field| {
        let elsewhere = field == Field::Hypervisor || field == Field::Link || MACHINE.contains(&field);
        !elsewhere && !of_link(field) && !is_option(field) && state.inputs.applies(field)
    });
    let more: Vec<Field> = more.collect();
    let shared = Rc::new(state.clone());
    // A link that was opened may have entered something that would else be out of sight.
    let entered = |fields: &[Field]| fields.iter().any(|&field| state.inputs.differs_from_default(field));
    let disclosure = |summary: String, wanted: bool, fields: Vec<Field>| {
        let (state, dispatch) = (Rc::clone(&shared), dispatch.clone());
        let content = Callback::from(move |()| {
            let fields = fields.iter().map(|&field| one_field(&state, field, &dispatch));
            html! { { for fields } }
        });
        html! { <Disclosure {summary} {wanted} {content} /> }
    };
    html! {
        <section class="inputs" aria-label={words::INPUTS}>
            if !state.presentation.locks_any() {
                { shelf_button(state, Shelf::Scenarios, dispatch) }
            }
            <h2 class="inputs__head">{ words::HYPERVISOR }</h2>
            { preset_field(state, dispatch) }
            <div key={preset.id} class="options">
                { for first.map(one) }
                if !others.is_empty() {
                    { disclosure(words::more_options(others.len()), entered(&others), others) }
                }
            </div>
            <h2 class="inputs__head">{ words::VIRTUAL_MACHINE }</h2>
            { for MACHINE.map(one) }
            if !state.presentation.readonly {
                { shelf_button(state, Shelf::Measure, dispatch) }
            }
            <h2 class="inputs__head">{ words::LINK }</h2>
            { one(Field::Link) }
            { one(Field::SharedBy) }
            { disclosure(words::MORE_OF_LINK.to_owned(), entered(&MORE_OF_LINK), MORE_OF_LINK.to_vec()) }
            { disclosure(words::MORE_VALUES.to_owned(), custom, more) }
        </section>
    }
}

/// One input; hidden while it changes nothing.
fn one_field(state: &State, field: Field, dispatch: &Dispatch) -> Html {
    let moot = state.is_moot(field) && field != Field::StopThreshold;
    let content = match row(field).takes {
        Takes::Words(_) => choice_field(state, field, dispatch),
        Takes::Amount(_) | Takes::Preset | Takes::Shape => value_field(state, field, dispatch),
    };
    html! { <div key={row(field).key} class={classes!(moot.then_some("hidden"))}>{ content }</div> }
}
