//! Which value of one input gives what is wanted: a sentence with choices, its answer, and a button that enters it.

use std::rc::Rc;

use precopy_base::browser::events::input_value;
use yew::prelude::*;

use super::choice::list;
use super::disclosure::Disclosure;
use crate::app::Asked;
use crate::browser::answer::use_answer;
use crate::state::entries::{entries, with};
use crate::state::question::who;
use crate::state::solve::{Aim, Question, Solved, Solving, can_be_entered, input_of, inputs, key_of};
use crate::told::Told;
use crate::words::figures::{input_name, problem};
use crate::words::solve as words;

#[component(Solve)]
pub(super) fn solve(asked: &Asked) -> Html {
    let open = use_state_eq(|| false);
    let opened = {
        let open = open.setter();
        Callback::from(move |is_open| open.set(is_open))
    };
    html! {
        <Disclosure summary={words::NAME} {opened}>
            if *open {
                <Sentence ..asked.clone() />
            }
        </Disclosure>
    }
}

/// The sentence and its answer.
#[component(Sentence)]
fn sentence(asked: &Asked) -> Html {
    let Asked { calculator, tell, .. } = asked;
    let place = use_node_ref();
    let who = who(calculator);
    let chosen_aim = use_state_eq(|| Aim::of(calculator, who));
    let chosen_input = use_state_eq(|| None);
    // What was typed, by the aim that it was typed for.
    let typed = use_state_eq(|| None::<(Aim, String)>);
    let there: Vec<_> = inputs(&calculator.scenario).collect();
    let input = chosen_input.filter(|input| there.contains(input)).or(there.first().copied());
    let aim = *chosen_aim;
    let usual = {
        let calculator = Rc::clone(calculator);
        // It stays as it is while the inputs change.
        use_memo(aim, move |aim| aim.usual(&calculator, &who.figures(&calculator.scenario)))
    };
    let text = match &*typed {
        Some((of, text)) if *of == aim => text.clone(),
        _ => (*usual).clone(),
    };
    let target = aim.target(&text);
    let question = match (&target, input) {
        (Ok(target), Some(input)) => Some(Question {
            scenario: calculator.scenario.clone(),
            input,
            entered: calculator.inputs.effective(input.field()).0.amount(),
            target: *target,
            who,
        }),
        _ => None,
    };
    let found = use_answer(&place, question, Solving::begin, Solving::finish);
    let choose_input = {
        let chosen = chosen_input.setter();
        Callback::from(move |key: String| chosen.set(input_of(&key)))
    };
    let choose_aim = {
        let chosen = chosen_aim.setter();
        Callback::from(move |id: String| {
            if let Some(aim) = Aim::ALL.into_iter().find(|aim| aim.id() == id) {
                chosen.set(aim);
            }
        })
    };
    let on_text = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(input_value(&event).map(|text| (aim, text))))
    };
    let solved = found.as_ref().and_then(|found| found.told.as_ref());
    html! {
        <div ref={place} class="solve">
            <p class="solve__sentence">
                { words::WHICH }
                { list(
                    words::INPUT, there.iter().map(|input| (key_of(*input), input_name(*input))), input.map_or("", key_of),
                    choose_input,
                ) }
                { words::GIVES }
                { list(words::AIM, Aim::ALL.map(|aim| (aim.id(), words::aim(aim))), aim.id(), choose_aim) }
                if aim != Aim::Completes {
                    <input
                        class="field__text solve__amount" type="text" inputmode="text" autocomplete="off" spellcheck="false"
                        aria-label={words::AMOUNT} aria-invalid={target.is_err().to_string()} value={text} oninput={on_text} />
                }
            </p>
            <div class="solve__answer" role="status">
                { match (&target, solved) {
                    (Err(what), _) => html! { <p class="explore__wrong">{ problem(what) }</p> },
                    (Ok(_), Some(solved)) => answer(solved, asked, tell),
                    (Ok(_), None) => html! { <p class="explore__quiet">{ words::SOLVING }</p> },
                } }
            </div>
        </div>
    }
}

/// The answer, and a button that enters it.
fn answer(solved: &Solved, asked: &Asked, tell: &Callback<Told>) -> Html {
    let input = solved.question.input;
    let take = solved.take.filter(|_| can_be_entered(input)).map(|(value, _)| {
        let (calculator, tell) = (Rc::clone(&asked.calculator), tell.clone());
        let on_click = Callback::from(move |_: MouseEvent| {
            if let Some(after) = with(&calculator.inputs, &calculator.scenario, input, value) {
                tell.emit(Told::Enter(entries(&calculator.inputs, &after)));
            }
        });
        html! {
            <p class="solve__take">
                <button class="button" type="button" onclick={on_click}>{ words::apply(solved, value) }</button>
                { " " }
                <span class="explore__quiet">{ words::gives(solved) }</span>
            </p>
        }
    });
    html! {
        <>
            <p><b>{ words::answer(solved) }</b>{ " " }<span class="explore__quiet">{ words::now(solved) }</span></p>
            { take.unwrap_or_default() }
            if solved.take.is_some() && !can_be_entered(input) {
                <p class="explore__quiet">{ words::NO_FIELD }</p>
            }
        </>
    }
}
