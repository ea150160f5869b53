//! When it is done: rows of lists and fields, and the text that they make.

use precopy_base::browser::events::{changed_text, chosen_word, input_value};
use yew::prelude::*;

use super::Around;
use super::field::{Field, at, faults_id};
use crate::learn::state::exercise::Change;
use crate::learn::state::exercise::draft::{Checked, Draft, Place, Text};
use crate::learn::state::exercise::wanted::{KINDS, PREDICTORS, Quantity, Relation, Row, Telling, as_word, rows, text};
use crate::learn::words::exercise as words;

/// The part.
pub(super) fn claims(draft: &Draft, checked: &Checked, given: &Around) -> Html {
    let is_wrong = !at(checked, Place::Wants).is_empty();
    let (of, grammar, head) = match draft.is_told {
        true => (Text::Told, words::GRAMMAR_TOLD, words::WANTS_TOLD),
        false => (Text::Claims, words::GRAMMAR, words::WANTS),
    };
    let shown = match draft.is_told {
        true => Telling::read(&draft.told).map(|telling| tell(&telling, is_wrong, given)),
        false => rows(&draft.claims).map(|rows| all(&rows, is_wrong, given)),
    };
    html! {
        <fieldset class="compose__part" aria-describedby={faults_id(Place::Wants, given)}>
            <legend>{ head }</legend>
            if let Some(shown) = shown {
                { shown }
            } else {
                <p class="pages__quiet">{ words::NO_ROWS }</p>
            }
            { Field { place: Place::Wants, text: of, value: draft.wants(), placeholder: "", rows: 1, most: None }.html(checked, given) }
            <details class="lesson__numbers">
                <summary>{ words::GRAMMAR_HEAD }</summary>
                <p class="pages__quiet">{ grammar }</p>
            </details>
        </fieldset>
    }
}

/// Rows of conditions.
fn all(rows: &[Row], is_wrong: bool, given: &Around) -> Html {
    let put = {
        let (given, rows) = (given.clone(), rows.to_vec());
        move |at: usize, row: Option<Row>| {
            let mut rows = rows.clone();
            match (row, rows.get_mut(at)) {
                (Some(row), Some(place)) => *place = row,
                (Some(row), None) => rows.push(row),
                (None, _) => {
                    rows = rows.into_iter().enumerate().filter(|(other, _)| *other != at).map(|(_, row)| row).collect();
                }
            }
            given.change(Change::Write(Text::Claims, text(&rows)));
        }
    };
    let add = {
        let (put, count) = (put.clone(), rows.len());
        Callback::from(move |_: MouseEvent| put(count, Row::first()))
    };
    let parts = Parts { rows: rows.len(), is_wrong, given };
    html! {
        <>
            { for rows.iter().enumerate().map(|(at, row)| {
                let put = put.clone();
                condition(at, row, &parts, Callback::from(move |row| put(at, row)))
            }) }
            <div class="lesson__foot"><button class="button button--quiet" type="button" onclick={add}>{ words::ADD }</button></div>
        </>
    }
}

/// What all rows share.
struct Parts<'a> {
    rows: usize,
    is_wrong: bool,
    given: &'a Around,
}

fn condition(at: usize, row: &Row, parts: &Parts<'_>, put: Callback<Option<Row>>) -> Html {
    let name = |what: &str| words::of_row(what, at, parts.rows);
    let of_quantity = {
        let (put, row) = (put.clone(), row.clone());
        Callback::from(move |quantity: Quantity| put.emit(Some(row.of(quantity))))
    };
    let relate = {
        let (put, row) = (put.clone(), row.clone());
        Callback::from(move |event: Event| {
            if let Some(relation) = chosen_word(&event).and_then(|id| Relation::named(&id)) {
                put.emit(Some(row.related(relation)));
            }
        })
    };
    let value = {
        let (put, row) = (put.clone(), row.clone());
        move |text: String| put.emit(Some(Row { value: as_word(&text), ..row.clone() }))
    };
    let within = {
        let (put, row) = (put.clone(), row.clone());
        move |text: String| put.emit(Some(Row { within: as_word(&text), ..row.clone() }))
    };
    let remove = Callback::from(move |_: MouseEvent| put.emit(None));
    let is_word = !row.quantity.kind.words.is_empty();
    html! {
        <div key={at} class="compose__row" role="group" aria-label={name(words::WANTS)}>
            { quantity(&row.quantity, &name, of_quantity) }
            if !is_word {
                <select class="exercise__list" aria-label={name(words::RELATION)} onchange={relate}>
                    { for Relation::ALL.map(|one| html! {
                        <option key={one.id()} value={one.id()} selected={one == row.relation}>{ words::relation(one) }</option>
                    }) }
                </select>
            }
            if is_word {
                { list(name(words::VALUE), row.quantity.kind.words.iter().map(|word| (*word, (*word).to_owned())), &row.value, value) }
            } else {
                { typed(name(words::VALUE), &row.value, parts, value) }
                if row.relation == Relation::Is {
                    <span class="compose__word">{ words::TO_WITHIN }</span>
                    { typed(name(words::WITHIN), &row.within, parts, within) }
                }
            }
            if 1 < parts.rows {
                <button class="button button--quiet" type="button" aria-label={name(words::REMOVE)} onclick={remove}>{ words::REMOVE }</button>
            }
        </div>
    }
}

