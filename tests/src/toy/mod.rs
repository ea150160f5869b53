//! Toy simulators: migration loops page by page, to test what the model says about them.
//!
//! They know nothing of the model: no formula, no type. Memory is a bitmap, the guest writes one page after the other,
//! the sender sends one page after the other, and each family follows the pseudo-code of its product, one file each.
//! Slow, and meant for memories of some thousand pages.

mod bitmap;
mod dice;
mod draw;
mod estimate_rounds;
mod fixed_rounds;
mod fluid;
mod machine;
mod manager;
mod overtaken_rounds;
mod threshold_sync;
mod vote;

pub use dice::Dice;
pub use draw::{by_rounds, doubling, draw, draw_raised, over_time};
pub use manager::{Raises, SCHEDULES, Schedule};
pub use threshold_sync::NothingLeft;

use threshold_sync::Pacing;

/// Seconds between two ticks of a loop that looks at every tick.
pub const TICK: f64 = 0.1;
/// Seconds of sending between two tests of a loop that is paced by the link.
pub const BURST: f64 = 0.05;
/// Seconds over which such a loop measures its bandwidth; under a cap, also between two bursts.
pub const MEASURING_WINDOW: f64 = 0.1;

/// A product's loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loop {
    /// Looks at every tick.
    Fluid {
        /// Whether the first burst leaves at once, before the first tick.
        burst_at_start: bool,
    },
    /// Looks when little is left, paced by a cap.
    Capped(NothingLeft),
    /// The same, but a burst takes the time that the link needs for it.
    CappedAtLinkSpeed(NothingLeft),
    /// Looks when little is left, paced by the link.
    Linked(NothingLeft),
    /// Looks after each round.
    FixedRounds,
    /// The same, but passes over pages that have been written again since it looked.
    PassingOver,
    /// Looks after each round, and is told to stop while it sends the next one, somewhere in it.
    OvertakenRounds,
    /// The same, but at the beginning of the next one.
    OvertakenAtOnce,
    /// Looks before each round.
    EstimateRounds,
    /// Votes after each pass.
    Vote,
}

impl Loop {
    /// Migrates a machine.
    #[must_use]
    pub fn simulate(self, setup: &Setup) -> Ended {
        match self {
            Self::Fluid { burst_at_start } => fluid::simulate(setup, burst_at_start),
            Self::Capped(nothing_left) => threshold_sync::simulate(setup, Pacing::Cap, nothing_left),
            Self::CappedAtLinkSpeed(nothing_left) => {
                threshold_sync::simulate(setup, Pacing::CapAtLinkSpeed, nothing_left)
            }
            Self::Linked(nothing_left) => threshold_sync::simulate(setup, Pacing::Link, nothing_left),
            Self::FixedRounds => fixed_rounds::simulate(setup, false),
            Self::PassingOver => fixed_rounds::simulate(setup, true),
            Self::OvertakenRounds => overtaken_rounds::simulate(setup, false),
            Self::OvertakenAtOnce => overtaken_rounds::simulate(setup, true),
            Self::EstimateRounds => estimate_rounds::simulate(setup),
            Self::Vote => vote::simulate(setup),
        }
    }
}

/// The guest: its memory and what it writes.
#[derive(Clone, Debug)]
pub struct Guest {
    /// All pages.
    pub pages: usize,
    /// Pages with content.
    pub used: usize,
    /// Pages with content that are written again and again.
    pub hot: usize,
    /// Where the empty pages lie.
    pub empty_lie: Place,
    /// Where the hot pages lie among those with content.
    pub hot_lie: Place,
    /// Which hot page is written next.
    pub writer: Writer,
    /// Writes per second: by time t there were ⌊rate · t + phase⌋.
    pub rate: f64,
    /// See `rate`; below 1.
    pub phase: f64,
    /// Decides where a writer begins and what a random one does.
    pub seed: u64,
}

impl Guest {
    /// The index of the hot page that an ascending writer writes first.
    #[must_use]
    pub fn first_written(&self) -> usize {
        if self.hot == 0 { 0 } else { (Dice::new(self.seed).below(self.hot) + 1) % self.hot }
    }
}

