//! What the user describes: a VM, how it dirties its memory, a link, a hypervisor; and the check of all that.

mod check;
mod compression;
mod dirtying;
pub mod distinct_pages;
mod host;
mod hypervisor;
mod limit;
mod link;
mod loop_family;
mod network;
mod pattern;
pub mod presets;
mod site;
mod source;
mod threshold;
mod throttle;
mod traffic;
mod vm;

pub use check::Checked;
pub use compression::{Compressed, Compression};
pub use dirtying::Dirtying;
pub use host::{Host, HostPower};
pub use hypervisor::{EmptyPages, Hypervisor};
pub use limit::{DataUnit, LimitAction, TimeLimit, VolumeClock, VolumeLimit};
pub use link::{Binding, CopyRate, GOODPUT_TCP, Link, LinkSpeed, Sharing};
pub use loop_family::{Grain, LoopFamily};
pub use network::{Lane, Lanes, Network, NetworkLink, Node, Spread};
pub use pattern::{DistinctCurve, HotSet, HotSets, Load, Pattern, Phase};
pub use site::{CheckedSite, Guest, Site, SiteProblem, Subject};
pub use source::{Mark, Source, Sourced};
pub use threshold::{BandwidthEstimate, Doubling, Raised, RoundSteps, Threshold};
pub use throttle::Throttle;
pub use traffic::Traffic;
pub use vm::Vm;

/// Everything that a prediction needs.
///
/// The fields are free to set; [`Scenario::check`] turns a sound scenario into a [`Checked`] one, which is what the
/// predictors take.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The virtual machine.
    pub vm: Vm,
    /// How it rewrites its memory.
    pub dirtying: Dirtying,
    /// The link between the hosts.
    pub link: Link,
    /// The product that migrates it, with its rules.
    pub hypervisor: Hypervisor,
}
