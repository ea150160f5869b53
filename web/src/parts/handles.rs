//! The handles over the chart: each changes an input, as its slider does, so that what it moves stays under the pointer.

use precopy_formats::{Inputs, Value};
use precopy_model::predict::bound;
use precopy_model::problem::Field;
use yew::prelude::*;

use super::hold::Hold;
use crate::app::Dispatch;
use crate::browser::events::focus;
use crate::charts::handles::{Handle, Place, Spot, fit};
use crate::charts::{Axes, Drawn};
use crate::state::slider::{POSITIONS, Ruler};
use crate::state::{Action, State};
use crate::words::{self, handles as said};
use precopy_base::browser::plot::{capture, set_numbers, shares_within};

/// A handle with its input.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grip {
    pub(crate) handle: Handle,
    field: Field,
    ruler: Ruler,
    value: Value,
    spoken: String,
}

/// The handles of a state: those of inputs that are there and can be changed.
pub(crate) fn grips(state: &State) -> Vec<Grip> {
    let grip = |handle: Handle| {
        let field = handle.field(&state.results.scenario)?;
        if !state.inputs.applies(field) || state.is_moot(field) || state.presentation.is_locked(field) {
            return None;
        }
        let value = state.inputs.effective(field).0;
        let spoken = words::slider_text(&state.results, field, &value);
        Some(Grip { handle, field, ruler: Ruler::of(state, field)?, value, spoken })
    };
    Handle::ALL.into_iter().filter_map(grip).collect()
}

/// A place of the handle that differs by less, as a share of the plot, is as good.
const NEAR: f64 = 0.002;
/// No value has more digits than this.
const MOST_DIGITS: usize = 7;
/// What page up and page down move, in positions: as much as in a slider.
const LONG_STEP: u32 = POSITIONS / 10;

/// What an input has to be for its handle to be where it is wanted, or as near as it can be: a position of its slider, or where
/// those are too far apart, a value between two of them, of no more digits than are needed. None where that is what it is.
fn sought(grip: &Grip, inputs: &Inputs, axes: &Axes, wanted: f64, moment: f64) -> Option<Action> {
    let share_of = |value: &Value| {
        let mut inputs = inputs.clone();
        inputs.set(grip.field, value.clone());
        grip.handle.share(&bound::predict(&inputs.scenario().ok()?), axes, moment)
    };
    let share = |place: f64| share_of(&grip.ruler.value(place, MOST_DIGITS)?);
    let place = fit(f64::from(POSITIONS), wanted, f64::from(grip.ruler.position()), share);
    let goal = share(place)?;
    let is_near = |value: &Value| share_of(value).is_some_and(|share| (share - goal).abs() <= NEAR);
    let position = place.round();
    let on_slider = grip.ruler.value(position, 3)?;
    if is_near(&on_slider) {
        // Casts of floats saturate.
        return (on_slider != grip.value).then_some(Action::Slide(grip.field, position as u32));
    }
    let values = (3..=MOST_DIGITS).filter_map(|digits| grip.ruler.value(place, digits));
    let value = values.reduce(|better, value| if is_near(&better) { better } else { value })?;
    (value != grip.value).then(|| Action::Type(grip.field, words::field_text(&value)))
}

/// What the handles are given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) drawn: Drawn,
    pub(super) grips: Vec<Grip>,
    pub(super) inputs: Inputs,
    pub(super) hold: Hold,
    pub(super) set_hold: Callback<Hold>,
    pub(super) dispatch: Dispatch,
}

