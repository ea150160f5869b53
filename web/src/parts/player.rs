//! Below the chart: plays the simulated rounds, or goes through them by hand, and tells what each one does.

use std::rc::Rc;

use precopy_model::quantity::Seconds;
use yew::prelude::*;

use crate::browser::events::{chosen_word, input_value};
use crate::charts::track::Track;
use crate::state::Results;
use crate::words::player as words;
use precopy_base::browser::frames::{Frames, prefers_stillness};

/// Where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Play {
    /// The moment, in seconds; none before one has begun.
    pub(super) at: Option<f64>,
    /// Whether it goes on by itself.
    pub(super) on: bool,
}

impl Play {
    /// Goes on, or stops; at the end, it begins again.
    pub(super) fn switched(self, track: &Track<'_>) -> Self {
        let at = self.at.filter(|&at| self.on || at < track.end());
        Self { at: at.or(Some(0.0)), on: !self.on }
    }
}

/// What the player is given.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) results: Rc<Results>,
    pub(super) play: Play,
    /// A moment that is looked at meanwhile.
    pub(super) looked_at: Option<f64>,
    pub(super) set: Callback<Play>,
}

/// Where stillness is preferred, each stop is shown for so long.
const STILL_SECONDS: f64 = 1.0;

#[component(Player)]
pub(super) fn player(props: &Props) -> Html {
    let track = Track::of(&props.results.simulation);
    let play = props.play;
    let speed = use_state_eq(|| words::SPEEDS.first().map_or("", |speed| speed.0));
    // What the next frame goes on from.
    let position = use_mut_ref(|| 0.0);
    *position.borrow_mut() = play.at.unwrap_or(0.0);
    // The story is said when the player has changed it, and not when other inputs or the pointer have, which may be at every frame.
    let told_of = use_mut_ref(|| None::<Rc<Results>>);
    if props.looked_at.is_some() {
        *told_of.borrow_mut() = None;
    }
    let is_heard = told_of.borrow().as_ref().is_some_and(|results| Rc::ptr_eq(results, &props.results));
    let set = {
        let (results, set) = (Rc::clone(&props.results), props.set.clone());
        Callback::from(move |play: Play| {
            *told_of.borrow_mut() = Some(Rc::clone(&results));
            set.emit(play);
        })
    };
    {
        let (results, set, speed) = (Rc::clone(&props.results), set.clone(), *speed);
        use_effect_with((play.on, speed), move |&(on, _)| {
            let frames = on.then(|| {
                let still = prefers_stillness();
                let rest = std::cell::Cell::new(0.0);
                Frames::new(move |seconds| {
                    let track = Track::of(&results.simulation);
                    let mut at = *position.borrow();
                    if still {
                        rest.set(rest.get() + seconds);
                        if rest.get() < STILL_SECONDS {
                            return;
                        }
                        rest.set(0.0);
                        at = track.moment(track.stop(at) + 1);
                    } else {
                        at += seconds * words::factor(speed).unwrap_or(track.end() / words::WHOLE_SECONDS);
                    }
                    set.emit(Play { at: Some(at.min(track.end())), on: at < track.end() });
                })
            });
            move || drop(frames)
        });
    }
    let stop = play.at.map_or(0, |at| track.stop(at));
    let go_to = {
        let (results, set) = (Rc::clone(&props.results), set.clone());
        Rc::new(move |stop: usize| {
            set.emit(Play { at: Some(Track::of(&results.simulation).moment(stop)), on: false });
        })
    };
    // At either end the button stays where it is, and does nothing.
    let on_step = |to: Option<usize>| {
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
            if let Some(stop) = input_value(&event).and_then(|value| value.parse::<u32>().ok()) {
                go_to(stop as usize);
            }
        })
    };
    let switch = {
        let (results, set) = (Rc::clone(&props.results), set.clone());
        move || set.emit(play.switched(&Track::of(&results.simulation)))
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
        let speed = speed.clone();
        Callback::from(move |event: Event| {
            let chosen = chosen_word(&event);
            if let Some((id, ..)) = words::SPEEDS.into_iter().find(|(id, ..)| chosen.as_deref() == Some(*id)) {
                speed.set(id);
            }
        })
    };
    let step = |name: &'static str, label: &'static str, to: Option<usize>| {
        html! {
            <button
                class="tool player__step" type="button" aria-label={label} title={label}
                aria-disabled={to.is_none().then_some("true")} onclick={on_step(to)}>
                { name }
            </button>
        }
    };
    let story = match props.looked_at.or(play.at) {
        Some(at) => crate::words::chart::story(&props.results.simulation, Seconds::from_seconds(at)),
        None => words::rounds(&props.results.simulation, &track),
    };
    let live = if is_heard && !play.on { "polite" } else { "off" };
    html! {
        <div class="player" role="group" aria-label={words::PLAYER} onkeydown={on_key}>
            <div class="player__row">
                { step("‹", words::BEFORE, (0 < stop).then(|| stop.saturating_sub(1))) }
                <button class="tool player__play" type="button" onclick={on_switch}>
                    { if play.on { words::PAUSE } else { words::PLAY } }
                </button>
                { step("›", words::NEXT, (stop < track.last()).then_some(stop + 1)) }
                <input
                    class="player__slider" type="range" min="0" max={track.last().to_string()} step="1" value={stop.to_string()}
                    aria-label={words::ROUND} aria-valuetext={words::stop(&track, stop)} oninput={on_slide} onkeydown={on_space} />
                <select class="player__speed" aria-label={words::SPEED} onchange={on_speed}>
                    { for words::SPEEDS.into_iter().map(|(id, name, _)| html! {
                        <option key={id} value={id} selected={id == *speed}>{ name }</option>
                    }) }
                </select>
            </div>
            <p class="player__story" aria-live={live}>{ story }</p>
        </div>
    }
}
