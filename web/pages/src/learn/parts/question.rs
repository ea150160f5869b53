//! A question: choose, then see. Which choice is right the model says.

use precopy_formats::lessons::Question;
use yew::prelude::*;

use super::text::With;
use crate::learn::state::{Action, Hand};
use crate::learn::words;

/// The question of a block of a step.
pub(super) fn question(question: &Question, (step, block): (usize, usize), hand: &Hand, with: &With) -> Html {
    let holds = question.choices.iter().map(|choice| &choice.holds);
    let right = question.asked.right(holds, &mut with.model.borrow_mut(), &with.bench).unwrap_or_default();
    let right = right.iter().position(|holds| *holds);
    let right_choice = right.and_then(|at| question.choices.get(at));
    let answer = hand.answer(block);
    let reveals = right_choice.and_then(|choice| question.reveals(choice));
    let press = |choice: Option<usize>| {
        let (dispatch, reveals) = (with.dispatch.clone(), reveals.clone());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Answer(step, block, choice, reveals.clone())))
    };
    let chosen = answer.flatten();
    let verdict = match chosen {
        _ if answer.is_none() => None,
        Some(chosen) if Some(chosen) == right => Some(words::RIGHT),
        Some(_) => Some(words::WRONG),
        None => Some(""),
    };
    let told = chosen.and_then(|chosen| question.choices.get(chosen));
    html! {
        <div class="question" role="group" aria-label={words::QUESTION}>
            <p class="question__ask">{ with.text(&question.ask) }</p>
            <div class="question__choices">
                { for question.choices.iter().enumerate().map(|(at, choice)| {
                    let holds = answer.is_some() && right == Some(at);
                    html! {
                        <button
                            key={at} class={classes!("question__choice", holds.then_some("question__choice--right"))} type="button"
                            aria-pressed={(chosen == Some(at)).to_string()} onclick={press(Some(at))}>
                            { with.text(&choice.text) }
                        </button>
                    }
                }) }
            </div>
            <div class="question__told" role="status">
                if let Some(verdict) = verdict {
                    if let Some(told) = told {
                        <p><strong>{ verdict }</strong>{ " " }{ with.text(&told.why) }</p>
                    }
                    if let Some(choice) = right_choice.filter(|_| chosen != right) {
                        <p><strong>{ words::HOLDS }</strong>{ with.text(&choice.text) }{ ". " }{ with.text(&choice.why) }</p>
                    }
                }
            </div>
            if answer.is_none() {
                <button class="button button--quiet" type="button" onclick={press(None)}>{ words::PASS }</button>
            }
        </div>
    }
}
