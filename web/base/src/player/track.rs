//! The rounds of a simulated migration along its time: which of them are played, and which one it is at a moment.

use precopy_model::predict::rounds::{Round, Simulation};
use precopy_model::quantity::Seconds;

/// A migration without an end is shown for so many rounds: enough to see that it goes round in circles.
const ROUNDS_OF_NEVER: usize = 12;
/// And for no longer than so many first passes, which would be too small to be seen.
const FIRST_PASSES_OF_NEVER: f64 = 3.0;
/// Where a loop has no rounds, its time is played in so many steps.
const STEPS: usize = 100;

/// The way through a simulated migration.
#[derive(Clone, Copy, Debug)]
pub struct Track<'a> {
    simulation: &'a Simulation,
    rounds: &'a [Round],
    end: f64,
}

/// What a simulation does at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At<'a> {
    /// It is in a round.
    Round(&'a Round),
    /// It is in one of these rounds, first and last, which go like those before.
    Alike(u32, u32),
    /// It is in no round.
    None,
}

/// Until when a simulation is drawn.
#[must_use]
pub fn horizon(simulation: &Simulation) -> f64 {
    let prediction = &simulation.prediction;
    if let Some(time) = prediction.migration_time {
        return time.as_seconds();
    }
    let first_pass = prediction.first_pass_end.as_seconds();
    let rounds = simulation.rounds.get(ROUNDS_OF_NEVER - 1).or(simulation.rounds.last());
    let end = rounds.map_or(first_pass, |round| round.end.as_seconds());
    end.min(first_pass * FIRST_PASSES_OF_NEVER)
}

impl<'a> Track<'a> {
    /// The way through as much of a simulation as is drawn of it.
    #[must_use]
    pub fn of(simulation: &'a Simulation) -> Self {
        let end = horizon(simulation);
        let all = if has_rounds(simulation) { simulation.rounds.as_slice() } else { &[] };
        let count = all.partition_point(|round| round.start.as_seconds() < end);
        Self { simulation, rounds: all.get(..count).unwrap_or(all), end }
    }

    /// The rounds that are played.
    #[must_use]
    pub const fn rounds(&self) -> &'a [Round] {
        self.rounds
    }

    /// When it ends.
    #[must_use]
    pub const fn end(&self) -> f64 {
        self.end
    }

    /// The number of the last stop; the first one is 0. Stops are where rounds begin, and the end.
    #[must_use]
    pub const fn last(&self) -> usize {
        if self.rounds.is_empty() { STEPS } else { self.rounds.len() }
    }

    /// When a stop is.
    #[must_use]
    pub fn moment(&self, stop: usize) -> f64 {
        match self.rounds.get(stop) {
            Some(round) => round.start.as_seconds(),
            None if stop < self.last() => self.end * stop as f64 / STEPS as f64,
            None => self.end,
        }
    }

    /// The last stop that is not after a moment.
    #[must_use]
    pub fn stop(&self, at: f64) -> usize {
        if self.end <= at {
            self.last()
        } else if self.rounds.is_empty() {
            // Casts of floats saturate. A hair more, so that a stop's own moment is its own.
            (at / self.end * STEPS as f64 + 1e-6) as usize
        } else {
            self.rounds.partition_point(|round| round.start.as_seconds() <= at).saturating_sub(1)
        }
    }

    /// What the simulation does at a moment, whether it is played or not.
    #[must_use]
    pub fn at(&self, at: Seconds) -> At<'a> {
        if !has_rounds(self.simulation) || self.simulation.prediction.stop.is_some_and(|stop| stop <= at) {
            return At::None;
        }
        let rounds = &self.simulation.rounds;
        let next = rounds.partition_point(|round| round.start <= at);
        match (next.checked_sub(1).and_then(|before| rounds.get(before)), rounds.get(next)) {
            (Some(round), _) if at < round.end => At::Round(round),
            (Some(before), Some(after)) => At::Alike(before.number + 1, after.number.saturating_sub(1)),
            _ => At::None,
        }
    }
}

/// Whether a loop has rounds: one that looks all the time is told as a whole.
const fn has_rounds(simulation: &Simulation) -> bool {
    simulation.prediction.rounds.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculator::Calculator;
    use precopy_model::predict::rounds::simulate;

    fn simulated(link: &str) -> Simulation {
        simulate(&Calculator::of_link(link).scenario)
    }

    const LINKS: [&str; 7] = [
        "",
        "dirty=45000pages/s",
        "hv=xen",
        "hv=kvm-paper",
        "dirty=32700pages/s",
        "hv=custom&loop=rounds&dirty=50000000pages/s&rounds=1000000",
        "mem=1PiB&ws=1PiB&hot=1PiB&dirty=50000000pages/s&link=10Mbit/s",
    ];

    #[test]
    fn every_stop_is_at_its_own_moment() {
        for link in LINKS {
            let results = simulated(link);
            let track = Track::of(&results);
            assert!(1 <= track.last(), "{link}");
            assert_eq!((track.moment(0), track.moment(track.last())), (0.0, track.end()), "{link}");
            for stop in 0..=track.last() {
                assert_eq!(track.stop(track.moment(stop)), stop, "{link}");
            }
        }
    }

    #[test]
    fn a_migration_without_end_is_played_for_a_dozen_rounds_or_three_first_passes() {
        let results = simulated("dirty=45000pages/s");
        assert_eq!(Track::of(&results).rounds().len(), 12);
        let results = simulated(LINKS[6]);
        assert!(Track::of(&results).rounds().len() <= 4);
    }

    #[test]
    fn each_moment_has_its_round() {
        let results = simulated("");
        let track = Track::of(&results);
        for round in track.rounds() {
            assert_eq!(track.at(round.start), At::Round(round));
        }
        assert_eq!(track.at(results.prediction.stop.unwrap()), At::None);
        let skips = simulated(LINKS[5]);
        assert!(matches!(Track::of(&skips).at(Seconds::from_seconds(1e5)), At::Alike(_, _)));
        let ticks = simulated("hv=kvm-paper");
        assert_eq!(Track::of(&ticks).at(Seconds::from_seconds(1.0)), At::None);
    }
}
