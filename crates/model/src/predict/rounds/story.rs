//! What is told of a simulated migration: its rounds, and the saw-tooth of what is known to be unsent.

use crate::predict::Remaining;
use crate::quantity::text::{grouped, short_seconds};
use crate::quantity::{Pages, Seconds};

/// Why a round was followed by what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Then {
    /// More was left than the threshold allows.
    TooMuchLeft,
    /// It sends a round, whatever is left: its loop decides later.
    GoesOn,
    /// Averages over passes did not agree yet.
    NotYetVoted,
    /// So little was left that the guest is stopped.
    Stops,
    /// Nothing was left.
    NothingLeft,
    /// The round itself was smaller than the threshold: it was the last one.
    WasSmall,
    /// A limit struck.
    Limit,
    /// It looks because it has not for long.
    Overdue,
}

/// One round: from one look at the dirty pages to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Round {
    /// Its number; the first pass is 1.
    pub number: u32,
    /// When it began.
    pub start: Seconds,
    /// When the loop looked again, or was ended: then the look is that of the stop.
    pub end: Seconds,
    /// Pages known to be unsent when it began.
    pub known: Pages,
    /// Pages sent.
    pub sent: Pages,
    /// Pages that the look at its end found to be dirty again.
    pub dirtied: Pages,
    /// Pages left after that look.
    pub left: Pages,
    /// The threshold at its end, where the loop compares one with what is left.
    pub threshold: Option<Pages>,
    /// The share of its time that was taken from the guest, at the end of the round.
    pub throttle: f64,
    /// What came of it.
    pub then: Then,
}

impl Round {
    /// The round in a sentence.
    #[must_use]
    pub fn in_words(&self) -> String {
        let pages = |pages: Pages| grouped(libm::floor(pages.as_pages() + 0.5));
        let time = short_seconds(self.end - self.start);
        let left = pages(self.left);
        let number = grouped(f64::from(self.number));
        let sent = format!("Round {number}: sends {} pages in {time}", pages(self.sent));
        let meanwhile = format!("{} were dirtied meanwhile", pages(self.dirtied));
        let threshold = self.threshold.map(pages).unwrap_or_default();
        let then = match self.then {
            Then::TooMuchLeft => format!("{left} left are more than {threshold}: it goes on"),
            Then::GoesOn => format!("{left} left: it goes on"),
            Then::NotYetVoted => format!("{left} left; the averages are not small enough yet"),
            Then::Stops => format!("{left} left are within {threshold}: the guest is stopped"),
            Then::NothingLeft => "nothing is left to send: the guest is stopped".to_owned(),
            Then::WasSmall => "so small a round is the last one: the guest is stopped".to_owned(),
            Then::Limit => "a limit ends it".to_owned(),
            Then::Overdue => format!("{left} left; it looked because it had not for long"),
        };
        let slowed = if 0.0 < self.throttle {
            format!(" The guest is slowed down by {} %.", grouped(libm::floor(self.throttle * 100.0 + 0.5)))
        } else {
            String::new()
        };
        format!("{sent}, {meanwhile}; {then}.{slowed}")
    }
}

/// What is recorded of a migration; a summary records nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    pub(super) rounds: Vec<Round>,
    pub(super) remaining: Remaining,
}
