//! The inputs that a student may turn.

use precopy_base::browser::events::{changed_text, chosen_word, input_value};
use precopy_base::words::problem_line;
use precopy_formats::Value;
use precopy_formats::fields::Word;
use precopy_formats::lessons::Start;
use yew::prelude::*;

use super::Around;
use crate::learn::state::exercise::Change;
use crate::learn::state::exercise::solving::Solving;
use crate::learn::state::exercise::turning::{Turned, Way, said, value};
use crate::learn::state::slider::{POSITIONS, Slider};
use crate::learn::words::exercise as words;

/// A slider, list or field for each.
pub(super) fn turn(solving: &Solving, given: &Around) -> Html {
    let now = solving.now();
    let all: Vec<Turned> =
        solving.exercise.turn.iter().filter_map(|key| Turned::of(key, &solving.exercise.scenario)).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <div class="lesson__turn" role="group" aria-label={words::TURN}>
            { for all.iter().map(|turned| one(turned, &now, solving, given)) }
        </div>
    }
}

fn one(turned: &Turned, now: &Start, solving: &Solving, given: &Around) -> Html {
    let value = value(now, turned.row.field);
    let refused = solving.refused.as_ref().filter(|(key, _)| key == turned.row.key).map(|(_, problem)| problem);
    let control = match &turned.way {
        Way::Slide(slider) => slide(turned, *slider, &value, given),
        Way::Choose(all) => choose(turned, all, &value, given),
        Way::Type => typed(turned, &value, refused.is_some(), given),
    };
    html! {
        <div key={turned.row.key} class="exercise__input">
            { control }
            if let Some(problem) = refused {
                <p class="exercise__fault" id={given.id(&format!("refused-{}", turned.row.key))} role="alert">{ problem_line(problem) }</p>
            }
        </div>
    }
}

/// What a text does.
fn to(turned: &Turned, given: &Around) -> impl Fn(String) + use<> {
    let (given, key) = (given.clone(), turned.row.key);
    move |text: String| given.change(Change::Turn(key.to_owned(), text))
}

fn slide(turned: &Turned, slider: Slider, value: &Value, given: &Around) -> Html {
    let to = to(turned, given);
    let on_input = Callback::from(move |event: InputEvent| {
        if let Some(position) = input_value(&event).and_then(|position| position.parse::<u32>().ok()) {
            to(slider.at_position(position));
        }
    });
    let (name, said) = (turned.row.field.name(), said(turned.row, value));
    html! {
        <label class="lesson__slider">
            <span>{ name }</span>
            <strong>{ &said }</strong>
            <input
                class="field__slider" type="range" min="0" max={POSITIONS.to_string()} step="1" aria-label={name}
                aria-valuetext={said.clone()} value={slider.position(&value.compact()).to_string()} oninput={on_input} />
        </label>
    }
}

fn choose(turned: &Turned, all: &[Word], value: &Value, given: &Around) -> Html {
    let to = to(turned, given);
    let on_change = Callback::from(move |event: Event| {
        if let Some(word) = chosen_word(&event) {
            to(word);
        }
    });
    let id = given.id(turned.row.key);
    html! {
        <div class="lesson__slider">
            <label for={id.clone()}>{ turned.row.field.name() }</label>
            <select {id} class="field__choice" onchange={on_change}>
                { for all.iter().map(|word| html! {
                    <option key={word.id} value={word.id} selected={*value == Value::Word(word.id)}>{ word.name }</option>
                }) }
            </select>
        </div>
    }
}

fn typed(turned: &Turned, value: &Value, is_wrong: bool, given: &Around) -> Html {
    let to = to(turned, given);
    let on_change = Callback::from(move |event: Event| {
        if let Some(text) = changed_text(&event) {
            to(text);
        }
    });
    let id = given.id(turned.row.key);
    html! {
        <div class="lesson__slider">
            <label for={id.clone()}>{ turned.row.field.name() }</label>
            <input
                {id} class="field__text" type="text" autocomplete="off" spellcheck="false" value={value.text()}
                aria-invalid={is_wrong.to_string()} onchange={on_change}
                aria-describedby={is_wrong.then(|| given.id(&format!("refused-{}", turned.row.key)))} />
        </div>
    }
}
