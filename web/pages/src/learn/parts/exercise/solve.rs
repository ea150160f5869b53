//! The page of a student: the question, what may be turned, what comes of it, and the verdict of the model.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_base::browser::events::input_value;
use precopy_base::words::{problem_line, scenario_line};
use precopy_formats::lessons::{Bench, By, Changes, Curve, Figure, Mark, Model, Named, Numbers, Shows, Term, Wants};
use precopy_formats::{Inputs, link};
use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, short};
use yew::prelude::*;

use super::give::Copy;
use super::turn::turn;
use super::{Around, Head};
use crate::learn::parts::figure::figure;
use crate::learn::parts::table::table;
use crate::learn::parts::text::With;
use crate::learn::state::exercise::draft::Draft;
use crate::learn::state::exercise::solving::{From, Solving};
use crate::learn::state::exercise::turning::inputs_that_count;
use crate::learn::state::exercise::{Change, Room, takes_long};
use crate::learn::words::exercise as words;

/// What is said of a link that sets no exercise.
pub(super) fn broken(problems: &[Problem]) -> Html {
    html! {
        <>
            <Head text={words::UNTITLED} />
            <div class="notice" role="alert">
                <p>{ words::BROKEN }</p>
                <ul>{ for problems.iter().map(|problem| html! { <li>{ problem_line(problem) }</li> }) }</ul>
            </div>
        </>
    }
}

/// The page.
pub(super) fn page(solving: &Solving, given: &Around) -> Html {
    let exercise = &solving.exercise;
    let title = if exercise.title.is_empty() { words::UNTITLED } else { exercise.title.as_str() };
    html! {
        <article class="lesson exercise" key={exercise.mark()}>
            if solving.from == From::Draft {
                <div class="exercise__trial">
                    <p>{ words::TRIAL }</p>
                    { given.button(words::END_TRIAL, Change::Room(Some(Room::Compose))) }
                </div>
            }
            <Head text={title.to_owned()} />
            if solving.is_changed { <p class="notice">{ words::CHANGED }</p> }
            <p class="exercise__ask">{ &exercise.ask }</p>
            { all_given(&link::parse(&exercise.scenario.text()).inputs) }
            <div class="exercise__form">
                { turn(solving, given) }
                { match &exercise.wants {
                    Wants::Set(_) => html! { <Live solving={solving.clone()} shown={Shown::Numbers} dispatch={given.dispatch.clone()} /> },
                    Wants::Told { term, within } => answer(term, *within, solving, given),
                } }
                <div class="lesson__foot">
                    <button class="button button--strong" type="button" onclick={given.click(Change::Check)}>{ words::CHECK }</button>
                    <button class="button button--quiet" type="button" onclick={given.click(Change::Again)}>{ words::AGAIN }</button>
                </div>
            </div>
            { verdict(solving) }
            if let Some(code) = solving.code() { { hand_in(code, solving, given) } }
            if matches!(exercise.wants, Wants::Set(_)) {
                <Live solving={solving.clone()} shown={Shown::Curve} dispatch={given.dispatch.clone()} />
            }
            { for_teachers(solving, given) }
        </article>
    }
}

/// What is shown of a scenario that is turned.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// The numbers that are asked for.
    Numbers,
    /// What remains over time.
    Curve,
}

