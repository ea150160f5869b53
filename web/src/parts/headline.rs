//! The answer, first and largest: downtime, migration time, data, and one sentence that begins with the verdict.

use std::rc::Rc;

use yew::prelude::*;

use crate::state::Results;
use crate::words::{self, Figure};

/// What the headline is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) results: Rc<Results>,
    pub(crate) stale: bool,
}

#[component(Headline)]
pub(crate) fn headline(props: &Props) -> Html {
    let Props { results, stale } = props;
    let (bound, paper) = (&results.bound, &results.paper);
    let (verdict, good) = words::verdict(bound);
    let verdict_class = if good { "verdict verdict--good" } else { "verdict verdict--bad" };
    let most = |name: &str| format!("{name}, {}", words::AT_MOST);
    html! {
        <section class={classes!("headline", stale.then_some("headline--stale"))} aria-label="Result">
            <dl class="figures">
                { figure("figure figure--first", &most(words::DOWNTIME), &words::downtime_figure(bound), &words::paper_says(paper.downtime)) }
                { figure("figure", &most(words::MIGRATION_TIME), &words::time_figure(bound.migration_time), &words::paper_says(paper.migration_time)) }
                { figure("figure", &most(words::DATA_SENT), &words::data_figure(bound.data), &words::data_line(results)) }
            </dl>
            <p class="why">
                <strong class={verdict_class}>{ verdict }</strong>
                { " " }
                <span class="why__sentence">{ words::why(results) }</span>
            </p>
            <p class="meaning">
                { if *stale { words::STALE } else { words::WHAT_TIMES_MEAN } }
            </p>
        </section>
    }
}

fn figure(class: &'static str, name: &str, figure: &Figure, line: &str) -> Html {
    let number = if figure.unit.is_empty() { "figure__number figure__number--word" } else { "figure__number" };
    html! {
        <div class={class}>
            <dt class="figure__name">{ name.to_owned() }</dt>
            <dd class="figure__value">
                <span class={number}>{ figure.number.clone() }</span>
                <span class="figure__unit">{ figure.unit.clone() }</span>
                <span class="figure__line">{ line.to_owned() }</span>
            </dd>
        </div>
    }
}
