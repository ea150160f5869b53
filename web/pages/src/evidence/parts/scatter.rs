//! The scatter on the page: what is pointed at is told, a click opens it, a dragged rectangle narrows what is looked at. With keys one
//! goes from run to run.

use std::rc::Rc;

use precopy_base::browser::plot::{capture, set_numbers, shares_within, size};
use precopy_model::records::{Forecast, Span};
use yew::prelude::*;

use crate::browser::canvas::{Canvas, Chart};
use crate::evidence::app::Dispatch;
use crate::evidence::charts::scatter::{Point, Scene, scale};
use crate::evidence::state::Action;
use crate::evidence::state::filter::{Brush, Change, Filter};
use crate::evidence::state::library::{Row, Shown};
use crate::evidence::state::scores::line;
use crate::evidence::words::chart as words;

/// Nearer than this one points at a run, in CSS pixels.
const NEAR: f64 = 14.0;
/// So far a pointer may move and still click.
const CLICK: i32 = 5;
/// So many runs a long step goes over.
const LONG_STEP: usize = 10;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The name of the plot in the document.
    pub(super) id: AttrValue,
    pub(super) shown: Shown,
    pub(super) filter: Filter,
    pub(super) chosen: (Forecast, Span),
    /// The run that is open.
    pub(super) open: Option<String>,
    pub(super) dispatch: Dispatch,
}

/// What follows from the runs and the choices.
struct Seen {
    scene: Rc<Scene>,
    /// The runs that are looked at, in the order of what was measured.
    order: Vec<Row>,
    summary: AttrValue,
}

impl Seen {
    fn of(props: &Props) -> Self {
        let Props { shown, filter, chosen, .. } = props;
        // For every predictor the same scale: what moves is the prediction.
        let times = shown.rows.iter().flat_map(|row| {
            let all = Forecast::ALL.map(|forecast| row.pair((forecast, chosen.1)));
            let predicted = all.map(|pair| pair.predicted.map_or(f64::INFINITY, |time| time.as_seconds()));
            predicted.into_iter().chain([chosen.1.measured(row.run).as_seconds()])
        });
        let scale = scale(times);
        let filtered = |row: &Row| filter.holds(row, *chosen, shown);
        let points = shown.rows.iter().map(|row| point(row, *chosen, filtered(row)));
        let points: Vec<Point> = points.collect();
        let mut order: Vec<Row> = shown.rows.iter().filter(|row| filtered(row)).copied().collect();
        let score = line(&order, *chosen);
        let within = score.map(|line| super::super::words::percent(line.score.within_5));
        let summary = AttrValue::from(words::summary(*chosen, order.len(), within));
        let measured = |row: &Row| chosen.1.measured(row.run).as_seconds();
        precopy_model::numeric::sort_by(&mut order, |one, other| measured(one).total_cmp(&measured(other)));
        Self { scene: Rc::new(Scene { points, scale, names: words::axes(*chosen) }), order, summary }
    }
}

/// A run as a point, and whether it is among those that are looked at.
pub(crate) fn point(row: &Row, chosen: (Forecast, Span), wanted: bool) -> Point {
    let pair = row.pair(chosen);
    Point {
        measured: pair.measured.as_seconds(),
        predicted: pair.predicted.map_or(f64::INFINITY, |time| time.as_seconds()),
        regime: row.regime,
        forced: row.run.measured.forced,
        wanted,
    }
}

/// A pointer that was pressed: where, on the screen and in the plot, and whether it has moved since.
#[derive(Clone, Copy, Debug)]
struct Drag {
    screen: (i32, i32),
    start: (f64, f64),
    moved: bool,
}

/// Two corners of a rectangle, as shares of the plot.
type Corners = ((f64, f64), (f64, f64));