/// The scenario in a line, and all of it for those who reckon.
fn all_given(inputs: &Inputs) -> Html {
    let rows = inputs_that_count(inputs).into_iter().map(|(name, value)| (name.to_owned(), vec![value.into()]));
    html! {
        <>
            <p class="pages__quiet">{ scenario_line(inputs) }</p>
            <details class="lesson__numbers">
                <summary>{ words::GIVEN }</summary>
                { table(words::GIVEN, &[], rows.collect()) }
            </details>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LiveProps {
    solving: Solving,
    shown: Shown,
    dispatch: crate::learn::app::Dispatch,
}

/// The curve and the numbers, as they are turned.
#[component(Live)]
fn live(props: &LiveProps) -> Html {
    let model = use_memo((), |()| RefCell::new(Model::default()));
    let exercise = &props.solving.exercise;
    let with = With {
        model: Rc::clone(&model),
        bench: Bench { start: exercise.scenario.clone(), now: props.solving.now() },
        contents: None,
        symbols: false,
        dispatch: props.dispatch.clone(),
        open: None,
    };
    let mut terms: Vec<Term> = Vec::new();
    let mut by: Vec<By> = Vec::new();
    for term in exercise.wants.terms() {
        // One that is of a fixed change says how far to go; what is turned says where one is.
        if term.at.is_none() && !takes_long(term) && !terms.contains(term) {
            terms.push(term.clone());
        }
        by.extend(term.by.filter(|one| !by.contains(one) && !matches!(one, By::Least | By::Most)));
    }
    if by.is_empty() {
        by.push(By::Rounds);
    }
    let shows = match props.shown {
        Shown::Numbers if terms.is_empty() => return Html::default(),
        Shown::Numbers => {
            let columns = vec![
                Named { name: words::AT_START.to_owned(), at: Some(Changes::default()) },
                Named { name: words::NOW.to_owned(), at: None },
            ];
            Shows::Numbers(Numbers { show: terms, columns, printed: Vec::new() })
        }
        Shown::Curve => {
            let mark = vec![Mark::Stop, Mark::End, Mark::Threshold];
            Shows::Curve(Curve { by, mark, parts: true, only: Vec::new(), beside: Vec::new() })
        }
    };
    figure(&Figure { caption: Vec::new(), shows }, &with)
}

/// The field of a number that is to be told.
fn answer(term: &Term, within: f64, solving: &Solving, given: &Around) -> Html {
    let id = given.id("answer");
    let on_input = {
        let given = given.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = input_value(&event) {
                given.change(Change::Tell(text));
            }
        })
    };
    // No form: frames that may not submit one are common in course pages.
    let on_key = {
        let given = given.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                given.change(Change::Check);
            }
        })
    };
    html! {
        <div class="exercise__field">
            <label for={id.clone()}>{ words::answer(term.unit.map_or("", |unit| unit.name())) }</label>
            <input
                id={id.clone()} class="exercise__text exercise__text--short" type="text" autocomplete="off" spellcheck="false"
                value={solving.attempt.told.clone()} oninput={on_input} onkeydown={on_key} aria-describedby={format!("{id}-line")} />
            <p class="pages__quiet" id={format!("{id}-line")}>{ words::accepted(&short(Amount::Share(within))) }</p>
        </div>
    }
}

/// What the model says of it; its place is there before it speaks.
fn verdict(solving: &Solving) -> Html {
    let exercise = &solving.exercise;
    let is_told = matches!(exercise.wants, Wants::Told { .. });
    let hint = (!exercise.hint.is_empty() && 0 < solving.wrong && !solving.is_done()).then_some(&exercise.hint);
    let said = solving.verdict.as_ref().map(|verdict| match verdict {
        Ok(judged) => {
            let (word, class) = match (judged.is_met, is_told) {
                (true, _) => (words::DONE, "verdict--good"),
                (false, false) => (words::NOT_YET, "verdict--bad"),
                (false, true) => (words::NOT_RIGHT, "verdict--bad"),
            };
            html! { <p class="exercise__said"><strong class={class}>{ word }</strong>{ " " }{ words::judged(judged, is_told) }</p> }
        }
        Err(problem) => {
            html! { <p class="exercise__said"><strong class="verdict--bad">{ words::NOT_YET }</strong>{ " " }{ problem_line(problem) }</p> }
        }
    });
    html! {
        <div class="exercise__verdict" role="status">
            { said.unwrap_or_default() }
            if let Some(hint) = hint {
                <p><strong>{ words::HINT }</strong>{ hint }</p>
            }
        </div>
    }
}

/// The code, and who hands it in.
fn hand_in(code: String, solving: &Solving, given: &Around) -> Html {
    let id = given.id("name");
    let on_input = {
        let given = given.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = input_value(&event) {
                given.change(Change::Name(text));
            }
        })
    };
    html! {
        <section class="exercise__hand-in" aria-label={words::CODE}>
            <div class="exercise__field">
                <label for={id.clone()}>{ words::NAME }</label>
                <input
                    {id} class="exercise__text exercise__text--short" type="text" maxlength="60" autocomplete="name" value={solving.name.clone()}
                    oninput={on_input} />
            </div>
            <Copy name={words::CODE} text={code} rows={3} />
            <p>{ words::CODE_LINE }</p>
            <p class="pages__quiet">{ words::NO_SECURITY }</p>
        </section>
    }
}

fn for_teachers(solving: &Solving, given: &Around) -> Html {
    let from_this = Change::Compose(Box::new(Draft::of(&solving.exercise)));
    if solving.from == From::Draft {
        return Html::default();
    }
    html! {
        <details class="lesson__teacher">
            <summary>{ words::FOR_TEACHERS }</summary>
            <p class="pages__quiet">{ words::NO_SECURITY }</p>
            <div class="lesson__foot">
                { given.button(words::VERIFY, Change::Room(Some(Room::Verify))) }
                { given.button(words::FROM_THIS, from_this) }
            </div>
        </details>
    }
}
