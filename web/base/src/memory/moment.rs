//! What the cells come to at a moment.

use precopy_model::predict::Outcome;
use precopy_model::predict::rounds::{Cell, Grid};
use precopy_model::quantity::{Bytes, Pages, Seconds};
use precopy_model::scenario::Checked;

use super::MOST_CELLS;

/// The memory at a moment, in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// When.
    pub at: Seconds,
    /// The round that is played; none where the loop has no rounds.
    pub round: Option<u32>,
    /// What the loop knows it still has to send.
    pub left: Bytes,
    /// What was written since the loop looked, after it was sent.
    pub dirty: Bytes,
    /// What the destination has as it is.
    pub sent: Bytes,
    /// Whether the guest is stopped.
    pub is_stopped: bool,
    /// What came of it, once it is over.
    pub over: Option<Outcome>,
    /// The cell where the sender is, and the one where the writer is.
    pub heads: [Option<usize>; 2],
    /// So many cells there are.
    pub cells: usize,
    /// What a cell stands for.
    pub cell: Bytes,
}

impl Moment {
    /// What a grid comes to.
    #[must_use]
    pub fn of(grid: &Grid<'_>, scenario: &Checked) -> Self {
        let page = scenario.hypervisor.page_size.value;
        let count = |wanted: Cell| grid.cells().iter().filter(|cell| **cell == wanted).count() as f64;
        let bytes = |cells: f64| Pages::from_pages(cells * grid.pages_per_cell().as_pages()).in_bytes(page);
        let simulation = grid.simulation();
        Self {
            at: grid.now(),
            round: simulation.prediction.rounds.map(|_| grid.round()),
            left: grid.known().in_bytes(page),
            dirty: bytes(count(Cell::Dirty)),
            sent: bytes(count(Cell::Sent)),
            is_stopped: grid.is_stopped(),
            over: grid.is_over().then_some(simulation.prediction.outcome),
            heads: [grid.sender(), grid.writer()],
            cells: grid.cells().len(),
            cell: bytes(1.0),
        }
    }
}

/// A round that begins at a moment has begun a little later.
const HAIR: f64 = 1e-9;

/// Goes to a moment: on from where the grid is, or from the beginning where that has gone by.
pub fn go_to<'a>(grid: &mut Grid<'a>, scenario: &'a Checked, mut to: Seconds) {
    if Seconds::ZERO < to && to < Seconds::INFINITY {
        to = to + Seconds::from_seconds(HAIR.max(to.as_seconds() * HAIR));
    }
    if to < grid.now() {
        *grid = Grid::of(scenario, MOST_CELLS);
    }
    while !grid.is_over() && grid.now() < to {
        // It stops at every event. Where nothing happened, the moment has come, or there is none to come.
        if grid.step(to - grid.now()).is_none() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculator::Calculator;

    const LESSON: &str = "hv=xen&mem=256MiB&ws=160MiB&hot=48MiB&dirty=6000pages/s&link=1Gbit/s";

    #[test]
    fn going_back_comes_to_what_was_there() {
        let scenario = Calculator::of_link(LESSON).scenario;
        let mut grid = Grid::of(&scenario, MOST_CELLS);
        let seconds = Seconds::from_seconds;
        let mut seen = Vec::new();
        for at in [0.0, 0.3, 0.9, 1.4] {
            go_to(&mut grid, &scenario, seconds(at));
            seen.push((Moment::of(&grid, &scenario), grid.cells().to_vec()));
        }
        for (at, (moment, cells)) in [0.0, 0.3, 0.9, 1.4].into_iter().zip(&seen).rev() {
            go_to(&mut grid, &scenario, seconds(at));
            assert_eq!(grid.cells(), cells.as_slice(), "{at}");
            assert!((Moment::of(&grid, &scenario).at - moment.at).as_seconds().abs() < 1e-8);
        }
    }

    #[test]
    fn a_round_has_begun_where_it_begins() {
        for link in [LESSON, "hv=qemu&mem=1GiB&ws=512MiB&hot=64MiB&dirty=5000pages/s&link=1Gbit/s"] {
            let scenario = Calculator::of_link(link).scenario;
            let mut grid = Grid::of(&scenario, MOST_CELLS);
            for round in precopy_model::predict::rounds::simulate(&scenario).rounds {
                go_to(&mut grid, &scenario, round.start);
                assert_eq!(Moment::of(&grid, &scenario).round, Some(round.number), "{link}");
            }
        }
    }

    #[test]
    fn it_ends_whatever_is_asked() {
        for link in [
            LESSON,
            "",
            "dirty=45000pages/s",
            "hv=kvm-paper",
            "mem=1PiB&ws=1PiB&hot=1PiB&dirty=50000000pages/s&link=10Mbit/s",
        ] {
            let scenario = Calculator::of_link(link).scenario;
            let mut grid = Grid::of(&scenario, MOST_CELLS);
            for at in [0.0, 1.0, 1e9, f64::INFINITY, 0.5] {
                go_to(&mut grid, &scenario, Seconds::from_seconds(at));
                let moment = Moment::of(&grid, &scenario);
                assert!(moment.left.as_bytes().is_finite() && moment.cells <= MOST_CELLS, "{link}: {moment:?}");
                assert_eq!(moment.over.is_some(), grid.is_over());
            }
        }
    }

    #[test]
    fn parts_are_the_whole() {
        let scenario = Calculator::of_link(LESSON).scenario;
        let mut grid = Grid::of(&scenario, MOST_CELLS);
        go_to(&mut grid, &scenario, Seconds::from_seconds(0.7));
        let moment = Moment::of(&grid, &scenario);
        let all = moment.left.as_bytes() + moment.dirty.as_bytes() + moment.sent.as_bytes();
        assert!((all / scenario.vm.memory.as_bytes() - 1.0).abs() < 0.01, "{moment:?}");
        assert!(moment.heads.iter().all(Option::is_some) && moment.round == Some(1), "{moment:?}");
    }
}
