//! The map: how the answer changes over two inputs, with the present point on it, which can be dragged.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use precopy_base::browser::plot::{set_numbers, shares_within};
use precopy_base::browser::sight::Sight;
use precopy_base::browser::turn::frame;
use precopy_base::calculator::Calculator;
use precopy_model::problem::Field;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::map_choices::choices;
use super::map_handles::{MapHandles, Moved};
use super::map_table::MapTable;
use crate::app::Asked;
use crate::browser::map_canvas::{MapCanvas, Shown};
use crate::browser::map_runner::{Map, Runner};
use crate::charts::map::Scene;
use crate::state::map::{Choice, Subject, entries, figures, rounded};
use crate::told::Told;
use crate::words::map as words;

/// What a key moves the crosshair by, as shares of the map.
const STEP: f64 = 0.02;
const LONG_STEP: f64 = 0.1;
/// So far a pointer may move and still click, in CSS pixels.
const CLICK: i32 = 6;

/// The map; nothing where fewer than two inputs can be turned.
pub(crate) fn map(asked: &Asked) -> Html {
    match Choice::of(&asked.calculator) {
        Some(choice) => html! { <MapPart asked={asked.clone()} {choice} /> },
        None => Html::default(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    asked: Asked,
    choice: Choice,
}

/// Where on the map one reads, as shares of it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cursor {
    place: (f64, f64),
    /// Put there by a finger: stays, and offers to take the values.
    pinned: bool,
}

/// So many frames after the point was let go the page has told what was entered last.
const FRAMES: u32 = 5;

/// Values of what is dragged, that are to be entered with the next frame.
#[derive(Default)]
struct Entering {
    values: Cell<Option<(f64, f64)>>,
    due: Cell<bool>,
    /// Counts how often something was taken hold of.
    holds: Cell<u32>,
    /// The calculator to enter them in, and the map whose values they are: both as they are when the frame comes.
    with: RefCell<Option<(Rc<Calculator>, Rc<Subject>)>>,
}

impl Entering {
    /// What has to be entered to get to some values; nothing where there is no such guest.
    fn entries(&self, values: (f64, f64)) -> Option<Vec<(Field, String)>> {
        let (calculator, subject) = self.with.borrow().clone()?;
        Some(entries(&calculator, &subject.axes, values)).filter(|entries| !entries.is_empty())
    }

    fn now(&self, tell: &Callback<Told>) {
        if let Some(entries) = self.values.take().and_then(|values| self.entries(values)) {
            tell.emit(Told::Drag(entries));
        }
    }

    /// What was dragged is let go.
    fn end(&self, tell: &Callback<Told>) {
        self.now(tell);
        tell.emit(Told::Drag(Vec::new()));
    }

    /// Enters values at most once a frame.
    fn with_frame(self: &Rc<Self>, values: (f64, f64), tell: &Callback<Told>) {
        self.values.set(Some(values));
        if !self.due.replace(true) {
            let (entering, tell) = (Rc::clone(self), tell.clone());
            spawn_local(async move {
                frame().await;
                entering.due.set(false);
                entering.now(&tell);
            });
        }
    }
}

#[component(MapPart)]
fn map_part(props: &Props) -> Html {
    let Props { asked: Asked { instance, calculator, tell }, choice } = props;
    let there = use_state(|| None::<Rc<Map>>);
    let held = use_state_eq(|| None::<(f64, f64)>);
    let cursor = use_state_eq(|| None::<Cursor>);
    let last = use_mut_ref(|| None::<Rc<Subject>>);
    let entering = use_memo((), |()| Entering::default());
    let (place, plot, over) = (use_node_ref(), use_node_ref(), use_node_ref());
    let runner = use_memo((), |()| {
        let show = there.setter();
        Runner::new(Callback::from(move |map| show.set(Some(map))))
    });
    {
        let (runner, place) = (Rc::clone(&runner), place.clone());
        use_effect_with((), move |()| {
            let sight = {
                let runner = Rc::clone(&runner);
                Sight::watch(&place, move |in_sight| runner.set_in_sight(in_sight))
            };
            if sight.is_none() {
                // Where nobody can tell.
                runner.set_in_sight(true);
            }
            move || drop(sight)
        });
    }
    // While the point is held, the axes stay where they are.
    let subject = {
        let before = last.borrow().clone();
        match before {
            Some(before) if held.is_some() => Some(before),
            before => Subject::of(calculator, choice).map(|subject| match before {
                Some(before) if *before == subject => before,
                _ => Rc::new(subject),
            }),
        }
    };
    last.replace(subject.clone());
    {
        let runner = Rc::clone(&runner);
        use_effect_with(subject.clone(), move |subject| {
            if let Some(subject) = subject {
                runner.want(Rc::clone(subject));
            }
        });
    }
    let wanted = choice.wanted(calculator);
    let scene = {
        let of = there.as_ref().map(Rc::as_ptr);
        use_memo((of, choice.quantity, wanted), |_| {
            there.as_ref().map(|map| Rc::new(Scene::of(&map.subject, &map.grid, choice.quantity, wanted)))
        })
    };
    let answer = use_memo((Rc::clone(calculator), choice.who), |(calculator, who)| {
        words::answer(Some(&who.figures(&calculator.scenario)), *who)
    });
    let shown = (*there).clone().zip((*scene).clone()).map(|(map, scene)| Shown { map, scene });
    let axes = shown.as_ref().map(|shown| shown.map.subject.axes);
    let here = held.or_else(|| axes.and_then(|axes| axes.place(&calculator.scenario)));
    let read = held.map(|place| Cursor { place, pinned: false }).or(*cursor);
    entering.with.replace(shown.as_ref().map(|shown| (Rc::clone(calculator), Rc::clone(&shown.map.subject))));
    {
        let over = over.clone();
        use_effect_with((here, read), move |(here, read)| {
            let mut numbers = Vec::with_capacity(4);
            if let Some((across, up)) = here {
                numbers.extend([("--here-across", *across), ("--here-up", *up)]);
            }
            if let Some(Cursor { place: (across, up), .. }) = read {
                numbers.extend([("--across", *across), ("--up", *up)]);
            }
            set_numbers(&over, &numbers);
        });
    }
    // The values at a place, rounded as they would be entered.
    let values_at = {
        let (shown, calculator) = (shown.clone(), Rc::clone(calculator));
        move |place: (f64, f64)| {
            let axes = shown.as_ref()?.map.subject.axes;
            Some(rounded(&axes, &calculator.scenario, axes.values(place)))
        }
    };
    let told = read.and_then(|cursor| {
        let subject = &shown.as_ref()?.map.subject;
        let values = values_at(cursor.place)?;
        let figures = figures(calculator, &subject.axes, subject.who, values);
        let [answer, rest] = words::answer(figures.as_ref(), subject.who);
        Some((cursor, [words::point(&subject.axes, values), answer, rest]))
    });
    let enter = {
        let (entering, tell) = (Rc::clone(&entering), tell.clone());
        move |values: (f64, f64)| {
            if let Some(entries) = entering.entries(values) {
                tell.emit(Told::Enter(entries));
            }
        }
    };
    let moved = {
        let (held, cursor, entering, tell) = (held.setter(), cursor.setter(), Rc::clone(&entering), tell.clone());
        let values_at = values_at.clone();
        let before = here;
        Callback::from(move |moved: Moved| match moved {
            Moved::Held(place) => {
                entering.holds.set(entering.holds.get().wrapping_add(1));
                cursor.set(None);
                held.set(Some(place));
                if before != Some(place)
                    && let Some(values) = values_at(place)
                {
                    entering.with_frame(values, &tell);
                }
            }
            Moved::Put(values) => {
                entering.values.set(Some(values));
                entering.now(&tell);
            }
            Moved::KeyUp => entering.end(&tell),
            Moved::LetGo => {
                entering.end(&tell);
                // It stays where it was let go until the page has said so too.
                let (held, entering, hold) = (held.clone(), Rc::clone(&entering), entering.holds.get());
                spawn_local(async move {
                    for _ in 0..FRAMES {
                        frame().await;
                    }
                    if hold == entering.holds.get() {
                        held.set(None);
                    }
                });
            }
        })
    };
    let take = {
        let (enter, values_at) = (enter.clone(), values_at.clone());
        move |place: (f64, f64)| {
            if let Some(values) = values_at(place) {
                enter(values);
            }
        }
    };
    let pressed = use_mut_ref(|| None::<(i32, i32)>);
    let on_pointer = {
        let (plot, cursor, take, held) = (plot.clone(), cursor.setter(), take.clone(), held.is_some());
        Callback::from(move |event: PointerEvent| {
            let Some(place) = shares_within(&plot, &event) else { return };
            let screen = (event.client_x(), event.client_y());
            let is_mouse = event.pointer_type() == "mouse";
            match event.type_().as_str() {
                "pointerdown" if event.button() == 0 => *pressed.borrow_mut() = Some(screen),
                "pointermove" if is_mouse && !held => cursor.set(Some(Cursor { place, pinned: false })),
                "pointerup" => {
                    let Some((x, y)) = pressed.borrow_mut().take() else { return };
                    if CLICK < (x - screen.0).abs().max((y - screen.1).abs()) {
                        return;
                    }
                    if is_mouse {
                        take(place);
                    } else {
                        cursor.set(Some(Cursor { place, pinned: true }));
                    }
                }
                "pointercancel" => *pressed.borrow_mut() = None,
                "pointerleave" if is_mouse => cursor.set(None),
                _ => {}
            }
        })
    };
    let on_key = {
        let (cursor, setter, take) = (*cursor, cursor.setter(), take.clone());
        let start = here.unwrap_or((0.5, 0.5));
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let (across, up) = cursor.map_or(start, |cursor| cursor.place);
            // The first step shows it where the point is.
            let step = match cursor {
                None => 0.0,
                Some(_) if event.shift_key() => LONG_STEP,
                Some(_) => STEP,
            };
            let long = if cursor.is_some() { LONG_STEP } else { 0.0 };
            let place = match event.key().as_str() {
                "ArrowRight" => (across + step, up),
                "ArrowLeft" => (across - step, up),
                "ArrowUp" => (across, up + step),
                "ArrowDown" => (across, up - step),
                "PageUp" => (across, up + long),
                "PageDown" => (across, up - long),
                "Home" => (0.0, up),
                "End" => (1.0, up),
                "Enter" | " " if cursor.is_some() => {
                    take((across, up));
                    event.prevent_default();
                    return;
                }
                "Escape" if cursor.is_some() => {
                    setter.set(None);
                    event.prevent_default();
                    return;
                }
                _ => return,
            };
            let share = |share: f64| share.clamp(0.0, 1.0);
            setter.set(Some(Cursor { place: (share(place.0), share(place.1)), pinned: false }));
            event.prevent_default();
        })
    };
    let on_blur = {
        let (setter, pinned) = (cursor.setter(), cursor.is_some_and(|cursor| cursor.pinned));
        Callback::from(move |_: FocusEvent| {
            // The focus may go to the button of what a finger reads.
            if !pinned {
                setter.set(None);
            }
        })
    };
    let taken = {
        let cursor = cursor.setter();
        Callback::from(move |place: (f64, f64)| {
            take(place);
            cursor.set(None);
        })
    };
    let spoken = told.as_ref().map_or_else(
        || words::NOWHERE.to_owned(),
        |(_, [point, answer, rest])| {
            if rest.is_empty() { format!("{point}: {answer}") } else { format!("{point}: {answer}; {rest}") }
        },
    );
    let at = read.map_or(0.5, |cursor| cursor.place.0);
    let head = format!("map-head-{instance}");
    let state =
        shown.as_ref().map(|shown| (shown.map.grid.side.to_string(), (shown.map.took.round() as u32).to_string()));
    let (side, took) = state.unzip();
    let is_present = |shown: &Shown| subject.as_ref().is_some_and(|subject| Rc::ptr_eq(&shown.map.subject, subject));
    let busy = shown.as_ref().is_none_or(|shown| !shown.map.finest || !is_present(shown));
    html! {
        <section ref={place} class={classes!("explore__part", "map", shown.is_none().then_some("map--unseen"))} aria-labelledby={head.clone()} data-side={side} data-took={took}>
            <div class="map__top">
                <h3 id={head} class="explore__head">{ words::HEAD }</h3>
                <p class="explore__quiet">{ words::LEAD }</p>
                <p class={classes!("explore__quiet", "map__busy", (!busy).then_some("map__busy--done"))} aria-hidden="true">{ words::COARSE }</p>
            </div>
            { choices(&props.asked, *choice) }
            <div class="stage map__stage">
                if let Some(shown) = shown.clone() {
                    <MapCanvas {shown} />
                }
                <div
                    ref={plot.clone()} class="plot map__plot" tabindex="0" role="slider" aria-label={words::READER}
                    aria-valuemin="0" aria-valuemax="1000" aria-valuenow={((at * 1000.0).round() as u32).to_string()}
                    aria-valuetext={spoken} onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()}
                    onpointerup={on_pointer.clone()} onpointercancel={on_pointer.clone()} onpointerleave={on_pointer}
                    onkeydown={on_key} onblur={on_blur}>
                </div>
                <div ref={over} class="plot plot--over map__plot">
                    if let (Some(axes), Some(place)) = (axes, here) {
                        <MapHandles
                            {plot} {axes} scenario={calculator.scenario.clone()} {place} answer={(*answer).clone()} {moved} />
                    }
                    if let Some((read_at, lines)) = told {
                        { reading(read_at, lines, held.is_some(), taken) }
                    }
                </div>
            </div>
            <MapTable asked={props.asked.clone()} choice={*choice} />
        </section>
    }
}

/// What is said of a point, beside it.
fn reading(
    Cursor { place: (across, up), pinned }: Cursor,
    [point, answer, rest]: [String; 3],
    held: bool,
    take: Callback<(f64, f64)>,
) -> Html {
    let on_click = Callback::from(move |_: MouseEvent| take.emit((across, up)));
    html! {
        <>
            if !held {
                <div class="map__spot"></div>
            }
            <div class={classes!(
                "reading", "map__reading", pinned.then_some("reading--pinned"),
                if across < 0.5 { "reading--right" } else { "reading--left" },
                if up < 0.5 { "map__reading--high" } else { "map__reading--low" },
            )}>
                <p class="map__where">{ point }</p>
                <p><strong>{ answer }</strong></p>
                if !rest.is_empty() {
                    <p class="map__rest">{ rest }</p>
                }
                if pinned {
                    <button class="reading__button" type="button" onclick={on_click}>{ words::TAKE }</button>
                }
            </div>
        </>
    }
}
