//! The present point on the map: dragged with mouse or finger, and moved along either axis with keys.

use std::rc::Rc;

use precopy_base::browser::plot::{capture, shares_within};
use yew::prelude::*;

use crate::state::map::{Axes, Ends, rounded};
use crate::words::map as words;
use precopy_model::scenario::Checked;

/// What a key moves a value by, as shares of the axis.
const STEP: f64 = 0.01;
const LONG_STEP: f64 = 0.1;

/// Which of the two values something moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Along {
    Both,
    Across,
    Up,
}

/// What is done to the point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moved {
    /// It is held, and is there, as shares of the map.
    Held((f64, f64)),
    /// It is put there, as values.
    Put((f64, f64)),
    /// The key is up that put it there.
    KeyUp,
    /// It is let go.
    LetGo,
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The element of the plot, in whose shares all is reckoned.
    pub(super) plot: NodeRef,
    pub(super) axes: Axes,
    pub(super) scenario: Checked,
    /// Where the point is.
    pub(super) place: (f64, f64),
    /// What is predicted there.
    pub(super) answer: [String; 2],
    pub(super) moved: Callback<Moved>,
}

impl Props {
    /// The present values.
    fn values(&self) -> Option<(f64, f64)> {
        let value = |ends: &Ends| ends.input.value(&self.scenario);
        Some((value(&self.axes.across)?, value(&self.axes.up)?))
    }

    /// Where a key moves one of the values: at least to the next one that differs.
    fn after_key(&self, key: &str, shift: bool, along: Along) -> Option<(f64, f64)> {
        let by = if shift { LONG_STEP } else { STEP };
        let by = match key {
            "ArrowRight" | "ArrowUp" => by,
            "ArrowLeft" | "ArrowDown" => -by,
            "PageUp" => LONG_STEP,
            "PageDown" => -LONG_STEP,
            "Home" => -1.0,
            "End" => 1.0,
            _ => return None,
        };
        let (across, up) = self.values()?;
        let moved = |times: f64| {
            let share = |share: f64| (share + by * times).clamp(0.0, 1.0);
            match along {
                Along::Across => (self.axes.across.value(share(self.place.0)), up),
                Along::Both | Along::Up => (across, self.axes.up.value(share(self.place.1))),
            }
        };
        // The other value stays as it was typed.
        let keep = |(x, y): (f64, f64)| if along == Along::Across { (x, up) } else { (across, y) };
        let places = (1..=8).map(|times| keep(rounded(&self.axes, &self.scenario, moved(f64::from(times)))));
        places.into_iter().find(|place| *place != (across, up))
    }
}

/// The point, and a slider at the end of each of its two lines.
#[component(MapHandles)]
pub(super) fn map_handles(props: &Props) -> Html {
    // How far beside the point it was taken hold of.
    let grip = use_mut_ref(|| None::<(f64, f64)>);
    let point = use_node_ref();
    let across = use_node_ref();
    let up = use_node_ref();
    let on_pointer = |along: Along, element: &NodeRef| {
        let (grip, element, props) = (Rc::clone(&grip), element.clone(), props.clone());
        Callback::from(move |event: PointerEvent| {
            let Some((x, y)) = shares_within(&props.plot, &event) else { return };
            let mut grip = grip.borrow_mut();
            let held = |(beside_x, beside_y): (f64, f64)| {
                let share = |share: f64| share.clamp(0.0, 1.0);
                match along {
                    Along::Both => (share(x - beside_x), share(y - beside_y)),
                    Along::Across => (share(x - beside_x), props.place.1),
                    Along::Up => (props.place.0, share(y - beside_y)),
                }
            };
            match (event.type_().as_str(), *grip) {
                ("pointerdown", _) if event.button() == 0 => {
                    *grip = Some((x - props.place.0, y - props.place.1));
                    capture(&element, &event);
                    props.moved.emit(Moved::Held(props.place));
                }
                ("pointermove", Some(beside)) => props.moved.emit(Moved::Held(held(beside))),
                ("pointerup" | "pointercancel", Some(_)) => {
                    *grip = None;
                    props.moved.emit(Moved::LetGo);
                }
                _ => {}
            }
        })
    };
    let thumb = |along: Along, element: &NodeRef, class: &'static str, orientation: &'static str| {
        let (ends, share) = match along {
            Along::Across => (&props.axes.across, props.place.0),
            Along::Both | Along::Up => (&props.axes.up, props.place.1),
        };
        let value = ends.input.value(&props.scenario).unwrap_or_default();
        let on_pointer = on_pointer(along, element);
        let on_key = {
            let props = props.clone();
            Callback::from(move |event: KeyboardEvent| {
                if event.ctrl_key() || event.alt_key() || event.meta_key() {
                    return;
                }
                if let Some(values) = props.after_key(&event.key(), event.shift_key(), along) {
                    props.moved.emit(Moved::Put(values));
                    event.prevent_default();
                }
            })
        };
        let on_key_up = {
            let moved = props.moved.clone();
            Callback::from(move |_: KeyboardEvent| moved.emit(Moved::KeyUp))
        };
        html! {
            <div
                ref={element.clone()} class={classes!("map__thumb", class)} tabindex="0" role="slider"
                aria-orientation={orientation} aria-label={words::handle(ends.input)} aria-valuemin="0" aria-valuemax="1000"
                aria-valuenow={((share * 1000.0).round() as u32).to_string()}
                aria-valuetext={words::handle_value(ends, value, &props.answer)}
                onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()} onpointerup={on_pointer.clone()}
                onpointercancel={on_pointer} onkeydown={on_key} onkeyup={on_key_up}>
            </div>
        }
    };
    let on_point = on_pointer(Along::Both, &point);
    html! {
        <>
            <div class="map__line map__line--across"></div>
            <div class="map__line map__line--up"></div>
            <div
                ref={point} class="map__point" onpointerdown={on_point.clone()} onpointermove={on_point.clone()}
                onpointerup={on_point.clone()} onpointercancel={on_point}>
            </div>
            { thumb(Along::Across, &across, "map__thumb--across", "horizontal") }
            { thumb(Along::Up, &up, "map__thumb--up", "vertical") }
        </>
    }
}
