//! What is done when, on the page: a moment is read under the pointer, a click chooses a step, a dragged span is zoomed into. With keys one moves
//! the moment, goes from step to step, and zooms. What is read lies over the canvases, which are not painted anew for it.

use std::rc::Rc;

use precopy_base::browser::events::focus;
use precopy_base::browser::plot::{
    capture, down_within, is_on_scroll_bar, scroll_to, scrolled, set_numbers, share_across, size,
};
use precopy_model::quantity::Watts;
use yew::prelude::*;

use super::gantt_tools::{STEP, lanes, zoom_buttons};
use super::steps_table::StepsTable;
use crate::browser::plan_canvas::{Chart, PlanCanvas, What};
use crate::plan::charts::topology::Picked;
use crate::plan::charts::{Bar, Reading, Scene, Window, gantt, held_back, tracks};
use crate::plan::words::picture as words;

/// What a key moves the moment by, as shares of what is in sight.
const KEY_STEP: f64 = 0.01;
const LONG_KEY_STEP: f64 = 0.1;
/// What a wheel that is turned sideways by a pixel moves by, as a share of what is in sight.
const PER_PIXEL: f64 = 0.001;
/// So far a pointer may move and still click, in CSS pixels.
const CLICK: i32 = 5;
/// So far beside a bar one still points at it, in CSS pixels.
const NEAR: f64 = 5.0;
/// Rows that are higher than this together are scrolled, in CSS pixels.
const HIGHEST: f64 = 420.0;

#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) scene: Rc<Scene>,
    /// The moment, in seconds.
    pub(super) at: f64,
    pub(super) set: Callback<f64>,
    pub(super) chosen: Option<usize>,
    pub(super) choose: Callback<Option<usize>>,
    pub(super) reasons: Rc<Vec<(usize, AttrValue)>>,
    pub(super) cap: Option<Watts>,
    /// The lane whose use is drawn; none: the one that is used most.
    pub(super) lane: Option<usize>,
    pub(super) pick: Callback<Picked>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
            && (self.instance, self.at, self.chosen, self.cap) == (other.instance, other.at, other.chosen, other.cap)
            && (self.lane, &self.pick) == (other.lane, &other.pick)
            && self.set == other.set
            && self.choose == other.choose
            && self.reasons == other.reasons
    }
}

impl Props {
    fn reason(&self, step: usize) -> Option<AttrValue> {
        self.reasons.iter().find(|(of, _)| *of == step).map(|(_, reason)| reason.clone())
    }
}

/// Where the pointer is: a moment, and the step that it points at.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pointed {
    at: f64,
    step: Option<usize>,
}

/// A pointer that was pressed.
#[derive(Clone, Copy, Debug)]
struct Drag {
    screen: (i32, i32),
    from: f64,
    moved: bool,
    is_mouse: bool,
}

/// The step whose bar is pointed at, of those in a lane: the last one that is near enough, for later ones lie above.
fn step_at(scene: &Scene, y: f64, at: f64, near: f64) -> Option<usize> {
    let (_, lane) = scene.rows.at(y)?;
    let bars = lane.iter().filter_map(|bar| scene.bars.get(*bar));
    let far = |bar: &Bar| (bar.start - at).max(at - bar.end).max(0.0);
    let near = bars.filter(|bar| far(bar) <= near);
    near.min_by(|a, b| far(a).total_cmp(&far(b))).map(|bar| bar.step)
}

