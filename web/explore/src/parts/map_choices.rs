//! What the map shows: which two inputs, on which scale, which number, and who says it.

use precopy_base::browser::events::chosen_word;
use precopy_formats::fields::row;
use precopy_model::explore::{Input, Scale, Who};
use yew::prelude::*;

use crate::app::Asked;
use crate::state::map::{Choice, KEY, Quantity, Side, offered};
use crate::told::Told;
use crate::words::map as words;

/// The choices in a row.
pub(super) fn choices(asked: &Asked, choice: Choice) -> Html {
    let tell = asked.tell.clone();
    let choose = Callback::from(move |choice: Choice| {
        tell.emit(Told::Keys(vec![(KEY.to_owned(), choice.text())]));
    });
    let offered = offered(&asked.calculator);
    let sides = [
        (
            words::ACROSS,
            "across",
            choice.across,
            Choice::with_across as fn(Choice, Input) -> Choice,
            Choice { across: choice.across.turned(), ..choice },
        ),
        (
            words::UP,
            "up",
            choice.up,
            Choice::with_up as fn(Choice, Input) -> Choice,
            Choice { up: choice.up.turned(), ..choice },
        ),
    ];
    html! {
        <div class="map__choices">
            { for sides.into_iter().map(|(name, id, side, with, turned)| {
                let id = format!("map-{id}-{}", asked.instance);
                let on_change = {
                    let (choose, offered) = (choose.clone(), offered.clone());
                    Callback::from(move |event: Event| {
                        let key = chosen_word(&event).unwrap_or_default();
                        if let Some(input) = offered.iter().find(|input| row(input.field()).key == key) {
                            choose.emit(with(choice, *input));
                        }
                    })
                };
                html! {
                    <div class="map__side">
                        <label class="map__name" for={id.clone()}>{ name }</label>
                        <div class="map__row">
                            <select {id} class="map__select" onchange={on_change}>
                                { for offered.iter().map(|input| option(*input, side)) }
                            </select>
                            { scale(name, side, turned, &choose) }
                        </div>
                    </div>
                }
            }) }
            { keys(words::QUANTITY, &Quantity::ALL, choice.quantity, words::quantity, {
                let choose = choose.clone();
                Callback::from(move |quantity| choose.emit(Choice { quantity, ..choice }))
            }) }
            { keys(words::WHO, &[Who::Rounds, Who::Bound], choice.who, words::who, {
                Callback::from(move |who| choose.emit(Choice { who, ..choice }))
            }) }
        </div>
    }
}

fn option(input: Input, side: Side) -> Html {
    html! {
        <option value={row(input.field()).key} selected={input == side.input}>{ words::input(input) }</option>
    }
}

/// The button for the scale of an axis.
fn scale(name: &'static str, side: Side, turned: Choice, choose: &Callback<Choice>) -> Html {
    let choose = choose.clone();
    let on_click = Callback::from(move |_: MouseEvent| choose.emit(turned));
    html! {
        <button
            class="tool map__scale" type="button" aria-label={words::scale_of(name)}
            aria-pressed={(side.scale == Scale::Logarithmic).to_string()} onclick={on_click}>
            { words::LOGARITHMIC }
        </button>
    }
}

/// Buttons of which one is pressed.
fn keys<T: Copy + PartialEq + 'static>(
    name: &'static str,
    all: &[T],
    chosen: T,
    text: fn(T) -> &'static str,
    choose: Callback<T>,
) -> Html {
    html! {
        <div class="map__side" role="group" aria-label={name}>
            <span class="map__name" aria-hidden="true">{ name }</span>
            <div class="keys map__keys">
                { for all.iter().map(|&one| {
                    let choose = choose.clone();
                    let on_click = Callback::from(move |_: MouseEvent| choose.emit(one));
                    html! {
                        <button
                            key={text(one)} class="key map__key" type="button" aria-pressed={(one == chosen).to_string()}
                            onclick={on_click}>
                            { text(one) }
                        </button>
                    }
                }) }
            </div>
        </div>
    }
}
