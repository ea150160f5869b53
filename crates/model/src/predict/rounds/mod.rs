//! The product's own loop, simulated: the expectation beside the bound.
//!
//! Question: how does this migration go if the link carries exactly its rate and the guest writes exactly as described?
//!
//! Each family of loops is played by the rules that stand in [`crate::docs::loops`], one file each; what they share is the memory
//! (what is known to be unsent, and what was written since the loop looked), the clock, limits and managers. Source: the products'
//! source code, as named by the presets.
//!
//! Conditions: the order of the memory is assumed ([`Layout::assumed_for`]); pages are real numbers, so what hangs on single pages can
//! differ by a round; manager and loop answer at once, but for the polls that are described.
//!
//! Edges: a migration that goes on for ever is recognised when no rule is pending and what is left has not shrunk over 64 looks and
//! two cycles of the load; its outcome is "never", and its curve ends there. After 20,000 looks what is left follows the straight line
//! of the closed forms, no further than to what is to come: a limit, a switch, or the moment that a [`Machine`] is asked for. Nothing
//! fails.

mod core;
mod ending;
mod estimate_rounds;
mod fixed_rounds;
mod fluid;
mod fresh;
mod grid;
mod layout;
mod machine;
mod manager;
mod memory;
mod never;
mod pace;
mod passing_over;
mod story;
mod switching;
mod threshold_sync;
mod throttle;
mod unsent;
mod vote;
mod watch;
mod writer;

pub use grid::{Cell, Grid};
pub use layout::{Layout, Place};
pub use machine::{Event, Machine};
pub use story::{Round, Then};

use self::pace::Pace;
use super::Prediction;
use crate::quantity::{Bytes, PagesPerSecond};
use crate::scenario::Checked;

/// A simulated migration with all that is told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// What came of it; its curve is the saw-tooth of pages known to be unsent.
    pub prediction: Prediction,
    /// Its rounds, from the first pass on; for loops that look at every tick, only the whole.
    pub rounds: Vec<Round>,
}

/// What comes of a migration, without its rounds and its curve: for maps and plans.
///
/// ```
/// // 1 GbE, 2 GiB working set, 512 MiB hot, RATE = 0.8 r_u: the paper says 39.9 s. QEMU's loop takes from 29 to 41 s page by page,
/// // by where the hot pages lie and who writes them; with the order that is assumed here:
/// use precopy_model::predict::rounds;
/// use precopy_model::quantity::*;
/// use precopy_model::scenario::*;
/// let mut qemu = presets::find("qemu").unwrap().hypervisor();
/// qemu.bandwidth_cap.enter(None);
/// qemu.device_state.enter(Seconds::ZERO);
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(2.0), working_set: Bytes::from_gib(2.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(22_942.0)),
///     link: Link {
///         speed: LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(117.7e6)),
///         ..Link::line(Default::default())
///     },
///     hypervisor: qemu,
/// }.check().unwrap();
/// let time = rounds::predict(&scenario).migration_time.unwrap().as_seconds();
/// assert_eq!(format!("{time:.1}"), "40.3");
/// ```
#[must_use]
pub fn predict(scenario: &Checked) -> Prediction {
    let mut machine = Machine::new(scenario);
    machine.play();
    machine.prediction()
}

/// Simulates a migration and tells all of it.
#[must_use]
pub fn simulate(scenario: &Checked) -> Simulation {
    simulate_with(scenario, &Layout::assumed_for(&scenario.dirtying.pattern))
}

/// The same for a guest whose memory lies in a known order.
#[must_use]
pub fn simulate_with(scenario: &Checked, layout: &Layout) -> Simulation {
    played_to_the_end(scenario, layout).simulation()
}

fn played_to_the_end<'a>(scenario: &'a Checked, layout: &Layout) -> Machine<'a> {
    let mut machine = Machine::with(scenario, layout, true);
    machine.play();
    machine
}

/// A simulated migration, and the pages that it has sent.
pub(super) struct Played {
    pub(super) simulation: Simulation,
    /// Empty pages sent.
    pub(super) sent_empty: f64,
    /// Pages with content sent.
    pub(super) sent_used: f64,
    /// Bytes of memory sent.
    pub(super) sent: Bytes,
    /// The copy rate of pages that are sent again.
    pub(super) resent_rate: PagesPerSecond,
}

/// Simulates a migration for its explanation.
pub(super) fn played(scenario: &Checked) -> Played {
    let mut machine = played_to_the_end(scenario, &Layout::assumed_for(&scenario.dirtying.pattern));
    let [sent_empty, sent_used] = machine.pages_sent();
    let sent = machine.sent();
    let resent = Pace::of(scenario).resent(&scenario.hypervisor).live.used;
    Played {
        simulation: machine.simulation(),
        sent_empty,
        sent_used,
        sent,
        resent_rate: PagesPerSecond::from_pages_per_second(resent),
    }
}
