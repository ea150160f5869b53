//! The page of codes: what students handed in, each line followed by the model.

use std::rc::Rc;

use precopy_base::browser::events::area_text;
use precopy_formats::lessons::{Exercise, Model};
use yew::prelude::*;

use super::{Around, Head};
use crate::browser::pace::Pace;
use crate::browser::work::use_work;
use crate::learn::state::exercise::handed::{Handed, MOST, csv, lines};
use crate::learn::state::exercise::solving::Solving;
use crate::learn::state::exercise::{Change, Room};
use crate::learn::words::exercise as words;

/// The page.
pub(super) fn page(solving: &Solving, codes: &str, given: &Around) -> Html {
    let exercise = &solving.exercise;
    let id = given.id("codes");
    let on_input = {
        let given = given.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = area_text(&event) {
                given.change(Change::Codes(text));
            }
        })
    };
    html! {
        <article class="exercise exercise--codes">
            <Head text={words::CODES_HEAD} />
            <p class="exercise__ask">
                if !exercise.title.is_empty() { <strong>{ &exercise.title }{ ". " }</strong> }
                { &exercise.ask }
            </p>
            if solving.is_changed { <p class="notice">{ words::CHANGED }</p> }
            <p class="pages__lead">{ words::CODES_LINE }</p>
            <div class="exercise__field">
                <label for={id.clone()}>{ words::CODES }</label>
                <textarea
                    {id} class="exercise__area" rows="6" spellcheck="false" autocomplete="off" value={codes.to_owned()} oninput={on_input} />
            </div>
            <Followed exercise={Rc::clone(exercise)} codes={codes.to_owned()} save={given.save.clone()} />
            <p class="pages__quiet">{ words::NO_SECURITY }</p>
            <div class="lesson__foot">{ given.button(words::SEE, Change::Room(Some(Room::Solve))) }</div>
        </article>
    }
}

/// So many letters of a line that says nothing are shown.
const BEGINNING: usize = 24;

#[derive(Clone, PartialEq, Properties)]
struct Props {
    exercise: Rc<Exercise>,
    codes: String,
    save: Callback<(&'static str, &'static str, String)>,
}

/// Follows all lines, in slices between which the browser has its turn.
async fn follow((exercise, codes): (Rc<Exercise>, String), pace: Pace) -> Option<Vec<Handed>> {
    let mut model = Model::default();
    let mut all = Vec::new();
    for line in lines(&codes) {
        pace.breathe().await?;
        all.push(Handed::of(&exercise, line, &mut model));
    }
    Some(all)
}

/// The table.
#[component(Followed)]
fn followed(props: &Props) -> Html {
    let question = (Rc::clone(&props.exercise), props.codes.clone());
    let answer = use_work(Some(question.clone()), follow);
    let is_now = answer.as_ref().is_some_and(|answer| answer.question == question);
    let all: &[Handed] = answer.as_ref().map_or(&[], |answer| &answer.told);
    let done = all.iter().filter(|one| one.is_done()).count();
    let save = {
        let (save, answer) = (props.save.clone(), answer.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(answer) = &answer {
                save.emit((words::FILE, "text/csv", csv(&answer.told)));
            }
        })
    };
    html! {
        <>
            <p class="exercise__count" role="status">
                { if is_now { words::count(done, all.len()) } else { words::FOLLOWING.to_owned() } }
                if MOST <= all.len() { { " " }{ words::most(MOST) } }
            </p>
            if !all.is_empty() {
                <div class="scores__scroll" tabindex="0" role="group" aria-label={words::CODES_TABLE}>
                    <table class="scores__table exercise__codes">
                        <thead><tr>{ for words::COLUMNS.map(|name| html! { <th key={name} scope="col">{ name }</th> }) }</tr></thead>
                        <tbody>{ for all.iter().enumerate().map(|(at, one)| row(at, one)) }</tbody>
                    </table>
                </div>
                <div class="lesson__foot"><button class="button" type="button" onclick={save}>{ words::SAVE }</button></div>
            }
        </>
    }
}

fn row(at: usize, one: &Handed) -> Html {
    let [name, set, result] = one.cells();
    let mut begins: String = one.line.chars().take(BEGINNING).collect();
    if begins.len() < one.line.len() {
        begins.push('…');
    }
    // Who it is where that is not told: how the line begins.
    let name = match (one.stated().is_some(), name.is_empty()) {
        (true, true) => html! { "–" },
        (true, false) => html! { name },
        (false, _) => html! { <code>{ begins }</code> },
    };
    let class = if one.is_done() { "verdict--good" } else { "verdict--bad" };
    html! {
        <tr key={at}>
            <th scope="row">{ name }</th>
            <td class={class}>{ words::finding(&one.verified) }</td>
            <td>{ result }</td>
            <td>{ set }</td>
        </tr>
    }
}