/// What is asked, and who says it.
fn quantity(of: &Quantity, name: &dyn Fn(&str) -> String, put: Callback<Quantity>) -> Html {
    let kind = {
        let (put, by) = (put.clone(), of.by.clone());
        move |id: String| {
            if let Some(quantity) = Quantity::named(&id, &by) {
                put.emit(quantity);
            }
        }
    };
    let who = {
        let name = of.kind.name;
        move |by: String| {
            if let Some(quantity) = Quantity::named(name, &by) {
                put.emit(quantity);
            }
        }
    };
    html! {
        <>
            { list(name(words::QUANTITY), KINDS.into_iter().map(|kind| (kind.name, words::kind(kind))), of.kind.name, kind) }
            if of.kind.is_predicted {
                <span class="compose__word">{ words::OF }</span>
                { list(name(words::WHO), PREDICTORS.into_iter().map(|by| (by, words::who(by).to_owned())), &of.by, who) }
            }
        </>
    }
}

/// The number that is to be told.
fn tell(telling: &Telling, is_wrong: bool, given: &Around) -> Html {
    let put = {
        let given = given.clone();
        move |telling: Telling| given.change(Change::Write(Text::Told, telling.text()))
    };
    let of_quantity = {
        let (put, telling) = (put.clone(), telling.clone());
        Callback::from(move |quantity: Quantity| put(telling.of(quantity)))
    };
    let unit = {
        let (put, telling) = (put.clone(), telling.clone());
        move |unit: String| put(Telling { unit, ..telling.clone() })
    };
    let within = {
        let telling = telling.clone();
        move |text: String| put(Telling { within: as_word(&text), ..telling.clone() })
    };
    let units = telling.quantity.kind.units.iter().map(|unit| (*unit, (*unit).to_owned()));
    let units = units.chain([("", words::ANY_UNIT.to_owned())]);
    let parts = Parts { rows: 1, is_wrong, given };
    html! {
        <div class="compose__row">
            { quantity(&telling.quantity, &str::to_owned, of_quantity) }
            if !telling.quantity.kind.units.is_empty() {
                <span class="compose__word">{ words::IN }</span>
                { list(words::UNIT.to_owned(), units, &telling.unit, unit) }
            }
            <span class="compose__word">{ words::TO_WITHIN }</span>
            { typed(words::WITHIN.to_owned(), &telling.within, &parts, within) }
        </div>
    }
}

fn list(
    label: String,
    all: impl Iterator<Item = (&'static str, String)>,
    chosen: &str,
    put: impl Fn(String) + 'static,
) -> Html {
    let on_change = Callback::from(move |event: Event| {
        if let Some(word) = chosen_word(&event) {
            put(word);
        }
    });
    html! {
        <select class="exercise__list" aria-label={label} onchange={on_change}>
            { for all.map(|(id, name)| html! { <option key={id} value={id} selected={id == chosen}>{ name }</option> }) }
        </select>
    }
}

/// A value. It is taken letter by letter, so that what is wrong is said at once, and in its short form when the field is left.
fn typed(label: String, value: &str, parts: &Parts<'_>, put: impl Fn(String) + Clone + 'static) -> Html {
    let on_input = {
        let put = put.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = input_value(&event) {
                put(text);
            }
        })
    };
    let on_change = Callback::from(move |event: Event| {
        if let Some(text) = changed_text(&event) {
            put(text);
        }
    });
    html! {
        <input
            class="exercise__text exercise__text--value" type="text" autocomplete="off" spellcheck="false" aria-label={label} value={value.to_owned()}
            aria-invalid={parts.is_wrong.to_string()} aria-describedby={faults_id(Place::Wants, parts.given)} oninput={on_input}
            onchange={on_change} />
    }
}
