//! The sliders of a step.

use precopy_base::browser::events::input_value;
use precopy_formats::lessons::{Start, Turn};
use yew::prelude::*;

use crate::learn::app::Dispatch;
use crate::learn::state::Action;
use crate::learn::state::slider::{POSITIONS, Slider};
use crate::learn::words;

/// The sliders for some of the inputs that a lesson lets one turn.
pub(super) fn sliders(
    turns: &[Turn],
    keys: &[String],
    (step, title): (usize, &str),
    now: &Start,
    dispatch: &Dispatch,
) -> Html {
    let shown = keys.iter().filter_map(|key| turns.iter().find(|turn| turn.key == *key));
    html! {
        <div class="lesson__turn" role="group" aria-label={words::sliders(title)}>
            { for shown.filter_map(|turn| one(turn, step, now, dispatch)) }
        </div>
    }
}

fn one(turn: &Turn, step: usize, now: &Start, dispatch: &Dispatch) -> Option<Html> {
    let slider = Slider::of(&turn.key, (&turn.from, &turn.to), turn.is_logarithmic)?;
    let value = now.value(&turn.key).unwrap_or_default();
    let on_input = {
        let (dispatch, key) = (dispatch.clone(), turn.key.clone());
        Callback::from(move |event: InputEvent| {
            let position = input_value(&event).and_then(|position| position.parse::<u32>().ok());
            if let Some(position) = position {
                dispatch.emit(Action::Turn(step, key.clone(), slider.at_position(position)));
            }
        })
    };
    let (name, said) = (slider.name(), slider.said(value));
    Some(html! {
        <label key={turn.key.clone()} class="lesson__slider">
            <span>{ &name }</span>
            <strong>{ &said }</strong>
            <input
                class="field__slider" type="range" min="0" max={POSITIONS.to_string()} step="1" aria-label={name}
                aria-valuetext={said.clone()} value={slider.position(value).to_string()} oninput={on_input} />
        </label>
    })
}
