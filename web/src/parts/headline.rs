//! The answer, first and largest: downtime, migration time, data, and one sentence that begins with the verdict.

use yew::prelude::*;

use super::term::Term;
use crate::state::Results;
use crate::words::{self, Figure};

/// The answer; `stale` when it does not belong to what is written.
pub(crate) fn headline(results: &Results, stale: bool) -> Html {
    let (bound, paper) = (&results.bound, &results.paper);
    let (verdict, good) = words::verdict(bound);
    let verdict_class = if good { "verdict verdict--good" } else { "verdict verdict--bad" };
    // "At most: no bound" would contradict itself.
    let most = |figure: &Figure| {
        if figure.unit.is_empty() && bound.data.is_none() { "" } else { words::AT_MOST }
    };
    let downtime = words::downtime_figure(bound);
    let time = words::time_figure(bound.migration_time);
    let data = words::data_figure(bound.data);
    html! {
        <section class={classes!("headline", stale.then_some("headline--stale"))} aria-label="Result">
            // On a phone this part stays in sight while one drags.
            <div class="answer">
                <dl class="figures">
                    { figure("figure figure--first", (words::DOWNTIME, "downtime", most(&downtime)), &downtime, &words::paper_says(words::downtime_figure(paper))) }
                    { figure("figure", (words::MIGRATION_TIME, "migration time", most(&time)), &time, &words::paper_says(words::time_figure(paper.migration_time))) }
                    { figure("figure", (words::DATA_SENT, "", most(&data)), &data, &words::data_line(results)) }
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
                <span class="why__sentence">{ words::why(results) }</span>
            </p>
        </section>
    }
}

/// A figure: its name, the glossary's word for it, and whether it is a bound; the number; a line below.
fn figure(
    class: &'static str,
    (name, word, most): (&'static str, &'static str, &'static str),
    figure: &Figure,
    line: &str,
) -> Html {
    let number = if figure.unit.is_empty() { "figure__number figure__number--word" } else { "figure__number" };
    html! {
        <div class={class}>
            <dt class="figure__name">
                if word.is_empty() { { name } } else { <Term {word} shown={name.to_owned()} /> }
                if !most.is_empty() {
                    { ", " }
                    <Term word="bound" shown={most.to_owned()} />
                }
            </dt>
            <dd class="figure__value">
                <span class={number}>{ figure.number.clone() }</span>
                <span class="figure__unit">{ figure.unit.clone() }</span>
                <span class="figure__line">{ line.to_owned() }</span>
            </dd>
        </div>
    }
}
