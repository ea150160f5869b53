//! Below a chart: plays the simulated rounds, or goes through them by hand, and tells what each one does.

pub mod track;
pub mod words;

use std::rc::Rc;

use precopy_model::predict::rounds::Simulation;
use yew::prelude::*;

use self::track::Track;
use crate::browser::events::{chosen_word, input_value};
use crate::browser::frames::{Frames, prefers_stillness};

/// Where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Play {
    /// The moment, in seconds; none before one has begun.
    pub at: Option<f64>,
    /// Whether it goes on by itself.
    pub on: bool,
}

impl Play {
    /// Goes on, or stops; at the end, it begins again.
    #[must_use]
    pub fn switched(self, track: &Track<'_>) -> Self {
        let at = self.at.filter(|&at| self.on || at < track.end());
        Self { at: at.or(Some(0.0)), on: !self.on }
    }
}

/// What the player is given.
#[derive(Clone, Properties)]
pub struct Props {
    /// What is played.
    pub simulation: Rc<Simulation>,
    /// Where it stands.
    pub play: Play,
    /// A moment that is looked at meanwhile.
    #[prop_or_default]
    pub looked_at: Option<f64>,
    /// What is said of the moment that is played or looked at; none while there is none.
    pub story: Option<String>,
    /// One tick, in seconds, where one may step by ticks, and go anywhere in time; else one goes from round to round.
    #[prop_or_default]
    pub tick: Option<f64>,
    /// Is told where it stands next.
    pub set: Callback<Play>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        // Other simulations lie elsewhere.
        Rc::ptr_eq(&self.simulation, &other.simulation)
            && (self.play, self.looked_at, self.tick) == (other.play, other.looked_at, other.tick)
            && self.story == other.story
            && self.set == other.set
    }
}

/// Where stillness is preferred, each stop is shown for so long.
const STILL_SECONDS: f64 = 1.0;

