//! The scenarios that are pinned beside the present one, in a table: what differs, and what comes of it.

use precopy_base::browser::events::{changed_text, chosen_word, focus_named};
use precopy_base::calculator::Calculator;
use precopy_formats::pins;
use yew::prelude::*;

use crate::app::Asked;
use crate::state::compare::{Column, Line, difference, lines, pin, taken_over};
use crate::told::Told;
use crate::words::compare as words;

/// The comparison.
#[component(Compare)]
pub(crate) fn compare(asked: &Asked) -> Html {
    let base = use_state_eq(|| None::<AttrValue>);
    let all_inputs = use_state_eq(|| false);
    let pinned = use_memo(pins_of(&asked.calculator), |pins| Column::pinned(pins));
    let present = use_memo((asked.calculator.clone(), pinned.is_empty()), |(calculator, is_alone)| {
        (!is_alone).then(|| Column::present(calculator))
    });
    // The present one first, where the eye comes from the calculator; it is told by how it differs from what was pinned.
    let columns: Vec<&Column> = present.iter().chain(pinned.iter()).collect();
    let is_base = |column: &&&Column| base.as_ref().is_some_and(|chosen| **chosen == *column.id());
    let base_column = columns.iter().find(is_base).copied().or(pinned.first());
    html! {
        <section class="explore__part compare" aria-labelledby={head_id(asked.instance)}>
            <h2 class="explore__head" id={head_id(asked.instance)}>{ words::HEAD }</h2>
            { pinning(asked) }
            if let Some(base_column) = base_column {
                { choices(asked.instance, &columns, base_column, &base, &all_inputs) }
                { table(asked, &columns, base_column, *all_inputs) }
            }
        </section>
    }
}

fn head_id(instance: u32) -> String {
    format!("precopy{instance}-compare")
}

fn pin_id(instance: u32) -> String {
    format!("precopy{instance}-pin")
}

/// The keys of the link that are pins: the columns are predicted anew when these change only.
fn pins_of(calculator: &Calculator) -> Vec<(String, String)> {
    calculator.others.iter().filter(|(key, _)| pins::letter(key).is_some()).cloned().collect()
}

/// The button that pins what is entered, or why it does not.
fn pinning(asked: &Asked) -> Html {
    let calculator = &asked.calculator;
    let told = pin(calculator, calculator.name());
    let refused = told.as_ref().err().map(|why| words::refused(*why));
    let on_click = {
        let tell = asked.tell.clone();
        Callback::from(move |_: MouseEvent| {
            if let Ok((key, text)) = &told {
                tell.emit(Told::Keys(vec![((*key).to_owned(), text.clone())]));
            }
        })
    };
    html! {
        <p class="compare__pin">
            <button
                id={pin_id(asked.instance)} class="button" type="button" aria-disabled={refused.is_some().then_some("true")}
                onclick={on_click}>
                { words::PIN }
            </button>
            <span class="explore__quiet" role="status">{ refused.unwrap_or(words::WHAT) }</span>
        </p>
    }
}

/// From what differences are reckoned, and whether all inputs are shown.
fn choices(
    instance: u32,
    columns: &[&Column],
    base: &Column,
    chosen: &UseStateHandle<Option<AttrValue>>,
    all_inputs: &UseStateHandle<bool>,
) -> Html {
    let ids = ["base", "all-inputs"].map(|name| format!("precopy{instance}-compare-{name}"));
    let [base_id, all_id] = ids;
    let on_base = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| chosen.set(chosen_word(&event).map(AttrValue::from)))
    };
    let on_all = {
        let all_inputs = all_inputs.clone();
        Callback::from(move |_: Event| all_inputs.set(!*all_inputs))
    };
    html! {
        <div class="compare__choices">
            <label for={base_id.clone()}>{ words::BASE }</label>
            <select id={base_id} class="compare__base" onchange={on_base}>
                { for columns.iter().map(|column| html! {
                    <option key={column.id()} value={column.id()} selected={column.key == base.key}>
                        { words::column(column) }
                    </option>
                }) }
            </select>
            <span class="compare__all">
                <input id={all_id.clone()} class="compare__box" type="checkbox" checked={**all_inputs} onchange={on_all} />
                <label for={all_id}>{ words::ALL_INPUTS }</label>
            </span>
        </div>
    }
}

