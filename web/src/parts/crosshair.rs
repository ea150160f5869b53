//! The crosshair over the chart: a line at a moment, moved by mouse, touch or keys, and a read-out beside it; or moved along the
//! simulated rounds by the player below. It lies over the canvas, which is not painted anew for it.

use std::rc::Rc;

use precopy_formats::Inputs;
use precopy_model::quantity::Seconds;
use yew::prelude::*;

use super::copy_values::CopyValues;
use super::memory::MemoryPlace;
use crate::app::Dispatch;
use crate::browser::events::focus;
use crate::charts::landmarks::{landmarks, neighbour};
use crate::charts::reading::Reading;
use crate::charts::{Axes, Drawn, Scene};
use crate::state::{Action, Shown, Viewing, Zoom};
use crate::words::chart as words;
use precopy_base::browser::plot::{set_numbers, share_across};
use precopy_base::player::track::Track;
use precopy_base::player::{Play, Player};

/// What the crosshair is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) drawn: Rc<Drawn>,
    pub(super) dispatch: Dispatch,
    /// The canvas below it.
    pub(super) children: Html,
    /// What lies over it.
    pub(super) handles: Html,
    /// Whose memory is shown, and of which inputs: where it can be.
    pub(super) memory: Option<(u32, Inputs)>,
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
    fn scene(&self) -> Scene<'_> {
        self.drawn.scene()
    }

    fn axes(&self) -> Axes {
        Axes::of(&self.scene())
    }

    /// Where a key moves the crosshair to from a moment; none for a key that does something else.
    fn moment_after(&self, key: &str, long: bool, from: Option<f64>) -> Option<f64> {
        let axes = self.axes();
        let step = if long { LONG_STEP } else { STEP };
        let by = |step: f64| {
            // The first step shows it where the axis begins.
            axes.times.value(from.map_or(0.0, |seconds| axes.times.share(seconds) + step))
        };
        let landmark = |forward: bool| {
            let on_axis = |at: &Seconds| axes.times.holds(at.as_seconds());
            let all = landmarks(self.scene().told(), Seconds::from_seconds(axes.times.max()));
            let at = from.unwrap_or(if forward { -1.0 } else { f64::INFINITY });
            let mut next = neighbour(&all, Seconds::from_seconds(at), forward);
            // Forward, those before a zoomed axis are passed over; there is none behind it that would be on it.
            while let Some(at) = next.filter(|at| forward && at.as_seconds() < axes.times.min()) {
                next = neighbour(&all, at, true);
            }
            next.filter(on_axis).map_or(from.unwrap_or(axes.times.min()), Seconds::as_seconds)
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
    let play = use_state_eq(Play::default);
    let (plot, over) = (use_node_ref(), use_node_ref());
    let finger = use_mut_ref(|| None::<Finger>);
    let (now, played) = (*cursor, *play);
    // Whoever takes the crosshair stops what plays.
    let set = {
        let (set, stop) = (cursor.setter(), play.setter());
        Callback::from(move |cursor: Option<Cursor>| {
            if cursor.is_some() && played.on {
                stop.set(Play { on: false, ..played });
            }
            set.set(cursor);
        })
    };
    let set_play = {
        let (set, let_go) = (play.setter(), cursor.setter());
        Callback::from(move |play: Play| {
            let_go.set(None);
            set.set(play);
        })
    };
    let has_player = props.drawn.shown.curves.has_expected();
    {
        // Other inputs are another migration.
        let set = play.setter();
        use_effect_with((Rc::clone(&props.drawn.results), has_player), move |_| {
            if played.on {
                set.set(Play { on: false, ..played });
            }
        });
    }
    let is_pinned = now.is_some_and(|cursor| cursor.pinned);
    let moment = now.map(|cursor| cursor.seconds).or(played.at.filter(|_| has_player));
    let leave = {
        let set = set.clone();
        move || {
            if !is_pinned {
                set.emit(None);
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
                    None if !is_mouse || is_pinned || played.on => return,
                    None => false,
                },
                "pointerup" => {
                    *finger = None;
                    return;
                }
                "pointercancel" => {
                    if let Some(finger) = finger.take() {
                        set.emit(finger.before);
                    }
                    return;
                }
                "pointerleave" if is_mouse => return leave(),
                _ => return,
            };
            if let Some(share) = share_across(&plot, &event) {
                set.emit(Some(Cursor { seconds: props.axes().times.value(share), pinned }));
            }
        })
    };
    // A click or a tap: it stays there. Not when the finger is lifted, for the browser still has to say what was tapped, and
    // that would be the read-out.
    let on_click = {
        let (props, plot, set) = (props.clone(), plot.clone(), set.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(share) = share_across(&plot, &event) {
                set.emit(Some(Cursor { seconds: props.axes().times.value(share), pinned: true }));
            }
        })
    };
    let on_blur = Callback::from(move |_: FocusEvent| leave());
    let let_go = {
        let (set, plot) = (set.clone(), plot.clone());
        move || {
            // The button goes away; the focus must not go with it.
            focus(&plot);
            set.emit(None);
        }
    };
    let on_key = {
        let (props, set, set_play) = (props.clone(), set, set_play.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let key = event.key();
            let zoom = |zoom| props.dispatch.emit(Action::View(Viewing::Zoom(zoom)));
            match (key.as_str(), now) {
                ("Escape", _) if now.is_some() || played != Play::default() => set_play.emit(Play::default()),
                (" ", _) if has_player => set_play.emit(played.switched(&Track::of(&props.drawn.results.simulation))),
                ("Enter", Some(cursor)) => set.emit(Some(Cursor { pinned: !cursor.pinned, ..cursor })),
                ("0", _) => zoom(Zoom::Whole),
                ("1", _) => zoom(Zoom::FirstPass),
                ("2", _) => zoom(Zoom::Resending),
                ("3", _) => zoom(Zoom::Stopped),
                (key, _) => {
                    let Some(seconds) = props.moment_after(key, event.shift_key(), moment) else { return };
                    set.emit(Some(Cursor { seconds, pinned: is_pinned }));
                }
            }
            event.prevent_default();
        })
    };
    let reading = moment.map(|seconds| {
        let scene = props.scene();
        Told::of(&scene, Reading::at(&scene, Seconds::from_seconds(seconds)))
    });
    {
        let over = over.clone();
        use_effect_with(reading.as_ref().map(|told| told.places), move |places| {
            if let Some(Places { across, lead, expected, paper, .. }) = *places {
                let numbers = [("--across", across), ("--lead", lead), ("--expected", expected), ("--paper", paper)];
                set_numbers(&over, &numbers);
            }
        });
    }
    let (simulation, looked_at) = (&props.drawn.results.simulation, now.map(|cursor| cursor.seconds));
    // While it plays, each frame would be said to whoever is on the chart.
    let heard = reading.as_ref().filter(|_| !played.on);
    let silent = if played.on { words::PLAYS } else { words::NO_TIME };
    let spoken = heard.map_or_else(|| silent.to_owned(), |told| told.text.clone());
    let percent = heard.map_or(0, |told| (told.places.across * 100.0).round() as u8);
    html! {
        <>
            <div class="stage">
                { props.children.clone() }
                <div
                    ref={plot} class="plot" tabindex="0" role="slider" aria-label={words::CROSSHAIR} aria-valuemin="0"
                    aria-valuemax="100" aria-valuenow={percent.to_string()} aria-valuetext={spoken}
                    onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()} onpointerup={on_pointer.clone()}
                    onpointercancel={on_pointer.clone()} onpointerleave={on_pointer} onclick={on_click}
                    onblur={on_blur} onkeydown={on_key}>
                </div>
                <div ref={over} class="plot plot--over">
                    if let Some(told) = reading {
                        { line(props, &told) }
                        if now.is_some() {
                            { read_out(&props.drawn, &told, is_pinned, &let_go) }
                        }
                    }
                </div>
                { props.handles.clone() }
            </div>
            if has_player {
                <Player
                    simulation={Rc::clone(simulation)} play={played} looked_at={looked_at}
                    story={looked_at.or(played.at).map(|at| words::story(simulation, Seconds::from_seconds(at)))} set={set_play} />
                if let Some((instance, inputs)) = props.memory.clone() {
                    <MemoryPlace {instance} {inputs} at={looked_at.or(played.at).unwrap_or(0.0)} dispatch={props.dispatch.clone()} />
                }
            }
        </>
    }
}

