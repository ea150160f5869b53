//! What is said of the simulated rounds while they are played, and in their table.

use precopy_model::predict::rounds::{Round, Simulation, Then};
use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{grouped, short_seconds};

use crate::charts::track::Track;

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
/// Name of the slider.
pub const ROUND: &str = "Round";
/// Name of the list of speeds.
pub const SPEED: &str = "Speed";
/// So long the whole takes unless another speed is chosen.
pub const WHOLE_SECONDS: f64 = 10.0;
/// Speeds: their word, their name, and how many times faster than real.
pub const SPEEDS: [(&str, &str, Option<f64>); 8] = [
    ("whole", "in 10 s", None),
    ("1", "× 1", Some(1.0)),
    ("3", "× 3", Some(3.0)),
    ("10", "× 10", Some(10.0)),
    ("30", "× 30", Some(30.0)),
    ("100", "× 100", Some(100.0)),
    ("300", "× 300", Some(300.0)),
    ("1000", "× 1000", Some(1000.0)),
];
/// Head and caption of the table of rounds.
pub const TABLE: &str = "The rounds as a table";
/// Its columns.
pub const COLUMNS: [&str; 9] =
    ["round", "what came of it", "start", "duration", "sent", "dirtied", "left", "threshold", "slowed down"];
/// Said where there is nothing to play step by step.
const NO_ROUNDS: &str = "This loop looks all the time: it has no rounds.";

/// How many times faster than real a speed is; none for the one that fits the whole.
#[must_use]
pub fn factor(speed: &str) -> Option<f64> {
    SPEEDS.into_iter().find(|(id, ..)| *id == speed).and_then(|(.., factor)| factor)
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

/// What is left out between two rows.
#[must_use]
pub fn left_out(before: &Round, after: &Round) -> String {
    let (first, last) = (number(before.number.saturating_add(1)), number(after.number.saturating_sub(1)));
    format!("Rounds {first} to {last} are left out.")
}

/// The number of a round; there may be thousands.
#[must_use]
pub fn number(round: u32) -> String {
    grouped(f64::from(round))
}

/// What came of a round, in a word or two.
#[must_use]
pub const fn then(then: Then) -> &'static str {
    match then {
        Then::TooMuchLeft => "too much left",
        Then::GoesOn => "goes on",
        Then::NotYetVoted => "averages not yet small enough",
        Then::Stops => "guest is stopped",
        Then::NothingLeft => "nothing left: guest is stopped",
        Then::WasSmall => "was small: guest is stopped",
        Then::Limit => "a limit ends it",
        Then::Overdue => "looked because it had not for long",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;
    use crate::words::chart::story;

    #[test]
    fn numbers_of_rounds_are_grouped() {
        let results = State::from_link("hv=custom&link=32704pages/s&dirty=32700pages/s").results;
        let track = Track::of(&results.simulation);
        let round = track.rounds().get(1499).unwrap();
        assert!(stop(&track, 1499).starts_with("Round 1,500, from "));
        assert!(story(&results.simulation, round.start).starts_with("Round 1,500: sends "));
    }
}