fn table(asked: &Asked, columns: &[&Column], base: &Column, all_inputs: bool) -> Html {
    let lines = lines(columns, all_inputs);
    let (inputs, answers): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| matches!(line, Line::Input(_)));
    let width = (columns.len() + 1).to_string();
    html! {
        <div class="compare__scroll" tabindex="0" role="region" aria-label={words::TABLE}>
            <table class="compare__table">
                <thead>
                    <tr>
                        <th scope="col">{ words::ROW }</th>
                        { for columns.iter().map(|column| head(asked, column)) }
                    </tr>
                </thead>
                <tbody>
                    { group(words::ANSWERS, &width) }
                    { for answers.iter().map(|line| row(*line, columns, base)) }
                </tbody>
                <tbody>
                    { group(words::INPUTS, &width) }
                    { for inputs.iter().map(|line| row(*line, columns, base)) }
                </tbody>
            </table>
        </div>
    }
}

fn group(name: &'static str, width: &str) -> Html {
    html! { <tr key={name} class="compare__group"><th scope="rowgroup" colspan={width.to_owned()}><span>{ name }</span></th></tr> }
}

/// The head of a column: of a pinned one its name, to be changed, and what can be done with it.
fn head(asked: &Asked, column: &Column) -> Html {
    let (Some(key), Some(letter)) = (column.key, column.letter()) else {
        return html! { <th key="present" scope="col"><span class="compare__letter">{ words::PRESENT }</span></th> };
    };
    let on_name = {
        let (tell, inputs) = (asked.tell.clone(), column.inputs.clone());
        Callback::from(move |event: Event| {
            if let Some(name) = changed_text(&event) {
                tell.emit(Told::Keys(vec![(key.to_owned(), pins::print(&name, &inputs))]));
            }
        })
    };
    let open = {
        let (tell, link) = (asked.tell.clone(), taken_over(&asked.calculator, column));
        Callback::from(move |_: MouseEvent| tell.emit(Told::Open(link.clone())))
    };
    let remove = {
        let (tell, pin) = (asked.tell.clone(), pin_id(asked.instance));
        Callback::from(move |event: MouseEvent| {
            // The button goes with its column.
            focus_named(&event, &pin);
            tell.emit(Told::Keys(vec![(key.to_owned(), String::new())]));
        })
    };
    html! {
        <th {key} scope="col">
            <span class="compare__letter">{ letter }</span>
            <input
                class="compare__name" type="text" maxlength="40" autocomplete="off" spellcheck="false"
                placeholder={words::NAME} aria-label={words::name_of(column)} value={column.name.clone()} onchange={on_name} />
            <span class="compare__buttons">
                { button(words::OPEN, column, open) }
                { button(words::REMOVE, column, remove) }
            </span>
        </th>
    }
}

fn button(what: &'static str, column: &Column, on_click: Callback<MouseEvent>) -> Html {
    html! {
        <button class="back" type="button" aria-label={words::of_column(what, column)} onclick={on_click}>{ what }</button>
    }
}

fn row(line: Line, columns: &[&Column], base: &Column) -> Html {
    let from = base.value(line);
    html! {
        <tr key={words::line(line)}>
            <th scope="row">{ words::line(line) }</th>
            { for columns.iter().map(|column| {
                let value = column.value(line);
                let differs = words::difference(difference(&from, &value));
                html! {
                    <td key={column.id()}>
                        <span>{ words::value(line, &value) }</span>
                        <small class="compare__difference">
                            { if differs.is_empty() { "\u{a0}".to_owned() } else { differs } }
                        </small>
                    </td>
                }
            }) }
        </tr>
    }
}