#[component(Gantt)]
pub(super) fn gantt(props: &Props) -> Html {
    let Props { instance, scene, at, set, chosen, choose, cap, lane, pick, .. } = props.clone();
    let whole = scene.whole;
    let window = use_state_eq(|| Window::whole(whole));
    let top = use_state_eq(|| 0.0_f64);
    let pointed = use_state_eq(|| None::<Pointed>);
    let brush = use_state_eq(|| None::<(f64, f64)>);
    let (plot, rows, over, keys) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let drag = use_mut_ref(|| None::<Drag>);
    let tall = scene.rows.height();
    let view = tall.min(HIGHEST);
    let scrolls = view < tall;
    {
        // Another plan: what was looked at in the last one is nowhere in it.
        let (window, pointed) = (window.setter(), pointed.setter());
        use_effect_with(scene.played.clone(), move |_| {
            window.set(Window::whole(whole));
            pointed.set(None);
        });
    }
    {
        let (plot, rows, top) = (plot.clone(), rows.clone(), top.setter());
        use_effect_with((view, tall), move |(view, tall)| {
            set_numbers(&plot, &[("--view", *view), ("--tall", *tall)]);
            top.set(scrolled(&rows));
        });
    }
    {
        let (rows, scene) = (rows.clone(), Rc::clone(&scene));
        use_effect_with(chosen, move |chosen| {
            if let Some(place) = chosen.and_then(|step| scene.rows.place(&scene.bars, step)) {
                scroll_to(&rows, place);
            }
        });
    }
    let window_now = if window.to <= Window::whole(whole).to { *window } else { Window::whole(whole) };
    let scale = window_now.scale();
    let read = pointed.map(|pointed| pointed.at);
    {
        let over = over.clone();
        let share = |moment: f64| scale.share(moment);
        let places = (read.map(share), share(at), brush.map(|(from, to)| (share(from.min(to)), share(from.max(to)))));
        use_effect_with(places, move |(read, at, brush)| {
            let mut numbers = vec![("--moment", *at)];
            numbers.extend(read.map(|read| ("--across", read)));
            if let Some((from, to)) = brush {
                numbers.extend([("--from", *from), ("--wide", to - from)]);
            }
            set_numbers(&over, &numbers);
        });
    }
    // What is pointed at, at a moment and a height.
    let under = {
        let (scene, over, rows) = (Rc::clone(&scene), over.clone(), rows.clone());
        move |event: &PointerEvent| {
            let at = scale.value(share_across(&over, event)?);
            let (wide, _) = size(&over)?;
            let near = NEAR * (scale.max() - scale.min()) / wide;
            let step = down_within(&rows, event).and_then(|y| step_at(&scene, y, at, near));
            Some(Pointed { at, step })
        }
    };
    let on_pointer = {
        let (plot, rows, keys, set, choose) = (plot.clone(), rows.clone(), keys.clone(), set.clone(), choose.clone());
        let (pointed, brush, window) = (pointed.setter(), brush.setter(), window.setter());
        Callback::from(move |event: PointerEvent| {
            let mut drag = drag.borrow_mut();
            let screen = (event.client_x(), event.client_y());
            let is_mouse = event.pointer_type() == "mouse";
            match event.type_().as_str() {
                "pointerdown" if event.button() == 0 && !is_on_scroll_bar(&rows, &event) => {
                    let Some(Pointed { at, .. }) = under(&event) else { return };
                    *drag = Some(Drag { screen, from: at, moved: false, is_mouse });
                }
                "pointermove" => {
                    let Some(now) = under(&event) else { return };
                    let Some(held) = drag.as_mut() else {
                        if is_mouse {
                            pointed.set(Some(now));
                        }
                        return;
                    };
                    let (across, down) = ((screen.0 - held.screen.0).abs(), (screen.1 - held.screen.1).abs());
                    if !held.moved && CLICK < across && (held.is_mouse || down < across) {
                        held.moved = true;
                        capture(&plot, &event);
                    }
                    match (held.moved, held.is_mouse) {
                        (true, true) => {
                            pointed.set(None);
                            brush.set(Some((held.from, now.at)));
                        }
                        // A finger moves the moment, and reads there.
                        (true, false) => {
                            pointed.set(Some(now));
                            set.emit(now.at);
                        }
                        (false, _) => {}
                    }
                }
                "pointerup" => {
                    let Some(held) = drag.take() else { return };
                    brush.set(None);
                    let Some(now) = under(&event) else { return };
                    if held.moved {
                        if held.is_mouse {
                            window.set(Window::between(held.from, now.at, whole));
                        }
                        return;
                    }
                    focus(&keys);
                    pointed.set(Some(now));
                    set.emit(now.at);
                    if now.step.is_some() {
                        choose.emit(now.step);
                    }
                }
                "pointercancel" => {
                    *drag = None;
                    brush.set(None);
                }
                "pointerleave" if is_mouse && drag.is_none() => pointed.set(None),
                _ => {}
            }
        })
    };
    // The focus goes where keys are heard, when the pointer is lifted; a finger's press would take it away again.
    let on_press = {
        let rows = rows.clone();
        Callback::from(move |event: MouseEvent| {
            if !is_on_scroll_bar(&rows, &event) {
                event.prevent_default();
            }
        })
    };
    let on_wheel = {
        let (over, window) = (over.clone(), window.setter());
        Callback::from(move |event: WheelEvent| {
            if !event.ctrl_key() {
                // Sideways, what is in sight is moved, where there is more.
                if event.delta_y().abs() < event.delta_x().abs() && !window_now.is_whole(whole) {
                    event.prevent_default();
                    let by = event.delta_x() * (window_now.to - window_now.from) * PER_PIXEL;
                    window.set(window_now.moved(by, whole));
                }
                return;
            }
            event.prevent_default();
            if let Some(share) = share_across(&over, &event) {
                let times = if event.delta_y() < 0.0 { STEP } else { 1.0 / STEP };
                window.set(window_now.zoomed(scale.value(share), times, whole));
            }
        })
    };
    let on_scroll = {
        let (rows, top) = (rows.clone(), top.setter());
        Callback::from(move |_: Event| top.set(scrolled(&rows)))
    };
    let on_key = {
        let (scene, set, choose) = (Rc::clone(&scene), set.clone(), choose.clone());
        let (window, pointed) = (window.setter(), pointed.setter());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let long = (window_now.to - window_now.from) * if event.shift_key() { LONG_KEY_STEP } else { KEY_STEP };
            let go = |to: f64| {
                let to = to.max(0.0).min(whole);
                window.set(window_now.with(to, whole));
                set.emit(to);
                // What is read there, as if it were pointed at.
                pointed.set(Some(Pointed { at: to, step: None }));
            };
            let step = |forward: bool| {
                let steps = scene.rows.steps(&scene.bars);
                let place = chosen.and_then(|chosen| steps.iter().position(|step| *step == chosen));
                let to = match (place, forward) {
                    (None, true) => 0,
                    (None, false) => steps.len().saturating_sub(1),
                    (Some(place), true) => (place + 1).min(steps.len().saturating_sub(1)),
                    (Some(place), false) => place.saturating_sub(1),
                };
                let Some(step) = steps.get(to).copied() else { return };
                choose.emit(Some(step));
                if let Some(bar) = scene.bar(step) {
                    window.set(window_now.with(bar.start, whole));
                    set.emit(bar.start);
                    pointed.set(Some(Pointed { at: bar.start, step: Some(step) }));
                }
            };
            match event.key().as_str() {
                "ArrowRight" => go(at + long),
                "ArrowLeft" => go(at - long),
                "ArrowDown" => step(true),
                "ArrowUp" => step(false),
                "PageDown" => go(scene.event(at, true)),
                "PageUp" => go(scene.event(at, false)),
                "Home" => go(0.0),
                "End" => go(scene.events.last().copied().unwrap_or(whole)),
                "+" | "=" => window.set(window_now.with(at, whole).zoomed(at, STEP, whole)),
                "-" => window.set(window_now.zoomed(at, 1.0 / STEP, whole)),
                "0" => window.set(Window::whole(whole)),
                "Escape" if chosen.is_some() => {
                    choose.emit(None);
                    pointed.set(None);
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let on_blur = {
        let pointed = pointed.setter();
        Callback::from(move |_: FocusEvent| pointed.set(None))
    };
    let go_there = scene.contention.map(|contention| {
        let (set, window, pick) = (set.clone(), window.setter(), pick.clone());
        Callback::from(move |_: MouseEvent| {
            set.emit(contention.at);
            window.set(window_now.with(contention.at, whole));
            pick.emit(Picked::lane(Some(contention.lane)));
        })
    });
    let site = &scene.played.site;
    let chosen_line = chosen.map(|step| words::step(&scene, step));
    let spoken = words::spoken(site, at, &Reading::of(&scene, at, lane), chosen_line.as_deref());
    let head = format!("plan-gantt-{instance}");
    let summary = AttrValue::from(words::summary(&scene));
    let bars = gantt::Look { window: window_now, top: *top, chosen };
    let tracks = tracks::Look { window: window_now, lane, cap };
    let thousandths = |moment: f64| ((moment / whole * 1000.0).round() as u32).to_string();
    let set_window = {
        let window = window.setter();
        Callback::from(move |to: Window| window.set(to))
    };
    let set_lane = {
        let pick = pick.clone();
        Callback::from(move |to: Option<usize>| pick.emit(Picked::lane(to)))
    };
    html! {
        <section class="chart plan-chart" aria-labelledby={head.clone()}>
            <div class="chart__head plan-chart__head">
                <h3 id={head} class="chart__title">{ words::GANTT }</h3>
                { lanes(&scene, lane, set_lane) }
                { zoom_buttons(window_now, whole, at, &set_window) }
            </div>
            <div
                ref={plot} class="stage plan-gantt" onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()}
                onpointerup={on_pointer.clone()} onpointercancel={on_pointer.clone()} onpointerleave={on_pointer} onwheel={on_wheel}
                onmousedown={on_press}>
                <div
                    ref={rows} class="plan-gantt__rows" onscroll={on_scroll} tabindex={scrolls.then_some("0")}
                    role={scrolls.then_some("region")} aria-label={scrolls.then_some(words::ROWS)}>
                    <div class="plan-gantt__tall">
                        <div class="plan-gantt__view">
                            <PlanCanvas label={summary} chart={Chart { scene: Rc::clone(&scene), what: What::Bars(bars) }} />
                        </div>
                    </div>
                </div>
                <div class="plan-gantt__tracks">
                    <PlanCanvas label={words::spoken(site, at, &Reading::of(&scene, at, lane), None)} chart={Chart { scene: Rc::clone(&scene), what: What::Tracks(tracks) }} />
                </div>
                <div class="plan-gantt__frame">
                    <div ref={over} class="plan-gantt__over">
                        <div
                            ref={keys} class="plan-gantt__keys" tabindex="0" role="slider" aria-label={words::PLOT} aria-valuemin="0"
                            aria-valuemax="1000" aria-valuenow={thousandths(at)} aria-valuetext={spoken} onkeydown={on_key} onblur={on_blur}>
                        </div>
                        <div class={classes!("plan-gantt__brush", brush.is_none().then_some("hidden"))}></div>
                        <div class={classes!("plan-gantt__moment", (!window_now.holds(at)).then_some("hidden"))}></div>
                        if let Some(Pointed { at, step }) = *pointed {
                            <div class="cross"></div>
                            { reading(props, at, lane, step, scale.share(at)) }
                        }
                    </div>
                </div>
            </div>
            <p class="plan-chart__line">
                { chosen_line.unwrap_or_else(|| words::HOW.to_owned()) }
                if let Some(reason) = chosen.and_then(|step| props.reason(step)) {
                    { ". " }{ reason }
                }
            </p>
            <p class="plan-chart__quiet">
                { words::contention(&scene) }
                if let Some(on_click) = go_there {
                    { " " }<button class="back" type="button" onclick={on_click}>{ words::TO_CONTENTION }</button>
                }
            </p>
            <p class="plan-chart__quiet">{ words::KEY }</p>
            <StepsTable {scene} {chosen} {choose} />
        </section>
    }
}

/// What is read at a moment, beside its line.
fn reading(props: &Props, at: f64, lane: Option<usize>, step: Option<usize>, across: f64) -> Html {
    let scene = &props.scene;
    let side = if across < 0.5 { "reading--right" } else { "reading--left" };
    let told = words::reading(&scene.played.site, &Reading::of(scene, at, lane));
    html! {
        <div class={classes!("reading", "plan-reading", side)}>
            <strong class="reading__time">{ words::time(at) }</strong>
            if let Some(step) = step {
                <p class="plan-reading__step">{ words::step(scene, step) }</p>
                if let Some(reason) = props.reason(step) {
                    <p class="plan-reading__reason">{ reason }</p>
                }
                if let Some(held) = held_back(&scene.played.site, &scene.played.timeline, step) {
                    <p class="plan-reading__held">{ words::held_back(&scene.played.site, &held) }</p>
                }
            }
            <table class="reading__values">
                { for told.into_iter().map(|(name, value)| html! { <tr><th scope="row">{ name }</th><td>{ value }</td></tr> }) }
            </table>
        </div>
    }
}
