//! What to change so that a migration is as it is wanted, ranked by how little that disturbs.

mod advisor;
mod change;
mod counsel;
mod dial;
mod disturbance;
mod headroom;
mod ladder;
mod options;
mod pairs;
mod search;

pub use advisor::Advisor;
pub use change::Change;
pub use counsel::{Advice, Counsel};
pub use disturbance::Disturbance;
pub use headroom::Headroom;

use super::{Target, Who};
use crate::scenario::Checked;

/// What to change, so that a migration meets all targets; the least disturbing first.
///
/// Question: which of the options that the product has, a link, or a quieter time would make it so, each by itself, and by how much?
///
/// Method. Each thing that can be turned is tried at the figures that people type (10, 12, 15, 20, 25, 30, 40, 50, 60, 80 and so on, in
/// whole milliseconds, MiB/s, pages; the usual speeds of ports; round times), from the present value outwards. The first figure that
/// meets all targets, and whose next one does so too, is advised; where none does, finer figures next to the nearest miss are tried.
/// Since only such figures are tried, what is promised is the prediction of what will be set. A quieter time is looked for more finely.
/// Where nothing that is cheap (up to slowing the guest down) does by itself, two together are tried: a lever as far as it goes (cap,
/// sharing, streams, slowing down), with another setting, after which the lever is turned back as far as possible; where nothing has been found then, a lever with a quieter time, and a link with a setting.
///
/// The order is [`Disturbance`], then [`Change::size`].
///
/// Conditions: a promise is what `who` predicts for the changed scenario; where the guest is slowed down it is the simulated loop's, since
/// the bound says nothing of that. Not advised: what the product has no option for, or nobody can set ([`Reach::Source`]); compression,
/// whose gain nobody knows beforehand; less encryption, which is no question of time; how the VM was started; more memory traffic for
/// the sake of a target on data.
///
/// Edges: no targets mean that it completes. All met: no advice, and the headroom. None possible: the nearest miss. Deterministic.
///
/// [`Reach::Source`]: crate::scenario::presets::Reach::Source
///
/// ```
/// // A guest that writes faster than QEMU's cap of 128 MiB/s lets pages go, on a link that carries more.
/// use precopy_model::explore::{advise, Change, Target, Who};
/// use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, PagesPerSecond, Seconds};
/// use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(16.0), working_set: Bytes::from_gib(12.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_gib(2.0), PagesPerSecond::from_pages_per_second(45_000.0)),
///     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
///     hypervisor: presets::find("qemu").map(|preset| preset.hypervisor()).unwrap(),
/// }.check().unwrap();
/// let targets = [Target::Downtime(Seconds::from_seconds(1.0)), Target::MigrationTime(Seconds::from_seconds(300.0))];
/// let counsel = advise(&scenario, &targets, Who::Bound);
/// assert!(!counsel.is_met());
/// // 45,000 pages/s of 4104 bytes are 176.1 MiB/s.
/// let cap = BytesPerSecond::from_mib_per_second(200.0);
/// let best = &counsel.advice[0];
/// assert_eq!(best.changes, [Change::BandwidthCap(Some(cap))]);
/// assert_eq!(best.promised, Who::Bound.figures(&best.scenario));
/// ```
#[must_use]
pub fn advise(scenario: &Checked, targets: &[Target], who: Who) -> Counsel {
    let mut advisor = Advisor::new(scenario, targets, who);
    while advisor.go_on() {}
    advisor.finish()
}

#[cfg(test)]
mod tests;
