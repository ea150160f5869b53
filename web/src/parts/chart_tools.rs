//! The buttons below the chart: which part of time it shows, and how its axes run.

use yew::prelude::*;

use crate::app::Dispatch;
use crate::charts::Scene;
use crate::charts::landmarks::span;
use crate::state::{Action, Viewing, Zoom};
use crate::words::chart as words;

/// A button that is pressed or not.
pub(super) fn toggle(
    name: &'static str,
    title: Option<&'static str>,
    pressed: bool,
    off: bool,
    viewing: Viewing,
    dispatch: &Dispatch,
) -> Html {
    let press = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::View(viewing)))
    };
    html! {
        <button
            class="tool" type="button" aria-pressed={pressed.to_string()} disabled={off} title={title} onclick={press}>
            { name }
        </button>
    }
}

/// All buttons. That for pins is there where scenarios can be pinned, and says so where there is no room for another one.
pub(super) fn chart_tools(scene: &Scene<'_>, pins: Option<bool>, dispatch: &Dispatch) -> Html {
    let (told, view) = (scene.told(), scene.view);
    let pin = |has_room: bool| {
        let press = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| dispatch.emit(Action::Pin(String::new())))
        };
        html! {
            <button
                class="tool" type="button" aria-disabled={(!has_room).then_some("true")}
                title={if has_room { words::PIN_TITLE } else { words::PINS_FULL }} onclick={press}>
                { words::PIN }
            </button>
        }
    };
    html! {
        <div class="tools">
            <div class="tools__group" role="group" aria-label={words::ZOOM}>
                { for Zoom::ALL.into_iter().map(|zoom| {
                    let is_there = zoom == Zoom::Whole || span(told, zoom).is_some();
                    let name = words::zoom(zoom, told.ends_in_post_copy(), view.symbols);
                    html! {
                        <span key={zoom as u32} class="tools__one">
                            { toggle(name, None, view.zoom == zoom, !is_there, Viewing::Zoom(zoom), dispatch) }
                        </span>
                    }
                }) }
            </div>
            <div class="tools__group" role="group" aria-label={words::AXES}>
                { toggle(words::LOG_PAGES, None, view.log_pages, false, Viewing::LogPages(!view.log_pages), dispatch) }
                { toggle(words::LOG_TIME, None, view.log_time, false, Viewing::LogTime(!view.log_time), dispatch) }
                { toggle(words::SYMBOLS, Some(words::SYMBOLS_TITLE), view.symbols, false, Viewing::Symbols(!view.symbols), dispatch) }
                { for pins.map(pin) }
            </div>
        </div>
    }
}
