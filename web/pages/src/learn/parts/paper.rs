//! A lesson on paper: all of its steps as they start, questions with their choices to tick, and the answers on a page of their own at the end,
//! which a teacher may hold back.

use precopy_formats::lessons::{Bench, Block, Lesson, Question};
use yew::prelude::*;

use super::block::block;
use super::text::With;
use crate::learn::words::paper as text;

/// The lesson; `with` is of its start.
pub(super) fn paper(lesson: &Lesson, with: &With) -> Html {
    let mut answers: Vec<Html> = Vec::new();
    let mut steps: Vec<Html> = Vec::new();
    for step in &lesson.steps {
        let now = lesson.scenario.changed(&step.start);
        let with = With { bench: Bench { start: lesson.scenario.clone(), now }, ..with.clone() };
        let mut blocks: Vec<Html> = Vec::new();
        for one in &step.blocks {
            blocks.push(match one {
                Block::Question(question) => {
                    let number = answers.len() + 1;
                    answers.push(answer(question, number, &with));
                    asked(question, number, &with)
                }
                one => block(one, &step.title, &with),
            });
        }
        steps.push(html! {
            <section class="lesson__step" aria-label={step.title.clone()}>
                <h3 class="pages__head3">{ &step.title }</h3>
                { for blocks }
            </section>
        });
    }
    html! {
        <article class="lesson paper">
            <h2 class="pages__title">{ &lesson.title }</h2>
            <p class="pages__lead">{ &lesson.aim }</p>
            { for steps }
            if !answers.is_empty() {
                <section class="paper__answers" aria-label={text::ANSWERS}>
                    <h3 class="pages__head3">{ text::ANSWERS }</h3>
                    <p class="pages__quiet">{ text::ANSWERS_LINE }</p>
                    { for answers }
                </section>
            }
        </article>
    }
}

/// A question with its choices.
fn asked(question: &Question, number: usize, with: &With) -> Html {
    html! {
        <div class="question paper__question" role="group" aria-label={text::question(number)}>
            <p class="question__ask">{ text::question(number) }{ ". " }{ with.text(&question.ask) }</p>
            <ul class="paper__choices">
                { for question.choices.iter().enumerate().map(|(at, choice)| html! {
                    <li>{ text::BOX }{ " " }<strong>{ text::letter(at) }</strong>{ " " }{ with.text(&choice.text) }</li>
                }) }
            </ul>
        </div>
    }
}

/// What holds, and why.
fn answer(question: &Question, number: usize, with: &With) -> Html {
    let holds = question.choices.iter().map(|choice| &choice.holds);
    let right = question.asked.right(holds, &mut with.model.borrow_mut(), &with.bench).unwrap_or_default();
    let right = right.iter().position(|holds| *holds).and_then(|at| Some((at, question.choices.get(at)?)));
    html! {
        <p class="paper__answer">
            <strong>{ text::question(number) }</strong>{ ": " }
            if let Some((at, choice)) = right {
                <strong>{ text::letter(at) }</strong>{ " " }{ with.text(&choice.text) }{ ". " }{ with.text(&choice.why) }
            }
        </p>
    }
}
