//! How sure the answer is when inputs are not known exactly: what is known of them, and what comes of it. The page is told of it too, for
//! its headline and its chart.

use std::rc::Rc;

use precopy_model::explore::{Input, Measure};
use yew::prelude::*;

use super::disclosure::Disclosure;
use super::vary_row::VaryRow;
use crate::app::Asked;
use crate::browser::answer::use_answer;
use crate::state::question::who;
use crate::state::runs::{Outcomes, PERCENTILES, Question, Runs};
use crate::state::vary::{Form, INPUTS, Keys, Said, another_seed, keys, of_calculator, usual, without};
use crate::told::Told;
use crate::words::figures::{input, measure, problem_of};
use crate::words::vary as words;

/// What the part is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) asked: Asked,
    /// The link that all of it is about.
    pub(crate) link: AttrValue,
}

#[component(Vary)]
pub(crate) fn vary(props: &Props) -> Html {
    let Asked { instance, calculator, tell } = &props.asked;
    let place = use_node_ref();
    let told = use_memo(Rc::clone(calculator), |calculator| of_calculator(calculator));
    // What was typed and is not in the link: it is not right, or its field has not been left.
    let drafts = use_state_eq(Vec::<Said>::new);
    let question =
        Question { scenario: calculator.scenario.clone(), varied: told.varied.clone(), who: who(calculator) };
    let fits = told.said.iter().all(|said| said.problem.is_none());
    let wanted = fits && 0 < told.varied.inputs().len();
    let found = use_answer(&place, wanted.then(|| question.clone()), Runs::begin, Runs::finish);
    let current = found.as_ref().filter(|found| found.question == question).cloned();
    {
        // Also when only the link is another one: what is told belongs to one.
        let tell = tell.clone();
        use_effect_with((props.link.clone(), current.clone()), move |(link, current)| {
            if let Some(current) = current {
                tell.emit(Told::Uncertain(Box::new(current.told.told(link.to_string()))));
            }
        });
    }
    let draft = {
        let drafts = drafts.clone();
        Callback::from(move |said: Said| {
            let mut next: Vec<Said> = drafts.iter().filter(|other| other.input != said.input).cloned().collect();
            next.push(said);
            drafts.set(next);
        })
    };
    let drop_draft = {
        let drafts = drafts.clone();
        Callback::from(move |input: Input| {
            drafts.set(drafts.iter().filter(|other| other.input != input).cloned().collect());
        })
    };
    let send = {
        let tell = tell.clone();
        Callback::from(move |keys: Keys| tell.emit(Told::Keys(keys)))
    };
    let settled = {
        let (draft, drop_draft, send) = (draft.clone(), drop_draft.clone(), send.clone());
        let (calculator, told) = (Rc::clone(calculator), Rc::clone(&told));
        Callback::from(move |said: Said| {
            let input = said.input;
            match said.read(&calculator) {
                (_, Some(known)) => {
                    drop_draft.emit(input);
                    send.emit(keys(&told.varied, input, Some(known)));
                }
                (said, None) => draft.emit(said),
            }
        })
    };
    let formed = {
        let (settled, calculator) = (settled.clone(), Rc::clone(calculator));
        Callback::from(move |(said, form): (Said, Form)| settled.emit(said.in_form(form, &calculator)))
    };
    let exact = {
        let (drop_draft, send, told) = (drop_draft, send.clone(), Rc::clone(&told));
        Callback::from(move |said: Said| {
            drop_draft.emit(said.input);
            send.emit(keys(&told.varied, said.input, None));
        })
    };
    let add = {
        let (settled, calculator) = (settled.clone(), Rc::clone(calculator));
        Callback::from(move |input: Input| settled.emit(usual(input, Form::Between, &calculator)))
    };
    let is_draft = |input: Input| drafts.iter().find(|draft| draft.input == input);
    let mut rows: Vec<Said> = told.said.iter().map(|said| is_draft(said.input).unwrap_or(said).clone()).collect();
    rows.extend(
        drafts.iter().filter(|draft| rows.iter().all(|row| row.input != draft.input)).cloned().collect::<Vec<_>>(),
    );
    let left = INPUTS
        .into_iter()
        .filter(|input| input.applies(&calculator.scenario) && rows.iter().all(|row| row.input != *input));
    let another = {
        let (send, told) = (send.clone(), Rc::clone(&told));
        Callback::from(move |_: MouseEvent| send.emit(another_seed(&told.varied)))
    };
    html! {
        <section ref={place} class="explore__part vary">
            <Disclosure summary={words::NAME} wanted={!told.said.is_empty() || !told.problems.is_empty()}>
                <p class="explore__quiet">{ words::WHAT }</p>
                { for rows.iter().map(|said| html! {
                    <VaryRow
                        key={input(said.input)} said={said.clone()} id={format!("precopy{instance}-vary-{}", said.input as u8)}
                        typed={draft.clone()} settled={settled.clone()} formed={formed.clone()} exact={exact.clone()} />
                }) }
                { for told.problems.iter().map(|problem| {
                    let of = Input::ALL.into_iter().find(|input| Some(input.field()) == problem.field);
                    let (send, take) = (send.clone(), of.map(without));
                    let on_click = Callback::from(move |_: MouseEvent| take.iter().for_each(|keys| send.emit(keys.clone())));
                    html! {
                        <p class="explore__wrong">
                            { problem_of(problem) }
                            if of.is_some() {
                                { " " }<button class="back" type="button" onclick={on_click}>{ words::TAKE_AWAY }</button>
                            }
                        </p>
                    }
                }) }
                <p class="vary__add">
                    <span>{ words::ADD }</span>
                    { for left.map(|one| {
                        let add = add.clone();
                        let on_click = Callback::from(move |_: MouseEvent| add.emit(one));
                        html! { <button key={input(one)} class="back" type="button" onclick={on_click}>{ input(one) }</button> }
                    }) }
                </p>
                if wanted {
                    { match &found {
                        Some(found) => outcomes(&found.told, &found.question, another),
                        None => html! { <p class="explore__quiet vary__outcomes">{ words::TRYING }</p> },
                    } }
                }
            </Disclosure>
        </section>
    }
}

/// What came of it.
fn outcomes(outcomes: &Outcomes, question: &Question, another: Callback<MouseEvent>) -> Html {
    html! {
        <div class="vary__outcomes">
            <p><b>{ words::completes(outcomes, question.who) }</b></p>
            if 0.0 < outcomes.completes {
                <table class="vary__table" aria-label={words::TABLE}>
                    <thead>
                        <tr>
                            <th scope="col">{ words::CASES }</th>
                            { for PERCENTILES.map(|share| html! { <th scope="col">{ words::percentile(share) }</th> }) }
                        </tr>
                    </thead>
                    <tbody>
                        { for Measure::ALL.into_iter().zip(&outcomes.quantiles).map(|(one, quantiles)| html! {
                            <tr>
                                <th scope="row">{ measure(one) }</th>
                                { for quantiles.iter().map(|quantile| html! { <td>{ words::quantile(*quantile, one) }</td> }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            }
            <p class="explore__quiet">
                if 0.0 < outcomes.completes && outcomes.completes < 0.99 {
                    { words::DASH }{ " " }
                }
                { words::cut(outcomes) }
                { words::cases(outcomes, question.varied.seed()) }
                { " " }
                <button class="back" type="button" onclick={another}>{ words::ANOTHER }</button>
            </p>
        </div>
    }
}