/// What is told of a moment.
struct Told {
    reading: Reading,
    places: Places,
    time: String,
    text: String,
}

/// Where it is shown, as shares of the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Places {
    across: f64,
    /// The bound, where it is shown.
    lead: f64,
    expected: f64,
    paper: f64,
    /// A pinned moment may lie beyond a zoomed axis.
    on_axis: bool,
}

impl Told {
    fn of(scene: &Scene<'_>, reading: Reading) -> Self {
        let axes = Axes::of(scene);
        let seconds = reading.at.as_seconds();
        let places = Places {
            across: axes.times.share(seconds),
            lead: axes.pages.share(reading.parts.total),
            expected: axes.pages.share(reading.expected),
            paper: axes.pages.share(reading.paper),
            on_axis: axes.times.holds(seconds),
        };
        // Times are told as finely as the crosshair moves.
        let step = (axes.times.max() - axes.times.min()) / 1000.0;
        Self { places, time: words::time(reading.at, step), text: words::spoken(&reading, scene, step), reading }
    }
}

/// The line, with a point on each curve.
fn line(props: &Props, told: &Told) -> Html {
    let Shown { curves, paper } = props.drawn.shown;
    let point = |class: &'static str, shown: bool| {
        html! { <div class={classes!("cross__point", class, (!shown).then_some("hidden"))}></div> }
    };
    html! {
        <div class={classes!("cross", (!told.places.on_axis).then_some("hidden"))}>
            { point("cross__point--paper", paper) }
            { point("cross__point--expected", curves.has_expected()) }
            { point("cross__point--bound", curves.has_bound()) }
        </div>
    }
}

