//! What is said of the simulated rounds in their table.

use precopy_model::predict::rounds::{Round, Then};

pub use precopy_base::player::words::number;

/// The button below the rounds.
pub const SHOW_MEMORY: &str = "Show the memory";
/// The same while it is shown.
pub const HIDE_MEMORY: &str = "Hide the memory";
/// Head and caption of the table of rounds.
pub const TABLE: &str = "The rounds as a table";
/// Its columns.
pub const COLUMNS: [&str; 9] =
    ["round", "what came of it", "start", "duration", "sent", "dirtied", "left", "threshold", "slowed down"];

/// What is left out between two rows.
#[must_use]
pub fn left_out(before: &Round, after: &Round) -> String {
    let (first, last) = (number(before.number.saturating_add(1)), number(after.number.saturating_sub(1)));
    format!("Rounds {first} to {last} are left out.")
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
    use crate::state::State;
    use crate::words::chart::story;
    use precopy_base::player::track::Track;
    use precopy_base::player::words::stop;

    #[test]
    fn numbers_of_rounds_are_grouped() {
        let results = State::from_link("hv=custom&link=32704pages/s&dirty=32700pages/s").results;
        let track = Track::of(&results.simulation);
        let round = track.rounds().get(1499).unwrap();
        assert!(stop(&track, 1499).starts_with("Round 1,500, from "));
        assert!(story(&results.simulation, round.start).starts_with("Round 1,500: sends "));
    }
}
