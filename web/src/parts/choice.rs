//! An input that takes one of a few words.

use precopy_formats::fields::{Takes, row};
use precopy_model::problem::Field;
use precopy_model::scenario::presets;
use yew::prelude::*;

use super::source_chip::{Provenance, source_chip};
use crate::app::Dispatch;
use crate::browser::events::chosen_word;
use crate::state::{Action, State};
use crate::words;

/// A list with the chosen word, and a line below that says what it means.
pub(crate) fn choice_field(state: &State, field: Field, dispatch: &Dispatch) -> Html {
    let id = state.element_id(field);
    let line_id = format!("{id}-line");
    html! {
        <div key={row(field).key} class="field field--choice">
            <label class="field__name" for={id.clone()}>{ field.name() }</label>
            { list(state, field, id, line_id.clone(), dispatch) }
            <p class="field__line" id={line_id}>
                { format!("{} ", words::meaning(state, field)) }
                if let Some(provenance) = Provenance::of(state, field) {
                    { source_chip(field, &provenance, dispatch) }
                }
            </p>
            if field == Field::Pattern {
                <p class="field__line">{ words::pattern::bound_line(state) }</p>
            }
        </div>
    }
}

/// The choice of a product, in groups, with what is special about it.
pub(crate) fn preset_field(state: &State, dispatch: &Dispatch) -> Html {
    let id = state.element_id(Field::Hypervisor);
    let line_id = format!("{id}-line");
    let preset = state.inputs.preset();
    html! {
        <div key="hv" class="field field--choice">
            { list(state, Field::Hypervisor, id, line_id.clone(), dispatch) }
            <p class="field__line" id={line_id}>{ words::sentence(preset.summary) }</p>
            <p class={classes!("field__line", "caveat", preset.caveat.is_empty().then_some("hidden"))}>{ preset.caveat }</p>
        </div>
    }
}

fn list(state: &State, field: Field, id: String, line_id: String, dispatch: &Dispatch) -> Html {
    let chosen = state.text(field);
    let locked = state.presentation.is_locked(field);
    let on_change = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(word) = chosen_word(&event) {
                dispatch.emit(Action::Choose(field, word));
            }
        })
    };
    let option = |id: &'static str, name: &'static str| {
        html! { <option key={id} value={id} selected={id == chosen}>{ name }</option> }
    };
    let options: Html = match row(field).takes {
        Takes::Preset => presets::GROUPS
            .iter()
            .map(|group| {
                let products = group.presets.iter().flat_map(|presets| presets.iter());
                html! {
                    <optgroup key={group.name} label={group.name}>
                        { for products.map(|preset| option(preset.id, preset.name)) }
                    </optgroup>
                }
            })
            .collect(),
        _ => {
            // Those that the product has, and the one that counts.
            let own = state.inputs.preset().setting(field).map_or(&[][..], |setting| setting.words);
            row(field)
                .words()
                .into_iter()
                .filter(|word| own.is_empty() || own.contains(&word.id) || word.id == chosen)
                .map(|word| option(word.id, word.name))
                .collect()
        }
    };
    html! {
        // A list in which a person has chosen no longer follows its options' attributes: it is told its value too.
        <select
            {id} class="field__choice" ~value={chosen.clone()} aria-label={field.name()} aria-describedby={line_id}
            disabled={locked} title={locked.then_some(words::LOCKED)} onchange={on_change}>
            { options }
        </select>
    }
}
