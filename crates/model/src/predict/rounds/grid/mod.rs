//! The memory as cells, stepped through a simulated migration: what each part of it is at a moment.

mod cell;
mod ground;
mod paint;

pub use cell::Cell;

use self::ground::Ground;
use super::machine::{Event, Machine, Stage};
use super::{Layout, Simulation, simulate};
use crate::predict::Outcome;
use crate::quantity::{Pages, Seconds};
use crate::scenario::Checked;

/// The memory of a migration as cells.
///
/// Question: if one could watch the memory while it is migrated, what would one see?
///
/// Nothing is simulated here besides the loop itself ([`Machine`]): cells show its sets, to scale. A cell stands for VMSIZE / cells
/// pages, in the order of addresses that the simulation assumes ([`Layout::assumed_for`]):
///
/// | cells | show |
/// | --- | --- |
/// | [`Cell::Empty`], [`Cell::Passive`], [`Cell::Hot`] | pages that the first pass has not reached |
/// | [`Cell::Again`] | pages that the loop knows to be dirty again |
/// | [`Cell::Dirty`] | pages written since it last looked, after they were sent |
/// | [`Cell::Sent`] | all others, and empty pages that the product skips |
///
/// What remains (f(t)) is the cells of which [`Cell::is_known`] is true, times the pages of a cell; after the stop, those that have not gone
/// by yet, in the order of addresses from the sender's place on.
///
/// Source: the sets of the simulated loops, [`crate::docs::loops`].
///
/// Conditions: counts agree with the machine's own to about a cell for each kind and run where a writer goes round in a circle. A random
/// writer leaves probabilities, of which each cell draws its own: there they agree to within what such a draw varies. A loop that sends
/// what a tick allows in one go is shown so.
///
/// Edges: memory of fewer pages than cells has a cell for each page; a kind that has pages has a cell. A migration that goes on for ever is
/// over where the simulation recognises it, with what is left then.
///
/// ```
/// use precopy_model::predict::rounds::{Cell, Grid};
/// use precopy_model::quantity::*;
/// use precopy_model::scenario::*;
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_mib(256.0), working_set: Bytes::from_mib(160.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_mib(48.0), PagesPerSecond::from_pages_per_second(6000.0)),
///     link: Link::line(BitsPerSecond::from_gbit_per_second(1.0)),
///     hypervisor: presets::find("xen").unwrap().hypervisor(),
/// }.check().unwrap();
/// let mut grid = Grid::of(&scenario, 65_536);
/// let count = |grid: &Grid<'_>, kind: Cell| grid.cells().iter().filter(|cell| **cell == kind).count();
/// assert_eq!([Cell::Empty, Cell::Passive, Cell::Hot].map(|kind| count(&grid, kind)), [24_576, 28_672, 12_288]);
/// // The first pass: what the guest wrote behind the copy head is dirty again.
/// grid.to_round_end();
/// let again = count(&grid, Cell::Again) as f64;
/// assert!((again - grid.known().as_pages()).abs() < 3.0 && 5000.0 < again);
/// while !grid.is_over() {
///     grid.step(Seconds::from_seconds(0.02));
/// }
/// assert_eq!(count(&grid, Cell::Sent), 65_536);
/// ```
#[derive(Clone, Debug)]
pub struct Grid<'a> {
    machine: Machine<'a>,
    simulation: Simulation,
    ground: Ground,
    cells: Vec<Cell>,
    /// By hot cell: how often it has been sent. Another turn, another draw.
    turns: Vec<u8>,
}

/// A look is over when a little more time than that has gone by.
const HAIR: f64 = 1e-9;

impl<'a> Grid<'a> {
    /// A migration that has not begun, in at most so many cells.
    #[must_use]
    pub fn of(scenario: &'a Checked, most: usize) -> Self {
        let machine = Machine::new(scenario);
        let layout = Layout::assumed_for(&scenario.dirtying.pattern);
        let ground = Ground::of(&machine.core.terms, &layout, most);
        let (cells, turns) = (ground.kinds.clone(), vec![0; ground.hot.len()]);
        let mut grid = Self { machine, simulation: simulate(scenario), ground, cells, turns };
        grid.paint();
        grid
    }

