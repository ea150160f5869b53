//! What would change it: advice for what is wanted, ranked by how little it disturbs; what was followed, with its setting; and the value
//! of one input that would do.

use std::rc::Rc;

use precopy_base::browser::events::focus;
use precopy_formats::Inputs;
use precopy_model::explore::{Advice, Change, Counsel};
use yew::prelude::*;

use super::advice_row::{AdviceRow, heads};
use super::disclosure::Disclosure;
use super::setting::Setting;
use super::solve::Solve;
use crate::app::Asked;
use crate::browser::answer::{Answer, use_answer};
use crate::state::advice::{Search, follow};
use crate::state::question::{Question, targets};
use crate::told::Told;
use crate::words;
use crate::words::advice as said;

/// So many pieces are shown at first.
const FIRST: usize = 3;

/// Advice that was followed: it is told of as long as the inputs are those.
#[derive(Clone, PartialEq)]
struct Followed {
    title: String,
    advice: Advice,
    inputs: Inputs,
}

#[component(AdvicePart)]
pub(crate) fn advice_part(asked: &Asked) -> Html {
    let Asked { instance, calculator, tell } = asked;
    let (place, followed_head) = (use_node_ref(), use_node_ref());
    let question = use_memo(Rc::clone(calculator), |calculator| Question::of(calculator));
    let found = use_answer(&place, Some((*question).clone()), Search::begin, Search::finish);
    let open = use_state_eq(|| None::<Vec<Change>>);
    let followed = use_state_eq(|| None::<Followed>);
    let told = followed.as_ref().filter(|followed| followed.inputs == calculator.inputs);
    let just_pressed = use_mut_ref(|| false);
    {
        // The button that was pressed goes away.
        let (head, just_pressed) = (followed_head.clone(), Rc::clone(&just_pressed));
        use_effect_with(told.is_some(), move |&told| {
            if told && just_pressed.replace(false) {
                focus(&head);
            }
        });
    }
    let apply = {
        let (followed, calculator, tell) = (followed.clone(), Rc::clone(calculator), tell.clone());
        Callback::from(move |advice: Advice| {
            if let Some((inputs, entries)) = follow(&calculator.inputs, &advice.changes) {
                just_pressed.replace(true);
                let title = said::title(&advice.changes, &calculator.scenario);
                followed.set(Some(Followed { title, advice, inputs }));
                tell.emit(Told::Enter(entries));
            }
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |advice: Advice| {
            let is_open = open.as_ref() == Some(&advice.changes);
            open.set((!is_open).then_some(advice.changes));
        })
    };
    let close = {
        let followed = followed.clone();
        Callback::from(move |_: MouseEvent| followed.set(None))
    };
    let stale = found.as_ref().is_some_and(|found| found.question != *question);
    let rows = Rows { instance: *instance, open: (*open).clone(), apply, toggle };
    html! {
        <section ref={place} class="explore__part advice" aria-busy={(stale || found.is_none()).to_string()}>
            <h2 class="explore__head">{ words::NAME }</h2>
            if let Some(Followed { title, advice, .. }) = told {
                <div class="advice__followed">
                    <p ref={followed_head} class="advice__title" tabindex="-1">{ said::APPLIED }{ ": " }{ title.clone() }</p>
                    <button class="back" type="button" onclick={close}>{ said::CLOSE }</button>
                    <Setting changes={advice.changes.clone()} scenario={advice.scenario.clone()} />
                </div>
            }
            { match &found {
                Some(found) => counsel(found, asked, &rows),
                None => html! { <p class="explore__quiet advice__waits">{ said::LOOKING }</p> },
            } }
            <Solve ..asked.clone() />
        </section>
    }
}

/// What all rows are given.
struct Rows {
    instance: u32,
    open: Option<Vec<Change>>,
    apply: Callback<Advice>,
    toggle: Callback<Advice>,
}

impl Rows {
    fn of<'a>(&'a self, all: &'a [Advice], first: usize, question: &'a Question) -> impl Iterator<Item = Html> + 'a {
        all.iter().enumerate().map(move |(place, advice)| {
            let place = first + place;
            html! {
                <AdviceRow
                    key={place} advice={advice.clone()} asked={question.who} scenario={question.scenario.clone()}
                    id={format!("precopy{}-advice-{place}", self.instance)}
                    open={self.open.as_ref() == Some(&advice.changes)} apply={self.apply.clone()} toggle={self.toggle.clone()} />
            }
        })
    }
}

/// All that was found.
fn counsel(found: &Answer<Question, Counsel>, asked: &Asked, rows: &Rows) -> Html {
    let Answer { question, told: counsel } = found;
    let advice: &[Advice] = if counsel.advice.is_empty() { counsel.nearest.as_slice() } else { &counsel.advice };
    let (first, rest) = advice.split_at(FIRST.min(advice.len()));
    html! {
        <>
            <p class="advice__found">
                { said::found(counsel, &targets(&asked.calculator), question) }
                if let Some(headroom) = &counsel.headroom {
                    { " " }{ said::headroom(headroom, &question.scenario) }
                    if question.targets.is_empty() {
                        { " " }{ said::WITH_TARGET }
                    }
                }
            </p>
            if !first.is_empty() {
                { heads() }
                <ol class="advice__list">{ for rows.of(first, 0, question) }</ol>
            }
            if !rest.is_empty() {
                <Disclosure summary={said::more(rest.len())}>
                    <ol class="advice__list" start={(FIRST + 1).to_string()}>{ for rows.of(rest, FIRST, question) }</ol>
                </Disclosure>
            }
        </>
    }
}
