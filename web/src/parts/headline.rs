//! The answer, first and largest: downtime, migration time, data, and one sentence that begins with the verdict.

use std::rc::Rc;

use yew::prelude::*;

use super::term::Term;
use super::trust::Trust;
use crate::state::{Curves, Results};
use crate::words::{self, Figure};

/// The answer; `stale` when it does not belong to what is written. What recorded runs say of it is shown in a calculator that has room for it.
pub(crate) fn headline(results: &Rc<Results>, curves: Curves, stale: bool, trusted_in: Option<u32>) -> Html {
    let (bound, paper, expected) = (&results.bound, &results.paper, &results.simulation.prediction);
    let (verdict, good) = words::verdict(results, curves);
    let verdict_class = if good { "verdict verdict--good" } else { "verdict verdict--bad" };
    // The large figure and the small one: bound and expected, or the other way round.
    let pair = |name, word, sure: Figure, expected: Figure, also: String| {
        let most = words::at_most(results, name == words::DOWNTIME);
        let (large, kind, small) = if curves.has_bound() {
            (&sure, most, words::beside(words::EXPECTED, &expected))
        } else {
            (&expected, words::EXPECTED, words::bound_beside(most, &sure, bound))
        };
        figure(name, word, kind, large, small, also)
    };
    let paper_says = |figure: Figure| words::beside(words::PAPER, &figure);
    let data = if curves.has_bound() { bound.data } else { expected.data };
    html! {
        <section class={classes!("headline", stale.then_some("headline--stale"))} aria-label="Result">
            // On a phone this part stays in sight while one drags.
            <div class="answer">
                <dl class="figures">
                    { pair(
                        words::DOWNTIME, "downtime", words::downtime_figure(bound), words::expected_downtime(expected),
                        paper_says(words::downtime_figure(paper)),
                    ) }
                    { pair(
                        words::MIGRATION_TIME, "migration time", words::time_figure(bound.migration_time),
                        words::time_figure(expected.migration_time), paper_says(words::time_figure(paper.migration_time)),
                    ) }
                    { pair(
                        words::DATA_SENT, "", words::data_figure(bound.data), words::data_figure(expected.data),
                        words::times_the_working_set(results, data),
                    ) }
                </dl>
                <p class={classes!("answer__verdict", verdict_class)} aria-hidden="true">
                    { if stale { words::STALE } else { verdict } }
                </p>
            </div>
            <p class="meaning">
                { if stale { words::STALE } else { words::WHAT_TIMES_MEAN } }
            </p>
            <p class="check">{ words::one_line_check(results) }</p>
            <p class="why">
                <strong class={verdict_class}>{ verdict }</strong>
                { " " }
                <span class="why__sentence">{ words::why(results, curves) }</span>
            </p>
            if let Some(instance) = trusted_in {
                <Trust results={Rc::clone(results)} {instance} />
            }
        </section>
    }
}

/// A figure: its name, the glossary's word for it, and whether it is a bound or expected; the number; a line below.
fn figure(
    name: &'static str,
    word: &'static str,
    kind: &'static str,
    figure: &Figure,
    small: String,
    also: String,
) -> Html {
    let number = if figure.unit.is_empty() { "figure__number figure__number--word" } else { "figure__number" };
    html! {
        <div class={classes!("figure", (name == words::DOWNTIME).then_some("figure--first"))}>
            <dt class="figure__name">
                if word.is_empty() { { name } } else { <Term {word} shown={name.to_owned()} /> }
                if !kind.is_empty() {
                    { ", " }
                    <Term word={if kind == words::EXPECTED { words::EXPECTED } else { words::BOUND }} shown={kind.to_owned()} />
                }
            </dt>
            <dd class="figure__value">
                <span class={number}>{ figure.number.clone() }</span>
                <span class="figure__unit">{ figure.unit.clone() }</span>
                <span class="figure__line">
                    <span class="figure__other">{ small }</span>
                    <span class="figure__also">{ also }</span>
                </span>
            </dd>
        </div>
    }
}
