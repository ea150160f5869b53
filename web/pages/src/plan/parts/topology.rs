//! Where everything is at a moment, on the page: played, gone through event by event, or looked up by a slider. Who prefers stillness sees
//! one still after another.

use std::cell::Cell;
use std::rc::Rc;

use precopy_base::browser::events::{chosen_word, input_value};
use precopy_base::browser::frames::{Frames, prefers_stillness};
use precopy_base::browser::plot::{down_within, set_numbers, share_across, size};
use yew::prelude::*;

use super::hosts_table::HostsTable;
use crate::browser::plan_canvas::{Chart, PlanCanvas, What};
use crate::plan::charts::topology::Picked;
use crate::plan::charts::{Moment, Scene};
use crate::plan::words::picture as words;

/// Steps of the slider.
const STEPS: f64 = 1000.0;
/// Where stillness is preferred, each event is shown for so long.
const STILL_SECONDS: f64 = 1.0;
/// How high the picture is, by the number of hosts, in CSS pixels.
const HEIGHTS: [(usize, f64); 4] = [(6, 190.0), (24, 300.0), (60, 380.0), (usize::MAX, 460.0)];

#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) scene: Rc<Scene>,
    /// The moment, in seconds.
    pub(super) at: f64,
    pub(super) set: Callback<f64>,
    pub(super) picked: Picked,
    pub(super) pick: Callback<Picked>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
            && (self.instance, self.at) == (other.instance, other.at)
            && self.set == other.set
            && (self.picked, &self.pick) == (other.picked, &other.pick)
    }
}

