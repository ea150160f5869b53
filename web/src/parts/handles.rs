//! The handles over the chart: each changes an input, as its slider does, so that what it moves stays under the pointer.

use std::rc::Rc;

use precopy_formats::{Inputs, Value};
use precopy_model::predict::bound;
use precopy_model::problem::Field;
use yew::prelude::*;

use super::hold::{Grasp, Hold};
use crate::app::Dispatch;
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

impl Handle {
    /// Its class in the style sheet.
    const fn class(self) -> &'static str {
        match self {
            Self::HotSet => "handle--hot",
            Self::DirtyRate => "handle--rate",
            Self::Threshold => "handle--threshold",
            Self::Limit => "handle--limit",
        }
    }
}

/// A place of the handle that differs by less, as a share of the plot, is as good.
const NEAR: f64 = 0.002;
/// So many digits a value has that a hand sets: as in a slider, and more where it has to be finer.
const FEWEST_DIGITS: usize = 3;
const MOST_DIGITS: usize = 7;
/// What page up and page down move, in positions: as much as in a slider.
const LONG_STEP: u32 = POSITIONS / 10;

/// What an input has to be for its handle to be where it is wanted, or as near as it can be: a position of its slider, or where
/// those are too far apart, a value between two of them, of no more digits than are needed. None where that is what it is.
fn sought(grip: &Grip, inputs: &Inputs, axes: &Axes, wanted: f64, moment: f64) -> Option<Value> {
    let share_of = |value: &Value| {
        let mut inputs = inputs.clone();
        inputs.set(grip.field, value.clone());
        grip.handle.share(&bound::predict(&inputs.scenario().ok()?), axes, moment)
    };
    let share = |place: f64| share_of(&grip.ruler.value(place, MOST_DIGITS)?);
    let place = fit(f64::from(POSITIONS), wanted, f64::from(grip.ruler.position()), &share);
    let goal = share(place)?;
    let is_near = |value: &Value| share_of(value).is_some_and(|share| (share - goal).abs() <= NEAR);
    let mut value = grip.ruler.value(place.round(), FEWEST_DIGITS)?;
    for digits in FEWEST_DIGITS..=MOST_DIGITS {
        if is_near(&value) {
            break;
        }
        value = grip.ruler.value(place, digits)?;
    }
    (value != grip.value).then_some(value)
}

/// What was taken, and how far from its middle.
#[derive(Clone, Copy)]
struct Taken {
    field: Field,
    offset: (f64, f64),
}

/// What the handles are given.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) drawn: Rc<Drawn>,
    pub(super) grips: Rc<[Grip]>,
    pub(super) inputs: Inputs,
    pub(super) hold: Hold,
    pub(super) grasp: Callback<Grasp>,
    pub(super) dispatch: Dispatch,
}

impl Props {
    /// A pointer is somewhere in the plot.
    fn point(&self, grip: &Grip, what: &str, at: (f64, f64), taken: &mut Option<Taken>) {
        let scene = self.drawn.scene();
        let (handle, field) = (grip.handle, grip.field);
        match (what, self.hold.axes.filter(|_| self.hold.handle == Some(handle))) {
            ("pointerdown", _) => {
                let axes = Axes::of(&scene);
                let Some(place) = scene.place_of(handle, &axes) else { return };
                *taken = Some(Taken { field, offset: (place.across - at.0, place.up - at.1) });
                let moment = Handle::moment(scene.lead(), &axes, place.across);
                self.grasp.emit(Grasp::Held(handle, axes, Spot::Moment(moment)));
            }
            ("pointermove", Some(axes)) => {
                // Of several limits another one may have become the first: it was not taken.
                let Some(Taken { offset, .. }) = taken.filter(|taken| taken.field == field) else { return };
                let (across, up) = (at.0 + offset.0, at.1 + offset.1);
                let moment = Handle::moment(scene.lead(), &axes, across);
                let wanted = if handle.is_upright() { up } else { across };
                self.grasp.emit(Grasp::Held(handle, axes, Spot::Moment(moment)));
                if let Some(value) = sought(grip, &self.inputs, &axes, wanted, moment) {
                    self.dispatch.emit(Action::Drag(vec![(field, words::field_text(&value))]));
                }
            }
            ("pointerup" | "pointercancel" | "lostpointercapture", Some(axes)) => {
                let spot = match self.hold.spot {
                    Spot::Moment(moment) => Handle::spot_at(scene.lead(), &axes, moment),
                    spot => spot,
                };
                self.grasp.emit(Grasp::LetGo(spot));
                self.ends_step(field);
            }
            _ => {}
        }
    }

