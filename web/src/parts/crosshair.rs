//! The crosshair over the chart: a line at a moment, moved by mouse, touch or keys, and a read-out beside it. It lies over
//! the canvas, which is not painted anew for it.

use std::rc::Rc;

use precopy_model::quantity::Seconds;
use yew::prelude::*;

use super::copy_values::CopyValues;
use crate::app::Dispatch;
use crate::browser::events::focus;
use crate::browser::plot::{set_numbers, share_across};
use crate::charts::Axes;
use crate::charts::landmarks::{landmarks, neighbour};
use crate::charts::reading::Reading;
use crate::state::{Action, Results, View, Viewing, Zoom};
use crate::words::chart as words;

/// What the crosshair is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) results: Rc<Results>,
    pub(super) show_paper: bool,
    pub(super) view: View,
    pub(super) dispatch: Dispatch,
}

/// The moment at which it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cursor {
    seconds: f64,
    /// Stays where it is when the pointer leaves and when the inputs change.
    pinned: bool,
}

/// A finger on the chart.
#[derive(Clone, Copy, Debug)]
struct Finger {
    start: (i32, i32),
    /// Where the crosshair was before, should the finger turn out to scroll the page.
    before: Option<Cursor>,
    moves_it: bool,
}

/// So far a finger may move and still tap, in CSS pixels.
const TAP: i32 = 8;
/// What a key moves it by, as shares of the axis.
const STEP: f64 = 0.01;
const LONG_STEP: f64 = 0.1;

impl Props {
    fn axes(&self) -> Axes {
        let paper = self.show_paper.then_some(&self.results.paper);
        Axes::of(&self.results.bound, paper, self.view)
    }

    /// Where a key moves the crosshair to; none for a key that does something else.
    fn moment_after(&self, key: &str, long: bool, cursor: Option<Cursor>) -> Option<f64> {
        let axes = self.axes();
        let step = if long { LONG_STEP } else { STEP };
        let by = |step: f64| {
            // The first step shows it where the axis begins.
            axes.times.value(cursor.map_or(0.0, |cursor| axes.times.share(cursor.seconds) + step))
        };
        let landmark = |forward: bool| {
            let on_axis = |at: &Seconds| axes.times.holds(at.as_seconds());
            let all = landmarks(&self.results.bound, Seconds::from_seconds(axes.times.max()));
            let at = cursor.map_or(if forward { -1.0 } else { f64::INFINITY }, |cursor| cursor.seconds);
            let mut next = neighbour(&all, Seconds::from_seconds(at), forward);
            // Forward, those before a zoomed axis are passed over; there is none behind it that would be on it.
            while let Some(at) = next.filter(|at| forward && at.as_seconds() < axes.times.min()) {
                next = neighbour(&all, at, true);
            }
            next.filter(on_axis).map_or(cursor.map_or(axes.times.min(), |cursor| cursor.seconds), Seconds::as_seconds)
        };
        match key {
            "ArrowRight" | "ArrowUp" => Some(by(step)),
            "ArrowLeft" | "ArrowDown" => Some(by(-step)),
            "Home" => Some(axes.times.value(0.0)),
            "End" => Some(axes.times.value(1.0)),
            "PageUp" => Some(landmark(false)),
            "PageDown" => Some(landmark(true)),
            _ => None,
        }
    }
}