/// Where pages of a kind lie, in the order of addresses, which is the order of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The sender meets them first.
    First,
    /// The sender meets them last.
    Last,
    /// As many of the others before them as after them.
    Middle,
    /// Evenly among the others.
    Spread,
}

/// Which hot page is written next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Writer {
    /// One after the other, from a random one on.
    Ascending,
    /// One after the other, from a certain one on, in each window one of two shares of its rate.
    InOrder {
        /// The index of the hot page that it writes first.
        first: usize,
        /// Of the rate.
        shares: [f64; 2],
    },
    /// One after the other, downwards.
    Descending,
    /// Any.
    Random,
    /// An adversary: the page that was sent last and is still clean.
    Chaser,
}

/// What the link carries.
#[derive(Clone, Copy, Debug)]
pub struct Speeds {
    /// Pages with content per second.
    pub content: f64,
    /// Empty pages per second; none: they are skipped.
    pub empty: Option<f64>,
    /// Pages with content per second, while the guest is stopped.
    pub content_stopped: f64,
    /// Empty pages per second, while the guest is stopped.
    pub empty_stopped: f64,
}

/// What a page counts in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Wire {
    /// A page as the stop rule counts it.
    pub page: f64,
    /// A page with content, on the wire.
    pub content: f64,
    /// An empty page, on the wire.
    pub empty: f64,
}

/// When the guest is stopped, or the migration given up.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// So little may be left.
    pub threshold: Threshold,
    /// Live rounds after which a limit strikes, in the loops that count them.
    pub rounds: Option<u32>,
    /// A limit strikes when more bytes have been sent.
    pub bytes: Option<f64>,
    /// A limit strikes when this many seconds have passed.
    pub seconds: Option<f64>,
    /// What a limit does.
    pub at_limit: AtLimit,
    /// How a threshold in seconds is raised.
    pub raises: Raises,
    /// After which share of its poll the manager looks first; none: a random one.
    pub manager_begins: Option<f64>,
    /// So many pages more than the threshold may be left.
    pub granted: f64,
    /// The simulation gives up after this many seconds.
    pub horizon: f64,
    /// How finely the sender counts, in loops that send in bursts.
    pub grain: Grain,
}

/// How finely a sender counts; zero: page by page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grain {
    /// It looks at the clock after the first page of a burst and then after every so many.
    pub clock: usize,
    /// Pages with content that leave its buffer together; what a cap lets through is compared with what has left.
    pub buffer: usize,
}

/// What a limit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtLimit {
    /// Stops the guest: one more look, and the rest is sent.
    Stop,
    /// Raises the threshold for good, once the bandwidth has been measured again. For loops that measure it in windows.
    Raise,
    /// Stops the guest, and nothing else: the loop goes on as before. For limits in time.
    Pause,
    /// Moves the guest, which runs on while the rest is sent.
    PostCopy,
    /// Cancels the migration.
    Cancel,
}

/// So little may be left for the guest to be stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    /// So many pages.
    Pages(f64),
    /// What the measured bandwidth sends in so many seconds.
    Seconds(f64),
}

/// Everything that a simulator needs.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The guest.
    pub guest: Guest,
    /// What the link carries.
    pub speeds: Speeds,
    /// What a page counts.
    pub wire: Wire,
    /// When to stop.
    pub rules: Rules,
}

/// How a simulation ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ended {
    /// The guest was stopped and the rest was sent.
    Stopped(Stopped),
    /// A limit cancelled the migration.
    Cancelled {
        /// When, in seconds.
        at: f64,
        /// How often the loop had looked at the dirty pages.
        looks: u32,
    },
    /// The horizon came first.
    Open,
}

/// A guest that was stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stopped {
    /// When, in seconds.
    pub at: f64,
    /// How long the rest took, in seconds.
    pub down: f64,
    /// How many pages that were.
    pub left: usize,
    /// How often the loop had looked at the dirty pages.
    pub looks: u32,
    /// Whether a limit stopped it.
    pub by_limit: bool,
    /// How long the rest took while the guest was running at its destination.
    pub waits: f64,
    /// Whether the threshold had been raised by then.
    pub raised: bool,
    /// Whether a pass left more than the one before.
    pub grew: bool,
}

impl Stopped {
    /// From the start to the last page, in seconds.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.at + self.down + self.waits
    }
}
