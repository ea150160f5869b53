//! Beside the bars: zooming, and whose use of which link is drawn.

use std::rc::Rc;

use precopy_base::browser::events::chosen_word;
use yew::prelude::*;

use crate::plan::charts::{Scene, Window};
use crate::plan::words::picture as words;

/// So many times as long a span a step of zooming shows.
pub(super) const STEP: f64 = 0.6;
/// So much of what is in sight one moves by.
const MOVE: f64 = 0.5;
/// A longer list of links than this is no list.
const MOST_LANES: usize = 400;

/// Buttons that change what is in sight. They stay where they are, also where they do nothing.
pub(super) fn zoom_buttons(window: Window, whole: f64, about: f64, set: &Callback<Window>) -> Html {
    let button = |name: &'static str, label: &'static str, to: Window| {
        let does = to != window;
        let on_click = {
            let set = set.clone();
            Callback::from(move |_: MouseEvent| set.emit(to))
        };
        html! {
            <button
                class="tool plan-zoom" type="button" aria-label={label} title={label}
                aria-disabled={(!does).then_some("true")} onclick={on_click}>
                { name }
            </button>
        }
    };
    let by = (window.to - window.from) * MOVE;
    html! {
        <div class="tools__group">
            { button("‹", words::EARLIER, window.moved(-by, whole)) }
            { button("›", words::LATER, window.moved(by, whole)) }
            { button("−", words::ZOOM_OUT, window.zoomed(about, 1.0 / STEP, whole)) }
            { button("+", words::ZOOM_IN, window.zoomed(about, STEP, whole)) }
            { button(words::WHOLE, words::WHOLE, Window::whole(whole)) }
        </div>
    }
}

/// The list of the lanes over which something goes.
pub(super) fn lanes(scene: &Rc<Scene>, chosen: Option<usize>, set: Callback<Option<usize>>) -> Html {
    let site = &scene.played.site;
    let on_change = Callback::from(move |event: Event| {
        set.emit(chosen_word(&event).and_then(|word| word.parse::<u32>().ok()).map(|lane| lane as usize));
    });
    let offered = scene.lanes.get(..MOST_LANES).unwrap_or(&scene.lanes);
    html! {
        <label class="plan-lane">
            <span>{ words::LANE }</span>
            <select class="player__speed plan-lane__list" onchange={on_change}>
                <option value="" selected={chosen.is_none()}>{ words::MOST_USED }</option>
                { for offered.iter().map(|&lane| html! {
                    <option key={lane} value={lane.to_string()} selected={chosen == Some(lane)}>{ words::lane(site, lane) }</option>
                }) }
                // One that was picked in the topology, though nothing goes over it.
                if let Some(lane) = chosen.filter(|lane| !offered.contains(lane)) {
                    <option key="other" value={lane.to_string()} selected=true>{ words::lane(site, lane) }</option>
                }
            </select>
        </label>
    }
}
