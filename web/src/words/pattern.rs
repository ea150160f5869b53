//! What the page says of the pattern in which the guest writes.

use precopy_model::quantity::text::{Amount, grouped, short, short_seconds};
use precopy_model::scenario::{HotSet, Pattern};

use crate::state::State;

/// What a pattern is.
#[must_use]
pub fn meaning(pattern: &str) -> &'static str {
    match pattern {
        "in-order" => {
            "As page after page, in one block of memory with most else behind it, at a steady rate: 97 to 102 % of it."
        }
        "uniform" => "Each write may hit any page of the hot set; many hit a page that is dirty already.",
        "hot-sets" => "Parts of the hot set get more writes than others, each one page after page.",
        "phases" => "The dirty rate changes in a cycle that begins with the migration.",
        "history" => "The dirty rate follows a recording, which begins with the migration and repeats itself.",
        "distinct" => "After any time since a look, as many pages are dirty as were measured in such a time.",
        _ => "No page twice before all others: the worst that this rate can do.",
    }
}

/// What the bound makes of the pattern, in one short line: it is there while one drags.
#[must_use]
pub fn bound_line(state: &State) -> String {
    let rate = grouped(state.results.scenario.dirtying.rate.as_pages_per_second());
    let how = match state.pattern() {
        "phases" | "history" => " all the time.",
        "in-order" => ", by address.",
        _ => ", no page twice.",
    };
    format!("Bound: {rate} writes/s{how}")
}

/// What a shape comes to.
#[must_use]
pub fn shape_line(pattern: &Pattern) -> String {
    let percent = |share: f64| short(Amount::Share(share));
    match pattern {
        Pattern::HotSets(sets) => {
            // Writes for each page; a set without pages gets none.
            let density = |set: &HotSet| if 0.0 < set.of_hot_set { set.of_rate / set.of_hot_set } else { 0.0 };
            let busier = |a: HotSet, b: HotSet| if density(&a) < density(&b) { b } else { a };
            let busiest = sets.sets().iter().copied().reduce(busier);
            busiest.map_or_else(String::new, |set| {
                format!("{} of the writes go to {} of the hot set", percent(set.of_rate), percent(set.of_hot_set))
            })
        }
        Pattern::Load(load) => {
            let cycle = load.cycle().as_seconds();
            let mean = load.full_rate_seconds(cycle) / cycle;
            format!("a cycle of {}; {} of the dirty rate on average", short_seconds(load.cycle()), percent(mean))
        }
        Pattern::Distinct(curve) => {
            let most = curve.points().last().map_or(0.0, |point| point.1);
            format!("{} points, up to {} of the hot set", curve.points().len(), percent(most))
        }
        Pattern::RoundRobin | Pattern::InOrder | Pattern::Uniform => String::new(),
    }
}