#[component(Handles)]
pub(super) fn handles(props: &Props) -> Html {
    let plot = use_node_ref();
    // How far from the middle of the handle it was taken.
    let offset = use_mut_ref(|| (0.0, 0.0));
    let scene = props.drawn.scene();
    let axes = Axes::of(&scene);
    let on_pointer = {
        let (props, plot) = (props.clone(), plot.clone());
        Callback::from(move |(index, event): (usize, PointerEvent)| {
            let Some(grip) = props.grips.get(index) else { return };
            let (handle, hold) = (grip.handle, props.hold);
            let scene = props.drawn.scene();
            let Some((across, up)) = shares_within(&plot, &event) else { return };
            match (event.type_().as_str(), hold.axes.filter(|_| hold.handle == Some(handle))) {
                ("pointerdown", _) if event.button() == 0 => {
                    let Some(place) = scene.place_of(handle, &axes) else { return };
                    *offset.borrow_mut() = (place.across - across, place.up - up);
                    let moment = Handle::moment(scene.lead(), &axes, place.across);
                    props.set_hold.emit(Hold::of(handle, axes, Spot::Moment(moment)));
                }
                ("pointermove", Some(axes)) => {
                    let (beside, above) = *offset.borrow();
                    let (across, up) = (across + beside, up + above);
                    let moment = Handle::moment(scene.lead(), &axes, across);
                    if handle == Handle::DirtyRate {
                        props.set_hold.emit(Hold::of(handle, axes, Spot::Moment(moment)));
                    }
                    let wanted = if handle.is_upright() { up } else { across };
                    if let Some(action) = sought(grip, &props.inputs, &axes, wanted, moment) {
                        props.dispatch.emit(action);
                    }
                }
                ("pointerup" | "pointercancel" | "lostpointercapture", Some(axes)) => {
                    let spot = match hold.spot {
                        Spot::Moment(moment) if handle == Handle::DirtyRate => {
                            Handle::spot_at(scene.lead(), &axes, moment)
                        }
                        _ => props.drawn.spot,
                    };
                    props.set_hold.emit(hold.let_go(spot));
                    props.dispatch.emit(Action::Leave(grip.field));
                }
                _ => {}
            }
        })
    };
    let knobs = props.grips.iter().enumerate().filter_map(|(index, grip)| {
        let place = scene.place_of(grip.handle, &axes)?;
        let held = props.hold.handle == Some(grip.handle);
        Some(html! {
            <Knob
                key={index} {index} grip={grip.clone()} {place} {held} on_pointer={on_pointer.clone()}
                dispatch={props.dispatch.clone()} />
        })
    });
    html! { <div ref={plot} class="plot plot--over" role="group" aria-label={said::HANDLES}>{ for knobs }</div> }
}

/// What one handle is given.
#[derive(Clone, Debug, PartialEq, Properties)]
struct KnobProps {
    index: usize,
    grip: Grip,
    place: Place,
    held: bool,
    on_pointer: Callback<(usize, PointerEvent)>,
    dispatch: Dispatch,
}

#[component(Knob)]
fn knob(props: &KnobProps) -> Html {
    let node = use_node_ref();
    let Grip { handle, field, ruler, ref value, ref spoken } = props.grip;
    {
        let node = node.clone();
        use_effect_with(props.place, move |place| {
            set_numbers(&node, &[("--across", place.across), ("--up", place.up)]);
        });
    }
    let on_pointer = {
        let (node, index, on_pointer) = (node.clone(), props.index, props.on_pointer.clone());
        Callback::from(move |event: PointerEvent| {
            if event.type_() == "pointerdown" {
                // Else the browser would take the text around for what is dragged.
                event.prevent_default();
                focus(&node);
                capture(&node, &event);
            }
            on_pointer.emit((index, event));
        })
    };
    let position = ruler.position();
    let on_key = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let to = match event.key().as_str() {
                "ArrowUp" | "ArrowRight" => position + 1,
                "ArrowDown" | "ArrowLeft" => position.saturating_sub(1),
                "PageUp" => position + LONG_STEP,
                "PageDown" => position.saturating_sub(LONG_STEP),
                "Home" => 0,
                "End" => POSITIONS,
                _ => return,
            };
            event.prevent_default();
            dispatch.emit(Action::Slide(field, to.min(POSITIONS)));
        })
    };
    let class = classes!(
        "handle",
        match handle {
            Handle::HotSet => "handle--hot",
            Handle::DirtyRate => "handle--rate",
            Handle::Threshold => "handle--threshold",
            Handle::Limit => "handle--limit",
        },
        props.held.then_some("handle--held"),
        // What is written beside it goes where there is room.
        (0.5 < props.place.across).then_some("handle--leftward"),
        (0.85 < props.place.up).then_some("handle--downward"),
    );
    html! {
        <div
            ref={node} {class} tabindex="0" role="slider" aria-label={said::name(field)} aria-valuemin="0"
            aria-valuemax={POSITIONS.to_string()} aria-valuenow={position.to_string()} aria-valuetext={spoken.clone()}
            aria-orientation={if handle.is_upright() { "vertical" } else { "horizontal" }}
            onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()} onpointerup={on_pointer.clone()}
            onpointercancel={on_pointer.clone()} onlostpointercapture={on_pointer} onkeydown={on_key}>
            <span class="handle__value">{ said::value(field, &words::field_text(value)) }</span>
        </div>
    }
}