/// The controls.
#[component(Player)]
pub fn player(props: &Props) -> Html {
    let track = Track::of(&props.simulation);
    let (play, tick) = (props.play, props.tick);
    let speeds = words::speeds(tick);
    let speed = use_state_eq(|| speeds.first().map_or("", |speed| speed.0));
    // What the next frame goes on from.
    let position = use_mut_ref(|| 0.0);
    *position.borrow_mut() = play.at.unwrap_or(0.0);
    // The story is said when the player has changed it, and not when other inputs or the pointer have, which may be at every frame.
    let told_of = use_mut_ref(|| None::<Rc<Simulation>>);
    if props.looked_at.is_some() {
        *told_of.borrow_mut() = None;
    }
    let is_heard = told_of.borrow().as_ref().is_some_and(|told| Rc::ptr_eq(told, &props.simulation));
    let set = {
        let (simulation, set) = (Rc::clone(&props.simulation), props.set.clone());
        Callback::from(move |play: Play| {
            *told_of.borrow_mut() = Some(Rc::clone(&simulation));
            set.emit(play);
        })
    };
    {
        let (simulation, set, speed) = (Rc::clone(&props.simulation), set.clone(), *speed);
        use_effect_with((play.on, speed), move |&(on, _)| {
            let frames = on.then(|| {
                let still = prefers_stillness();
                let factor = words::factor(speed, tick);
                let rest = std::cell::Cell::new(0.0);
                Frames::new(move |seconds| {
                    let track = Track::of(&simulation);
                    let mut at = *position.borrow();
                    if still {
                        rest.set(rest.get() + seconds);
                        if rest.get() < STILL_SECONDS {
                            return;
                        }
                        rest.set(0.0);
                        at = track.moment(track.stop(at) + 1);
                    } else {
                        at += seconds * factor.unwrap_or(track.end() / words::WHOLE_SECONDS);
                    }
                    set.emit(Play { at: Some(at.min(track.end())), on: at < track.end() });
                })
            });
            move || drop(frames)
        });
    }
    let now = play.at.unwrap_or(0.0);
    let stop = play.at.map_or(0, |at| track.stop(at));
    let go_to = {
        let (simulation, set) = (Rc::clone(&props.simulation), set.clone());
        Rc::new(move |to: To| {
            let track = Track::of(&simulation);
            let at = match to {
                To::Stop(stop) => track.moment(stop),
                To::Moment(at) => at.min(track.end()),
            };
            set.emit(Play { at: Some(at), on: false });
        })
    };
    // At either end the button stays where it is, and does nothing.
    let on_step = |to: Option<To>| {
        let go_to = Rc::clone(&go_to);
        Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                go_to(to);
            }
        })
    };
    let on_slide = {
        let go_to = Rc::clone(&go_to);
        Callback::from(move |event: InputEvent| {
            if let Some(place) = input_value(&event).and_then(|value| value.parse::<u32>().ok()) {
                go_to(match tick {
                    Some(tick) => To::Moment(f64::from(place) * tick),
                    None => To::Stop(place as usize),
                });
            }
        })
    };
    let switch = {
        let (simulation, set) = (Rc::clone(&props.simulation), set.clone());
        move || set.emit(play.switched(&Track::of(&simulation)))
    };
    let on_switch = {
        let switch = switch.clone();
        Callback::from(move |_: MouseEvent| switch())
    };
    let on_key = {
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && play != Play::default() {
                event.prevent_default();
                set.emit(Play::default());
            }
        })
    };
    let on_space = Callback::from(move |event: KeyboardEvent| {
        if event.key() == " " {
            event.prevent_default();
            switch();
        }
    });
    let on_speed = {
        let (speed, speeds) = (speed.clone(), speeds.clone());
        Callback::from(move |event: Event| {
            let chosen = chosen_word(&event);
            if let Some((id, ..)) = speeds.iter().find(|(id, ..)| chosen.as_deref() == Some(*id)) {
                speed.set(*id);
            }
        })
    };
    let step = |class: &'static str, name: &'static str, label: &'static str, to: Option<To>| {
        html! {
            <button
                class={classes!("tool", class)} type="button" aria-label={label} title={label}
                aria-disabled={to.is_none().then_some("true")} onclick={on_step(to)}>
                { name }
            </button>
        }
    };
    // Ticks, or stops.
    let (name, place, last, said) = match tick {
        Some(tick) => {
            let ticks = |seconds: f64| ((seconds / tick - HAIR).ceil().clamp(0.0, MOST_TICKS) as u32).to_string();
            (words::TIME, ticks(now), ticks(track.end()), words::moment(&track, now))
        }
        None => (words::ROUND, stop.to_string(), track.last().to_string(), words::stop(&track, stop)),
    };
    let story = props.story.clone().unwrap_or_else(|| words::rounds(&props.simulation, &track));
    let live = if is_heard && !play.on { "polite" } else { "off" };
    html! {
        <div class="player" role="group" aria-label={words::PLAYER} onkeydown={on_key}>
            <div class="player__row">
                { step("player__step", "‹", words::BEFORE, before(&track, stop, tick.map(|_| now)).map(To::Stop)) }
                <button class="tool player__play" type="button" onclick={on_switch}>
                    { if play.on { words::PAUSE } else { words::PLAY } }
                </button>
                if let Some(tick) = tick {
                    { step("", words::STEP, words::STEP, (now < track.end()).then_some(To::Moment(now + tick))) }
                }
                { step("player__step", "›", words::NEXT, (stop < track.last()).then_some(To::Stop(stop + 1))) }
                <input
                    class="player__slider" type="range" min="0" max={last} step="1" value={place}
                    aria-label={name} aria-valuetext={said} oninput={on_slide} onkeydown={on_space} />
                <select class="player__speed" aria-label={words::SPEED} onchange={on_speed}>
                    { for speeds.into_iter().map(|(id, name, _)| html! {
                        <option key={id} value={id} selected={id == *speed}>{ name }</option>
                    }) }
                </select>
            </div>
            <p class="player__story" aria-live={live}>{ story }</p>
        </div>
    }
}

/// Where one may go.
#[derive(Clone, Copy, Debug)]
enum To {
    /// To a stop.
    Stop(usize),
    /// To a moment, in seconds.
    Moment(f64),
}

/// So many ticks the slider has at most: what takes longer has its last ones beyond it.
const MOST_TICKS: f64 = 1e6;
/// What rounding may make of a whole number of ticks.
const HAIR: f64 = 1e-6;

/// The stop before another one; where one may stand between stops, the last one before that moment. None at the beginning.
fn before(track: &Track<'_>, stop: usize, now: Option<f64>) -> Option<usize> {
    match now {
        Some(now) if track.moment(stop) < now => Some(stop),
        _ => stop.checked_sub(1),
    }
}
