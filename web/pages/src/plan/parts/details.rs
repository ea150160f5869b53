//! The answer first: figures of the chosen plan, what limits it, and what it does not keep to.

use precopy_formats::maintenance::print_rule;
use yew::prelude::*;

use crate::plan::state::State;
use crate::plan::state::outcome::Outcome;
use crate::plan::words::{compare, details as text, outcome as words};

/// Further ones are counted.
const LISTED: usize = 12;

/// The figures and the sentence.
pub(super) fn figures(state: &State) -> Html {
    let Some(outcome) = state.chosen() else {
        let said = match &state.case {
            _ if !state.is_sound() => text::NOT_SOUND,
            Some(case) if case.is_idle() => compare::IDLE,
            _ => text::NONE_YET,
        };
        return html! { <section class="planner__answer" aria-label={text::FIGURES}><p class="why">{ said }</p></section> };
    };
    let is_stale = !state.is_of_now(outcome);
    let (verdict, is_good) = text::verdict(outcome);
    html! {
        <section class={classes!("planner__answer", is_stale.then_some("planner__answer--stale"))} aria-label={text::FIGURES}>
            <dl class="figures planner__figures">
                { for text::figures(outcome).into_iter().map(|(name, number, below)| {
                    let (number, unit) = split(&number);
                    html! {
                        <div key={name} class="figure">
                            <dt class="figure__name">{ name }</dt>
                            <dd class="figure__value">
                                <span class="figure__number">{ number }<span class="figure__unit">{ unit }</span></span>
                                <span class="figure__line">{ below }</span>
                            </dd>
                        </div>
                    }
                }) }
            </dl>
            <p class="why">
                <strong class={if is_good { "verdict--good" } else { "verdict--bad" }}>{ verdict }</strong>
                { " " }{ words::limits(outcome) }
                if is_stale {
                    { " " }{ if state.is_sound() { text::STALE } else { text::NOT_SOUND } }
                }
            </p>
        </section>
    }
}

/// A number and its unit, where it has just one.
fn split(text: &str) -> (String, String) {
    match text.split_once(' ') {
        Some((number, unit)) if !unit.contains(' ') => (number.to_owned(), format!(" {unit}")),
        _ => (text.to_owned(), String::new()),
    }
}

/// What a plan does not keep to.
pub(super) fn breaches(outcome: &Outcome) -> Html {
    if outcome.breaches.is_empty() {
        return Html::default();
    }
    let rule = |number: usize| {
        outcome.case.rules.get(number).map_or_else(String::new, |rule| print_rule(rule, &outcome.case.site))
    };
    let all = outcome.breaches.len();
    html! {
        <section class="notice planner__breaches" aria-label={text::BREACHES}>
            <ul>
                { for outcome.breaches.iter().take(LISTED).map(|breach| html! { <li>{ words::breach(outcome, breach, rule) }</li> }) }
                if LISTED < all {
                    <li>{ crate::plan::words::entered::further(all - LISTED) }</li>
                }
            </ul>
        </section>
    }
}
