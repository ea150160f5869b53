//! A recorded history: a box to paste it, its picture, and the button that enters it.

use std::rc::Rc;

use precopy_formats::history::History;
use precopy_model::quantity::text::short_seconds;
use yew::prelude::*;

use super::{line, not_read, paste_box, quiet, set_button};
use crate::app::Dispatch;
use crate::state::recorded::history_entries;
use crate::state::{Action, State};
use crate::words::recorded as words;

/// Size of the picture in its own units; below and above is room for a line of words.
const WIDTH: f64 = 320.0;
const TOP: f64 = 18.0;
const FLOOR: f64 = 118.0;
const HEIGHT: f64 = 140.0;

/// What the part is given.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: State,
    pub(super) dispatch: Dispatch,
}

/// The box and what follows from it.
#[component(Recorded)]
pub(super) fn recorded(Props { state, dispatch }: &Props) -> Html {
    let (text, page) = (&state.kept.recorded, state.page());
    // A text may be long, and is read anew only when it changes, or the pages it counts in.
    let reading = use_memo((Rc::clone(text), page), |_| state.history());
    let on_text = {
        let dispatch = dispatch.clone();
        Callback::from(move |text| dispatch.emit(Action::Record(text)))
    };
    html! {
        <section class="guests measure__step">
            <h3>{ words::HEAD }</h3>
            { quiet(words::WHAT_IT_IS) }
            <div class="measure__result">
                <div class="measure__seen">
                    { paste_box(state, "history", words::BOX, words::EXAMPLE, Rc::clone(text), on_text) }
                </div>
                <div class="measure__use">
                    <p class="measure__quiet" role="status">{ words::summary(text, &reading) }</p>
                    { not_read(&reading.problems) }
                    if let Some(history) = &reading.history {
                        { picture(history) }
                        { line(0, "", words::rates(history, page)) }
                        { line(1, "measure__remark", words::coarser(history, page)) }
                        { set_button(state, &history_entries(state, history), Some(words::USE), dispatch) }
                    }
                </div>
            </div>
        </section>
    }
}

/// The rate over time, in steps.
fn picture(history: &History) -> Html {
    let phases = history.load.phases();
    let mut outline = String::new();
    for (index, phase) in phases.iter().enumerate() {
        let height = FLOOR - phase.of_rate * (FLOOR - TOP);
        for end in [index, index + 1] {
            outline += &format!("{:.1},{height:.1} ", end as f64 / phases.len() as f64 * WIDTH);
        }
    }
    html! {
        <figure class="fit">
            <svg class="fit__picture" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label={words::PICTURE}>
                <polygon class="fit__area" points={format!("0,{FLOOR} {outline}{WIDTH},{FLOOR}")} />
                <polyline class="fit__curve fit__curve--thin" points={outline} />
                <line class="fit__axis" x1="0" y1={FLOOR.to_string()} x2={WIDTH.to_string()} y2={FLOOR.to_string()} />
                <text class="fit__label" x="0" y="12">{ words::pages_per_second(history.peak) }</text>
                <text class="fit__label" x={WIDTH.to_string()} y="134" text-anchor="end">
                    { short_seconds(history.load.cycle()) }
                </text>
            </svg>
        </figure>
    }
}
