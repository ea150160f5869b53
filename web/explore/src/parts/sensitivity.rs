//! What matters most: how much a number changes when one input does, as bars and as words, the largest first.

use std::rc::Rc;

use precopy_model::explore::{Influence, Measure};
use precopy_model::quantity::text::written_out;
use yew::prelude::*;

use super::choice::choice;
use crate::app::Asked;
use crate::browser::answer::use_answer;
use crate::state::influences::{Bar, Question, Turning, bars, split};
use crate::state::question::who;
use crate::words::figures::input_name;
use crate::words::influences as words;

#[component(Sensitivity)]
pub(crate) fn sensitivity(asked: &Asked) -> Html {
    let Asked { calculator, .. } = asked;
    let place = use_node_ref();
    let measure = use_state_eq(|| Measure::Downtime);
    let question = use_memo(Rc::clone(calculator), |calculator| Question {
        scenario: calculator.scenario.clone(),
        who: who(calculator),
    });
    let found = use_answer(&place, Some((*question).clone()), Turning::begin, Turning::finish);
    let choose = {
        let measure = measure.setter();
        Callback::from(move |one| measure.set(one))
    };
    html! {
        <section ref={place} class="explore__part tornado">
            <div class="tornado__top">
                <h2 class="explore__head">{ words::NAME }</h2>
                { choice(words::WHICH, words::MEASURES, *measure, &choose) }
            </div>
            { match &found {
                Some(found) => table(&found.told, *measure, asked, &found.question),
                None => html! { <p class="explore__quiet tornado__waits">{ words::RECKONING }</p> },
            } }
        </section>
    }
}

/// The rows of those that matter, and a line of those that do not.
fn table(found: &[Influence], measure: Measure, asked: &Asked, question: &Question) -> Html {
    let (ordered, without) = split(found, measure);
    let completes = found.first().is_none_or(|one| measure.of(&one.now.figures).is_some());
    let bars = bars(&ordered, measure);
    html! {
        <>
            <p class="explore__quiet">{ words::what(measure, completes, question.who) }</p>
            if !ordered.is_empty() {
                <table class="tornado__table">
                    <thead>
                        <tr>
                            <th scope="col">{ words::INPUT }</th>
                            <td aria-hidden="true"></td>
                            <th scope="col">{ words::NEARBY }</th>
                            <th scope="col">{ words::AROUND }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for ordered.iter().zip(bars).map(|(one, bars)| row(one, bars, measure, asked, question)) }
                    </tbody>
                </table>
            }
            if !without.is_empty() {
                <p class="explore__quiet">{ words::without_effect(&without, completes) }</p>
            }
        </>
    }
}

/// The row of an input.
fn row(
    one: &Influence,
    (nearby, around): ([Bar; 2], [Bar; 2]),
    measure: Measure,
    asked: &Asked,
    of: &Question,
) -> Html {
    let entered = asked.calculator.inputs.effective(one.input.field()).0.amount();
    let [lower, higher] = words::around(one, measure, of, entered);
    html! {
        <tr key={input_name(one.input)}>
            <th scope="row">{ input_name(one.input) }</th>
            <td class="tornado__bars" aria-hidden="true">{ drawn(nearby, around) }</td>
            <td>{ words::nearby(one, measure, of.who) }</td>
            <td class="tornado__ends"><span>{ lower }</span>{ " " }<span>{ higher }</span></td>
        </tr>
    }
}

/// The bars of a row: from the middle to both sides, the pale ones below the dark ones.
fn drawn(nearby: [Bar; 2], around: [Bar; 2]) -> Html {
    let bar = |bar: Bar, class: &'static str, y: &'static str, height: &'static str| {
        let length = bar.share.abs() * 50.0;
        // What is there is to be seen.
        let length = if 0.0 < length { length.max(0.4) } else { 0.0 };
        let from = if bar.share < 0.0 { 50.0 - length } else { 50.0 };
        let [from, length] = [from, length].map(|share| format!("{}%", written_out((share * 100.0).round() / 100.0)));
        let class = classes!(class, bar.cliff.then_some("bar--cliff"));
        html! { <rect {class} x={from} width={length} {y} {height} /> }
    };
    html! {
        <svg class="bars" width="100%" height="20">
            { for around.map(|one| bar(one, "bar bar--around", "2", "16")) }
            { for nearby.map(|one| bar(one, "bar bar--nearby", "6", "8")) }
            <line class="bars__middle" x1="50%" x2="50%" y1="0" y2="20" />
        </svg>
    }
}