    /// What comes next is another step.
    fn ends_step(&self, field: Field) {
        self.dispatch.emit(Action::Leave(field));
    }
}

/// Which position a key moves a slider to from another one; none for a key that does something else.
fn position_after(key: &str, position: u32) -> Option<u32> {
    let to = match key {
        "ArrowUp" | "ArrowRight" => position + 1,
        "ArrowDown" | "ArrowLeft" => position.saturating_sub(1),
        "PageUp" => position + LONG_STEP,
        "PageDown" => position.saturating_sub(LONG_STEP),
        "Home" => 0,
        "End" => POSITIONS,
        _ => return None,
    };
    Some(to.min(POSITIONS))
}

#[component(Handles)]
pub(super) fn handles(props: &Props) -> Html {
    let plot = use_node_ref();
    let nodes = use_memo((), |()| Handle::ALL.map(|handle| (handle, NodeRef::default())));
    let taken = use_mut_ref(|| None::<Taken>);
    let scene = props.drawn.scene();
    let axes = Axes::of(&scene);
    let there = Handle::ALL.map(|handle| {
        let grip = props.grips.iter().find(|grip| grip.handle == handle)?;
        Some((grip, scene.place_of(handle, &axes)?))
    });
    {
        let nodes = Rc::clone(&nodes);
        use_effect_with(there.map(|one| one.map(|(_, place)| place)), move |places| {
            for ((_, node), place) in nodes.iter().zip(places) {
                if let Some(place) = place {
                    set_numbers(node, &[("--across", place.across), ("--up", place.up)]);
                }
            }
        });
    }
    let knob = |(grip, place): (&Grip, Place)| {
        let node = nodes.iter().find(|(handle, _)| *handle == grip.handle).map(|(_, node)| node.clone());
        let node = node.unwrap_or_default();
        let (grip, field) = (grip.clone(), grip.field);
        let on_pointer = {
            let (props, plot, taken) = (props.clone(), plot.clone(), Rc::clone(&taken));
            let (node, grip) = (node.clone(), grip.clone());
            Callback::from(move |event: PointerEvent| {
                let what = event.type_();
                if what == "pointerdown" {
                    if event.button() != 0 {
                        return;
                    }
                    capture(&node, &event);
                }
                if let Some(at) = shares_within(&plot, &event) {
                    props.point(&grip, &what, at, &mut taken.borrow_mut());
                }
            })
        };
        let position = grip.ruler.position();
        let on_key = {
            let dispatch = props.dispatch.clone();
            Callback::from(move |event: KeyboardEvent| {
                if event.ctrl_key() || event.alt_key() || event.meta_key() {
                    return;
                }
                if let Some(to) = position_after(&event.key(), position) {
                    event.prevent_default();
                    dispatch.emit(Action::Slide(field, to));
                }
            })
        };
        let on_focus = {
            let props = props.clone();
            Callback::from(move |event: FocusEvent| {
                let has_it = event.type_() == "focus";
                props.grasp.emit(Grasp::Focus(grip.handle, has_it));
                if !has_it {
                    props.ends_step(field);
                }
            })
        };
        let class = classes!(
            "handle",
            grip.handle.class(),
            (props.hold.handle == Some(grip.handle)).then_some("handle--held"),
            // What is written beside it goes where there is room.
            (0.5 < place.across).then_some("handle--leftward"),
            (0.85 < place.up).then_some("handle--downward"),
        );
        html! {
            <div
                key={grip.handle as u32} ref={node} {class} tabindex="0" role="slider" aria-label={said::name(field)}
                aria-valuemin="0" aria-valuemax={POSITIONS.to_string()} aria-valuenow={position.to_string()}
                aria-valuetext={grip.spoken.clone()}
                aria-orientation={if grip.handle.is_upright() { "vertical" } else { "horizontal" }}
                onpointerdown={on_pointer.clone()} onpointermove={on_pointer.clone()} onpointerup={on_pointer.clone()}
                onpointercancel={on_pointer.clone()} onlostpointercapture={on_pointer} onkeydown={on_key}
                onfocus={on_focus.clone()} onblur={on_focus}>
                <span class="handle__value">{ said::value(field, &words::field_text(&grip.value)) }</span>
            </div>
        }
    };
    if props.grips.is_empty() {
        return Html::default();
    }
    let knobs = there.into_iter().flatten().map(knob);
    html! { <div ref={plot.clone()} class="plot plot--over" role="group" aria-label={said::HANDLES}>{ for knobs }</div> }
}