#[component(Crosshair)]
pub(super) fn crosshair(props: &Props) -> Html {
    let cursor = use_state_eq(|| None::<Cursor>);
    let (plot, over) = (use_node_ref(), use_node_ref());
    let finger = use_mut_ref(|| None::<Finger>);
    let now = *cursor;
    let set = cursor.setter();
    let is_pinned = now.is_some_and(|cursor| cursor.pinned);
    let leave = {
        let set = set.clone();
        move || {
            if !is_pinned {
                set.set(None);
            }
        }
    };
    let on_pointer = {
        let (props, plot) = (props.clone(), plot.clone());
        let (set, leave) = (set.clone(), leave.clone());
        Callback::from(move |event: PointerEvent| {
            let is_mouse = event.pointer_type() == "mouse";
            let mut finger = finger.borrow_mut();
            let pinned = match event.type_().as_str() {
                "pointerdown" => {
                    let start = (event.client_x(), event.client_y());
                    *finger = (!is_mouse).then_some(Finger { start, before: now, moves_it: false });
                    return;
                }
                "pointermove" => match finger.as_mut() {
                    Some(finger) => {
                        let across = (event.client_x() - finger.start.0).abs();
                        let down = (event.client_y() - finger.start.1).abs();
                        finger.moves_it |= TAP < across && down < across;
                        if !finger.moves_it {
                            return;
                        }
                        true
                    }
                    None if !is_mouse || is_pinned => return,
                    None => false,
                },
                "pointerup" => {
                    *finger = None;
                    return;
                }
                "pointercancel" => {
                    if let Some(finger) = finger.take() {
                        set.set(finger.before);
                    }
                    return;
                }
                "pointerleave" if is_mouse => return leave(),
                _ => return,
            };
            if let Some(share) = share_across(&plot, &event) {
                set.set(Some(Cursor { seconds: props.axes().times.value(share), pinned }));
            }
        })
    };
    // A click or a tap: it stays there. Not when the finger is lifted, for the browser still has to say what was tapped, and
    // that would be the read-out.
    let on_click = {
        let (props, plot, set) = (props.clone(), plot.clone(), set.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(share) = share_across(&plot, &event) {
                set.set(Some(Cursor { seconds: props.axes().times.value(share), pinned: true }));
            }
        })
    };
    let on_blur = Callback::from(move |_: FocusEvent| leave());
    let let_go = {
        let (set, plot) = (set.clone(), plot.clone());
        move || {
            // The button goes away; the focus must not go with it.
            focus(&plot);
            set.set(None);
        }
    };
    let on_key = {
        let (props, set) = (props.clone(), set);
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let key = event.key();
            let zoom = |zoom| props.dispatch.emit(Action::View(Viewing::Zoom(zoom)));
            match (key.as_str(), now) {
                ("Escape", Some(_)) => set.set(None),
                ("Enter" | " ", Some(cursor)) => set.set(Some(Cursor { pinned: !cursor.pinned, ..cursor })),
                ("0", _) => zoom(Zoom::Whole),
                ("1", _) => zoom(Zoom::FirstPass),
                ("2", _) => zoom(Zoom::Resending),
                ("3", _) => zoom(Zoom::Stopped),
                (key, _) => {
                    let Some(seconds) = props.moment_after(key, event.shift_key(), now) else { return };
                    set.set(Some(Cursor { seconds, pinned: is_pinned }));
                }
            }
            event.prevent_default();
        })
    };
    let reading = now.map(|cursor| {
        let results = &props.results;
        let reading = Reading::at(&results.bound, &results.paper, Seconds::from_seconds(cursor.seconds));
        Shown::of(props, &props.axes(), reading)
    });
    {
        let over = over.clone();
        use_effect_with(reading.as_ref().map(|shown| shown.places), move |places| {
            if let Some(Places { across, bound, paper, .. }) = *places {
                set_numbers(&over, &[("--across", across), ("--bound", bound), ("--paper", paper)]);
            }
        });
    }
    let spoken = reading.as_ref().map_or_else(|| words::NO_TIME.to_owned(), |shown| shown.text.clone());
    let percent = reading.as_ref().map_or(0.0, |shown| (shown.places.across * 100.0).round());
    html! {
        <>
            <div
                ref={plot} class="plot" tabindex="0" role="slider" aria-label={words::CROSSHAIR} aria-valuemin="0"
                aria-valuemax="100" aria-valuenow={percent.to_string()} aria-valuetext={spoken}
                onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()} onpointerup={on_pointer.clone()}
                onpointercancel={on_pointer.clone()} onpointerleave={on_pointer} onclick={on_click}
                onblur={on_blur} onkeydown={on_key}>
            </div>
            <div ref={over} class="plot plot--over">
                if let Some(shown) = reading {
                    { read_out(props, &shown, is_pinned, &let_go) }
                }
            </div>
        </>
    }
}

/// What is shown at a moment.
struct Shown {
    reading: Reading,
    places: Places,
    time: String,
    text: String,
}

/// Where it is shown, as shares of the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Places {
    across: f64,
    bound: f64,
    paper: f64,
    /// A pinned moment may lie beyond a zoomed axis.
    on_axis: bool,
}

impl Shown {
    fn of(props: &Props, axes: &Axes, reading: Reading) -> Self {
        let seconds = reading.at.as_seconds();
        let places = Places {
            across: axes.times.share(seconds),
            bound: axes.pages.share(reading.parts.total),
            paper: axes.pages.share(reading.paper),
            on_axis: axes.times.holds(seconds),
        };
        // Times are told as finely as the crosshair moves.
        let step = (axes.times.max() - axes.times.min()) / 1000.0;
        let text = words::spoken(&reading, &props.results, step, props.show_paper, props.view.symbols);
        Self { reading, places, time: words::time(reading.at, step), text }
    }
}

fn read_out(props: &Props, shown: &Shown, is_pinned: bool, let_go: &(impl Fn() + Clone + 'static)) -> Html {
    let places = shown.places;
    let on_button = {
        let let_go = let_go.clone();
        Callback::from(move |_: MouseEvent| let_go())
    };
    let on_key = {
        let let_go = let_go.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                let_go();
            }
        })
    };
    let page = props.results.scenario.hypervisor.page_size.value;
    // Beside the line where there is more room; where there is none on either side, in the half without the point.
    let class = classes!(
        "reading",
        is_pinned.then_some("reading--pinned"),
        props.view.symbols.then_some("reading--symbols"),
        if places.across < 0.5 { "reading--right" } else { "reading--left" },
        if places.bound < 0.5 { "reading--high" } else { "reading--low" },
    );
    html! {
        <>
            <div class={classes!("cross", (!places.on_axis).then_some("hidden"))}>
                <div class={classes!("cross__point", "cross__point--paper", (!props.show_paper).then_some("hidden"))}></div>
                <div class="cross__point"></div>
            </div>
            <div class={class} role="group" aria-label={words::READING} onkeydown={on_key}>
                <p class="reading__head">
                    <strong class="reading__time">{ shown.time.clone() }</strong>{ " " }
                    <span class="reading__phase">{ words::phase(shown.reading.phase) }</span>
                </p>
                <table class="reading__values">
                    <tbody>
                        { for words::values(&shown.reading, props.show_paper, props.view.symbols).into_iter().map(|(name, pages)| html! {
                            <tr key={name}>
                                <th scope="row">{ name }</th>
                                <td>{ words::pages(pages) }</td>
                                <td class="reading__size">{ words::size(pages, page) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
                if is_pinned {
                    <p class="reading__buttons">
                        <CopyValues text={shown.text.clone()} />
                        <button class="reading__button" type="button" onclick={on_button}>{ words::LET_GO }</button>
                    </p>
                }
            </div>
        </>
    }
}