    /// What each cell is now, in the order of addresses.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// What each cell was before it had its turn: empty, passive or hot.
    #[must_use]
    pub fn kinds(&self) -> &[Cell] {
        &self.ground.kinds
    }

    /// So many pages a cell stands for.
    #[must_use]
    pub fn pages_per_cell(&self) -> Pages {
        Pages::from_pages(self.ground.pages / self.cells.len().max(1) as f64)
    }

    /// The whole migration: its rounds, and what remains over time.
    #[must_use]
    pub const fn simulation(&self) -> &Simulation {
        &self.simulation
    }

    /// How long it has been going on.
    #[must_use]
    pub fn now(&self) -> Seconds {
        self.machine.now()
    }

    /// The round that is being played; the first pass is 1.
    #[must_use]
    pub const fn round(&self) -> u32 {
        self.machine.core.round()
    }

    /// Whether it is over: complete, cancelled, or known to go on for ever.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.machine.is_over()
    }

    /// Whether the guest is stopped, and neither here nor there.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        self.machine.is_stopped()
    }

    /// Pages that remain, as the loop knows it; after the stop those that have not gone by yet.
    #[must_use]
    pub fn known(&self) -> Pages {
        Pages::from_pages(match self.machine.stage {
            Stage::OtherData { .. } | Stage::Live => self.machine.core.memory.known(),
            Stage::Copying { left, .. } | Stage::Switching { left, .. } | Stage::Following { left } => left.all(),
            Stage::DeviceState { .. } => 0.0,
            Stage::Over => match self.machine.end.outcome {
                Outcome::Completes => 0.0,
                Outcome::Cancelled | Outcome::Never => self.machine.core.memory.known(),
            },
        })
    }

    /// The cell where the sender is; none while it sends no memory.
    #[must_use]
    pub fn sender(&self) -> Option<usize> {
        match self.machine.stage {
            Stage::Live => self.sender_of_loop(),
            Stage::Copying { .. } | Stage::Following { .. } => {
                let start = self.sender_of_loop().unwrap_or(0);
                let count = self.cells.len();
                let in_turn = (0..count).map(|step| (start + step) % count);
                in_turn.into_iter().find(|at| self.cells.get(*at).is_some_and(|cell| cell.is_known()))
            }
            Stage::OtherData { .. } | Stage::Switching { .. } | Stage::DeviceState { .. } | Stage::Over => None,
        }
    }

    /// The cell where a writer is that goes round in a circle; none where it does not, or the guest does not run here.
    #[must_use]
    pub fn writer(&self) -> Option<usize> {
        if self.machine.stage != Stage::Live {
            return None;
        }
        let pages = self.machine.core.written_since_look().pen?;
        let at = self.ground.hot_cell(pages).min(self.ground.hot.len().saturating_sub(1));
        self.ground.hot.get(at).copied()
    }

    /// Goes on for so long, or to the next event; the event, if one came.
    pub fn step(&mut self, seconds: Seconds) -> Option<Event> {
        self.go_to(self.machine.now() + seconds.max(Seconds::ZERO))
    }

    /// Goes on to the end of the round, when the loop has looked, or to the next event; the event, if one came. A loop that looks at every
    /// tick has no rounds: it goes on to the next event.
    pub fn to_round_end(&mut self) -> Option<Event> {
        let now = self.machine.now();
        let hair = Seconds::from_seconds(HAIR.max(now.as_seconds() * HAIR));
        let ends = self.simulation.rounds.iter().map(|round| round.end);
        let next = ends.into_iter().find(|end| now + hair < *end);
        self.go_to(next.map_or(Seconds::INFINITY, |end| end + hair))
    }

    fn go_to(&mut self, until: Seconds) -> Option<Event> {
        let event = self.machine.advance(until);
        self.paint();
        event
    }
}
