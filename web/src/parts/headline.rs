//! The answer, first and largest: downtime, migration time, data, and one sentence that begins with the verdict.

use std::rc::Rc;

use yew::prelude::*;

use super::targets::targets;
use super::term::Term;
use super::trust::Trust;
use crate::app::Dispatch;
use crate::state::{Extent, State};
use crate::words::{self, Figure};

/// The answer. What recorded runs say of it is shown in a calculator that has room for it.
pub(crate) fn headline(state: &State, dispatch: &Dispatch) -> Html {
    let (results, curves, stale) = (&state.results, state.shown().curves, state.is_stale());
    let uncertain = state.uncertain.as_deref();
    let (bound, paper, expected) = (&results.bound, &results.paper, &results.simulation.prediction);
    let (verdict, good) = words::verdict(results, curves);
    let verdict_class = if good { "verdict verdict--good" } else { "verdict verdict--bad" };
    // The large figure and the small one: bound and expected, or the other way round.
    let pair = |name, word, sure: Figure, expected: Figure, often: Option<Figure>, also: String| {
        let most = words::at_most(results, name == words::DOWNTIME);
        let (large, kind, small) = if curves.has_bound() {
            (&sure, most, words::beside(words::EXPECTED, &expected))
        } else {
            (&expected, words::EXPECTED, words::bound_beside(most, &sure, bound))
        };
        figure(
            name,
            word,
            kind,
            large,
            [small, often.map_or_else(String::new, |often| words::beside(words::targets::P95, &often)), also],
        )
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
                        uncertain.and_then(|known| known.downtime).map(|time| words::time_figure(Some(time))),
                        paper_says(words::downtime_figure(paper)),
                    ) }
                    { pair(
                        words::MIGRATION_TIME, "migration time", words::time_figure(bound.migration_time),
                        words::time_figure(expected.migration_time),
                        uncertain.and_then(|known| known.time).map(|time| words::time_figure(Some(time))),
                        paper_says(words::time_figure(paper.migration_time)),
                    ) }
                    { pair(
                        words::DATA_SENT, "", words::data_figure(bound.data), words::data_figure(expected.data),
                        uncertain.and_then(|known| known.data).map(|data| words::data_figure(Some(data))),
                        words::times_the_working_set(results, data),
                    ) }
                </dl>
                <p class={classes!("answer__verdict", verdict_class)} aria-hidden="true">
                    { if stale { words::STALE } else { verdict } }
                </p>
            </div>
            <p class="why">
                <strong class={verdict_class}>{ verdict }</strong>
                { " " }
                <span class="why__sentence">{ words::why(results, curves) }</span>
            </p>
            if state.varies() {
                // Its place is kept while it is reckoned.
                <p class="chance">
                    { uncertain.and_then(|known| known.completes).map(words::targets::completes).unwrap_or_default() }
                </p>
            }
            { targets(state, dispatch) }
            <p class={classes!("check", stale.then_some("check--stale"))}>
                { if stale { words::STALE.to_owned() } else { words::one_line_check(results) } }
            </p>
            <p class="meaning">{ words::WHAT_TIMES_MEAN }</p>
            if state.presentation.extent == Extent::Full {
                <Trust results={Rc::clone(results)} instance={state.instance} />
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
    [small, often, also]: [String; 3],
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
                    if !often.is_empty() {
                        <span class="figure__also">{ often }</span>
                    }
                    <span class="figure__also">{ also }</span>
                </span>
            </dd>
        </div>
    }
}