fn read_out(drawn: &Drawn, told: &Told, is_pinned: bool, let_go: &(impl Fn() + Clone + 'static)) -> Html {
    let places = told.places;
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
    let page = drawn.results.scenario.hypervisor.page_size.value;
    // Beside the line where there is more room; where there is none on either side, in the half without the point.
    let class = classes!(
        "reading",
        is_pinned.then_some("reading--pinned"),
        drawn.view.symbols.then_some("reading--symbols"),
        if places.across < 0.5 { "reading--right" } else { "reading--left" },
        if places.lead < 0.5 { "reading--high" } else { "reading--low" },
    );
    html! {
            <div class={class} role="group" aria-label={words::READING} onkeydown={on_key}>
                <p class="reading__head">
                    <strong class="reading__time">{ told.time.clone() }</strong>{ " " }
                    <span class="reading__phase">{ words::phase(told.reading.phase) }</span>
                </p>
                <table class="reading__values">
                    <tbody>
                        { for words::values(&told.reading, &drawn.scene()).into_iter().map(|(name, pages)| html! {
                            <tr key={name.clone()}>
                                <th scope="row">{ name }</th>
                                <td>{ words::pages(pages) }</td>
                                <td class="reading__size">{ words::size(pages, page) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
                if is_pinned {
                    <p class="reading__buttons">
                        <CopyValues text={told.text.clone()} />
                        <button class="reading__button" type="button" onclick={on_button}>{ words::LET_GO }</button>
                    </p>
                }
            </div>
    }
}
