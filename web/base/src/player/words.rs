//! What is said around the simulated rounds while they are played.

use precopy_model::predict::rounds::Simulation;
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{grouped, short_seconds};

use super::track::Track;

/// Name of the controls.
pub const PLAYER: &str = "Simulated rounds";
/// Buttons.
pub const PLAY: &str = "▷ Play";
/// Buttons.
pub const PAUSE: &str = "Pause";
/// Buttons.
pub const BEFORE: &str = "Previous round";
/// Buttons.
pub const NEXT: &str = "Next round";
/// Buttons.
pub const STEP: &str = "Step";
/// Name of the slider.
pub const ROUND: &str = "Round";
/// Name of the slider, where it goes by ticks.
pub const TIME: &str = "Time";
/// Name of the list of speeds.
pub const SPEED: &str = "Speed";
/// So long the whole takes unless another speed is chosen.
pub const WHOLE_SECONDS: f64 = 10.0;
/// A speed: its word, its name, and how many times faster than real; none: so that the whole takes [`WHOLE_SECONDS`].
pub type Speed = (&'static str, &'static str, Option<f64>);
/// Speeds.
const SPEEDS: [Speed; 8] = [
    ("whole", "in 10 s", None),
    ("1", "× 1", Some(1.0)),
    ("3", "× 3", Some(3.0)),
    ("10", "× 10", Some(10.0)),
    ("30", "× 30", Some(30.0)),
    ("100", "× 100", Some(100.0)),
    ("300", "× 300", Some(300.0)),
    ("1000", "× 1000", Some(1000.0)),
];
/// Said where there is nothing to play step by step.
const NO_ROUNDS: &str = "This loop looks all the time: it has no rounds.";
/// So many frames a second has.
const FRAMES: f64 = 60.0;

/// The speeds that are offered; first those by ticks, where there are such.
#[must_use]
pub fn speeds(tick: Option<f64>) -> Vec<Speed> {
    let by_ticks = |tick: f64| {
        [
            ("tick", "a tick a frame", Some(tick * FRAMES)),
            ("slow", "¼ tick", Some(tick * FRAMES / 4.0)),
            ("fast", "4 ticks", Some(tick * FRAMES * 4.0)),
        ]
    };
    tick.map(by_ticks).into_iter().flatten().chain(SPEEDS).collect()
}

/// How many times faster than real a speed is; none for the one that fits the whole.
#[must_use]
pub fn factor(speed: &str, tick: Option<f64>) -> Option<f64> {
    speeds(tick).into_iter().find(|(id, ..)| *id == speed).and_then(|(.., factor)| factor)
}

/// A moment, for those who hear it.
#[must_use]
pub fn moment(track: &Track<'_>, at: f64) -> String {
    let time = short_seconds(Seconds::from_seconds(at));
    match track.rounds().get(track.stop(at)) {
        Some(round) => time + ", round " + &number(round.number),
        None => time,
    }
}

/// What there is to play.
#[must_use]
pub fn rounds(simulation: &Simulation, track: &Track<'_>) -> String {
    let all = simulation.prediction.rounds.map_or(0.0, f64::from);
    match simulation.prediction.migration_time {
        _ if track.rounds().is_empty() => NO_ROUNDS.to_owned(),
        None => "Simulated, it goes on like this for ever; the first rounds are played.".to_owned(),
        Some(time) => {
            let noun = if all == 1.0 { " round in " } else { " rounds in " };
            "Simulated: ".to_owned() + &grouped(all) + noun + &short_seconds(time) + "."
        }
    }
}

/// A stop, for those who hear it.
#[must_use]
pub fn stop(track: &Track<'_>, stop: usize) -> String {
    let time = short_seconds(Seconds::from_seconds(track.moment(stop)));
    match track.rounds().get(stop) {
        Some(round) => format!("Round {}, from {time} on", number(round.number)),
        None if stop == track.last() => "End, at ".to_owned() + &time,
        None => time,
    }
}

/// The number of a round; there may be thousands.
#[must_use]
pub fn number(round: u32) -> String {
    grouped(f64::from(round))
}