#[component(Scatter)]
pub(super) fn scatter(props: &Props) -> Html {
    let seen = use_memo(props.clone(), Seen::of);
    // By its place in the order; the order is another one when something is chosen.
    let pointed = use_state_eq(|| None::<usize>);
    let drawn = use_state_eq(|| None::<Corners>);
    let (plot, over) = (use_node_ref(), use_node_ref());
    let drag = use_mut_ref(|| None::<Drag>);
    {
        let pointed = pointed.clone();
        use_effect_with((props.chosen, props.filter.clone()), move |_| pointed.set(None));
    }
    let scale = seen.scene.scale;
    let place = |row: &Row| {
        let point = point(row, props.chosen, true);
        (scale.share(point.measured), scale.share(point.predicted))
    };
    let row = pointed.and_then(|index| seen.order.get(index)).copied();
    let told = row.as_ref().map(|row| (place(row), words::point(row, props.chosen)));
    let opened = props.open.as_deref().and_then(|open| props.shown.rows.iter().find(|row| row.run.id == open));
    let corners = drawn.or_else(|| props.filter.brush.map(|brush| corners(&brush, scale)));
    {
        let over = over.clone();
        let spot = told.as_ref().map(|(place, _)| *place);
        use_effect_with((spot, corners, opened.map(place)), move |(spot, corners, opened)| {
            let mut numbers = Vec::new();
            numbers.extend(spot.iter().flat_map(|(x, y)| [("--across", *x), ("--up", *y)]));
            numbers.extend(opened.iter().flat_map(|(x, y)| [("--open-across", *x), ("--open-up", *y)]));
            if let Some(((x0, y0), (x1, y1))) = *corners {
                numbers.extend([
                    ("--from", x0.min(x1)),
                    ("--wide", (x1 - x0).abs()),
                    ("--low", y0.min(y1)),
                    ("--tall", (y1 - y0).abs()),
                ]);
            }
            set_numbers(&over, &numbers);
        });
    }
    let nearest = {
        let (seen, plot, chosen) = (Rc::clone(&seen), plot.clone(), props.chosen);
        move |event: &PointerEvent| {
            let ((across, up), (wide, high)) = (shares_within(&plot, event)?, size(&plot)?);
            let distance = |row: &Row| {
                let point = point(row, chosen, true);
                let x = (seen.scene.scale.share(point.measured) - across) * wide;
                let y = (seen.scene.scale.share(point.predicted) - up) * high;
                x * x + y * y
            };
            let all = seen.order.iter().enumerate().map(|(index, row)| (index, distance(row)));
            let (index, distance) = all.min_by(|one, other| one.1.total_cmp(&other.1))?;
            (distance <= NEAR * NEAR).then_some(index)
        }
    };
    let on_pointer = {
        let (seen, plot, dispatch) = (Rc::clone(&seen), plot.clone(), props.dispatch.clone());
        let (pointed, drawn, brushed) = (pointed.setter(), drawn.setter(), props.filter.brush.is_some());
        Callback::from(move |event: PointerEvent| {
            let mut drag = drag.borrow_mut();
            let screen = (event.client_x(), event.client_y());
            match event.type_().as_str() {
                "pointerdown" if event.button() == 0 => {
                    let Some(start) = shares_within(&plot, &event) else { return };
                    *drag = Some(Drag { screen, start, moved: false });
                    if event.pointer_type() == "mouse" {
                        capture(&plot, &event);
                    }
                }
                "pointermove" => match drag.as_mut() {
                    Some(drag) => {
                        let far = (screen.0 - drag.screen.0).abs().max((screen.1 - drag.screen.1).abs());
                        drag.moved |= CLICK < far;
                        if let (true, Some(end)) = (drag.moved, shares_within(&plot, &event)) {
                            pointed.set(None);
                            drawn.set(Some((drag.start, end)));
                        }
                    }
                    None => pointed.set(nearest(&event)),
                },
                "pointerup" => {
                    let Some(Drag { start, moved, .. }) = drag.take() else { return };
                    drawn.set(None);
                    if let (true, Some(end)) = (moved, shares_within(&plot, &event)) {
                        let brush = brush((start, end), seen.scene.scale);
                        return dispatch.emit(Action::Filter(Change::Brush(Some(brush))));
                    }
                    match nearest(&event).and_then(|index| seen.order.get(index)) {
                        Some(row) => dispatch.emit(Action::Open(Some(row.run.id.clone()))),
                        None if brushed => dispatch.emit(Action::Filter(Change::Brush(None))),
                        None => {}
                    }
                }
                "pointercancel" => {
                    *drag = None;
                    drawn.set(None);
                }
                "pointerleave" if drag.is_none() => pointed.set(None),
                _ => {}
            }
        })
    };
    let on_key = {
        let (seen, pointed, dispatch) = (Rc::clone(&seen), pointed.clone(), props.dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let last = seen.order.len().saturating_sub(1);
            let by = |step: usize, forward: bool| match *pointed {
                None => 0,
                Some(index) if forward => (index + step).min(last),
                Some(index) => index.saturating_sub(step),
            };
            match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => pointed.set(Some(by(1, true))),
                "ArrowLeft" | "ArrowDown" => pointed.set(Some(by(1, false))),
                "PageUp" => pointed.set(Some(by(LONG_STEP, true))),
                "PageDown" => pointed.set(Some(by(LONG_STEP, false))),
                "Home" => pointed.set(Some(0)),
                "End" => pointed.set(Some(last)),
                "Escape" if pointed.is_some() => pointed.set(None),
                "Enter" | " " => {
                    if let Some(row) = pointed.and_then(|index| seen.order.get(index)) {
                        dispatch.emit(Action::Open(Some(row.run.id.clone())));
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let spoken = told.as_ref().map_or_else(|| words::NO_RUN.to_owned(), |(_, lines)| lines.join(", "));
    html! {
        <div class="stage scatter">
            <Canvas label={seen.summary.clone()} chart={Chart::Scatter(Rc::clone(&seen.scene))} />
            <div
                id={props.id.clone()} ref={plot} class="plot scatter__plot" tabindex="0" role="slider" aria-label={words::PLOT} aria-valuemin="0"
                aria-valuemax={seen.order.len().saturating_sub(1).to_string()}
                aria-valuenow={pointed.unwrap_or_default().to_string()} aria-valuetext={spoken}
                onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()} onpointerup={on_pointer.clone()}
                onpointercancel={on_pointer.clone()} onpointerleave={on_pointer} onkeydown={on_key}>
            </div>
            <div ref={over} class="plot plot--over scatter__plot">
                <div class={classes!("scatter__brush", corners.is_none().then_some("hidden"))}></div>
                <div class={classes!("scatter__spot", "scatter__spot--open", opened.is_none().then_some("hidden"))}></div>
                if let Some(((across, up), [head, what, measured, predicted])) = told {
                    <div class="scatter__spot"></div>
                    <div class={classes!(
                        "reading", "scatter__reading",
                        if across < 0.5 { "reading--right" } else { "reading--left" },
                        if up < 0.5 { "scatter__reading--high" } else { "scatter__reading--low" },
                    )}>
                        <strong>{ head }</strong>
                        <p>{ what }</p><p>{ measured }</p><p>{ predicted }</p>
                    </div>
                }
            </div>
        </div>
    }
}

/// The rectangle between two corners. At the edges it holds what lies beyond them.
fn brush(((x0, y0), (x1, y1)): Corners, scale: precopy_base::charts::Scale) -> Brush {
    let ends = |one: f64, other: f64| {
        let (low, high) = (one.min(other), one.max(other));
        let from = if low <= 0.0 { f64::NEG_INFINITY } else { scale.value(low) };
        let to = if 1.0 <= high { f64::INFINITY } else { scale.value(high) };
        (from, to)
    };
    let predicted = ends(y0, y1);
    Brush { measured: ends(x0, x1), predicted, holds_never: predicted.1.is_infinite() }
}

fn corners(brush: &Brush, scale: precopy_base::charts::Scale) -> Corners {
    let share = |value: f64| if value.is_finite() { scale.share(value) } else { f64::from(u8::from(0.0 < value)) };
    ((share(brush.measured.0), share(brush.predicted.0)), (share(brush.measured.1), share(brush.predicted.1)))
}