#[component(Topology)]
pub(super) fn topology(props: &Props) -> Html {
    let Props { instance, scene, at, set, picked, pick } = props.clone();
    let on = use_state_eq(|| false);
    let speed = use_state_eq(|| words::SPEEDS.first().map_or(("", 10.0), |(id, _, seconds)| (*id, *seconds)));
    let stage = use_node_ref();
    let is_over = use_state_eq(|| false);
    // What the next frame goes on from.
    let position = use_mut_ref(|| at);
    *position.borrow_mut() = at;
    let end = scene.events.last().copied().unwrap_or(scene.whole);
    let never = scene.bars.iter().any(|bar| bar.end.is_infinite());
    let end = if never { scene.whole } else { end };
    {
        let on = on.setter();
        use_effect_with(scene.played.clone(), move |_| on.set(false));
    }
    {
        let stage = stage.clone();
        let hosts = scene.played.site.hosts.len();
        use_effect_with(hosts, move |hosts| {
            let high = HEIGHTS.into_iter().find(|(most, _)| hosts <= most).map_or(460.0, |(_, high)| high);
            set_numbers(&stage, &[("--high", high)]);
        });
    }
    {
        let (scene, set, stop) = (Rc::clone(&scene), set.clone(), on.setter());
        use_effect_with((*on, *speed), move |&(on, (_, seconds))| {
            let frames = on.then(|| {
                let still = prefers_stillness();
                let rest = Cell::new(0.0);
                Frames::new(move |gone| {
                    let mut at = *position.borrow();
                    if still {
                        rest.set(rest.get() + gone);
                        if rest.get() < STILL_SECONDS {
                            return;
                        }
                        rest.set(0.0);
                        let next = scene.event(at, true);
                        at = if at < next { next } else { end };
                    } else {
                        at += gone * end / seconds;
                    }
                    if end <= at {
                        stop.set(false);
                    }
                    set.emit(at.min(end));
                })
            });
            move || drop(frames)
        });
    }
    let go = {
        let (set, stop) = (set.clone(), on.setter());
        move |to: f64| {
            stop.set(false);
            set.emit(to);
        }
    };
    let step = |name: &'static str, label: &'static str, to: f64| {
        let go = go.clone();
        let on_click = Callback::from(move |_: MouseEvent| go(to));
        html! {
            <button
                class="tool player__step" type="button" aria-label={label} title={label}
                aria-disabled={(to == at).then_some("true")} onclick={on_click}>
                { name }
            </button>
        }
    };
    let on_switch = {
        let (switch, is_on, set) = (on.setter(), *on, set.clone());
        Callback::from(move |_: MouseEvent| {
            if !is_on && end <= at {
                set.emit(0.0);
            }
            switch.set(!is_on);
        })
    };
    let on_slide = {
        let (go, whole) = (go.clone(), scene.whole);
        Callback::from(move |event: InputEvent| {
            if let Some(share) = input_value(&event).and_then(|value| value.parse::<u32>().ok()) {
                go(f64::from(share) / STEPS * whole);
            }
        })
    };
    let on_speed = {
        let speed = speed.setter();
        Callback::from(move |event: Event| {
            let chosen = chosen_word(&event);
            let chosen = words::SPEEDS.into_iter().find(|(id, ..)| chosen.as_deref() == Some(*id));
            if let Some((id, _, seconds)) = chosen {
                speed.set((id, seconds));
            }
        })
    };
    let under = {
        let (scene, stage) = (Rc::clone(&scene), stage.clone());
        move |event: &MouseEvent| {
            let size = size(&stage)?;
            let point = (share_across(&stage, event)? * size.0, down_within(&stage, event)?);
            Picked::at(&scene, size, point)
        }
    };
    let on_move = {
        let (under, is_over) = (under.clone(), is_over.setter());
        Callback::from(move |event: PointerEvent| is_over.set(under(&event).is_some()))
    };
    let on_click = {
        let pick = pick.clone();
        Callback::from(move |event: MouseEvent| {
            // What is picked, and what lies nowhere, picks nothing.
            let now = under(&event).filter(|now| *now != picked);
            pick.emit(now.unwrap_or_default());
        })
    };
    let moment = Moment::of(&scene, at);
    let story = AttrValue::from(words::story(&scene, at, &moment.moving));
    let head = format!("plan-topology-{instance}");
    let live = if *on { "off" } else { "polite" };
    let place = (at / scene.whole * STEPS).round() as u32;
    html! {
        <section class="chart plan-chart" aria-labelledby={head.clone()}>
            <div class="chart__head">
                <h3 id={head} class="chart__title">{ words::TOPOLOGY }</h3>
            </div>
            <div
                ref={stage} class={classes!("stage", "plan-topology", is_over.then_some("plan-topology--over"))} onpointermove={on_move}
                onclick={on_click}>
                <PlanCanvas label={story.clone()} chart={Chart { scene: Rc::clone(&scene), what: What::Topology(at, picked) }} />
            </div>
            <div class="player plan-player" role="group" aria-label={words::PLAYER}>
                <div class="player__row">
                    { step("‹", words::BEFORE, scene.event(at, false).min(at)) }
                    <button class="tool player__play" type="button" onclick={on_switch}>
                        { if *on { words::PAUSE } else { words::PLAY } }
                    </button>
                    { step("›", words::NEXT, scene.event(at, true).max(at)) }
                    <input
                        class="player__slider" type="range" min="0" max="1000" step="1" value={place.to_string()}
                        aria-label={words::MOMENT} aria-valuetext={words::time(at)} oninput={on_slide} />
                    <select class="player__speed" aria-label={words::SPEED} onchange={on_speed}>
                        { for words::SPEEDS.into_iter().map(|(id, name, _)| html! {
                            <option key={id} value={id} selected={id == speed.0}>{ name }</option>
                        }) }
                    </select>
                </div>
                <p class="player__story" aria-live={live}>{ story }</p>
            </div>
            <p class="plan-topology__picked">{ words::picked(&scene, &moment, picked) }</p>
            <p class="plan-chart__quiet">{ words::TOPOLOGY_KEY }</p>
            <HostsTable {scene} {at} {picked} {pick} />
        </section>
    }
}
