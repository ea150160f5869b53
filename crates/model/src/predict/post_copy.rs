//! Post-copy: the guest goes on at the destination and waits for each page that is not there yet.
//!
//! Pure (at once), hybrid (after some rounds of pre-copy, at a chosen moment) and at the product's own limit; each page that is left
//! is sent once more.

use super::rounds::{Layout, Machine};
use super::{Outcome, Prediction};
use crate::quantity::{Pages, Seconds};
use crate::scenario::{Checked, Pattern};

/// When the guest moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Switch {
    /// Before any page is sent.
    AtOnce,
    /// After so many rounds of pre-copy (1: the first pass), where it has not ended before. A loop that looks at every tick has no
    /// rounds; there the first pass is one, and there is no other.
    AfterRounds(u32),
    /// At a moment since the start.
    At(Seconds),
    /// When the product's limit strikes, whatever the product does then.
    AtLimit,
}

/// A migration with a switch to post-copy.
#[derive(Clone, Debug, PartialEq)]
pub struct PostCopy {
    /// What comes of it. Its downtime is the device state; its brownout goes on until the last page is there.
    pub prediction: Prediction,
    /// Pages that the guest writes before they are there, and has to wait for: an estimate; none when it never switched.
    pub faults: Pages,
}

/// Predicts a migration that switches to post-copy.
///
/// Question: how long is the guest down, how long does it wait for pages, how many are those, and how much is sent?
///
/// Until the switch the product's own loop is simulated. Then, with M pages left, m of them hot, and r the copy rate without the
/// product's cap:
///
/// | what | formula |
/// | --- | --- |
/// | downtime | device state |
/// | brownout | T = M/r (empty pages at their own rate), and the time before the switch in which the guest was slowed down |
/// | migration time | switch + device state + T |
/// | faults, one after the other | m·a/2 for a ≤ 1, else m·(1 − 1/(2a)), with a = RATE·T/HWSET |
/// | faults, at random | m·(1 − (1 − e^−a)/a) |
///
/// A hot page is there at x·T, x evenly distributed, and is first written at HWSET/RATE·y: for a round-robin writer y is evenly
/// distributed, at random it is exponentially. The fault comes if that is sooner. Several hot sets and measured curves count as one
/// hot set that is written one after the other, a load that changes as if it always wrote at its highest rate.
///
/// Source: ours; conditions: pages are pushed in an order that knows nothing of the writer, each fault costs a round trip that is not
/// reckoned with, and only writes count, although a guest waits for what it reads as well: real guests fault more often. (Hines and
/// Gopalan, VEE 2009, saw network faults for up to 21 % of the working set.)
///
/// Edges: a migration that ends before the switch is what it is without one.
///
/// ```
/// use precopy_model::predict::post_copy::{self, Switch};
/// use precopy_model::quantity::*;
/// use precopy_model::scenario::*;
/// // 1 GiB at 10,000 pages/s, hot set 256 MiB = 65,536 pages, as many writes a second: T = 26.2 s, a = 4.
/// let pages = |n: f64| PagesPerSecond::from_pages_per_second(n);
/// let scenario = Scenario {
///     vm: Vm { memory: Bytes::from_gib(1.0), working_set: Bytes::from_gib(1.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_mib(256.0), pages(10_000.0)),
///     link: Link { speed: LinkSpeed::CopyRate(pages(10_000.0)), ..Link::line(Default::default()) },
///     hypervisor: presets::find("libvirt").unwrap().hypervisor(),
/// }.check().unwrap();
/// let pure = post_copy::predict(&scenario, Switch::AtOnce);
/// assert_eq!(pure.prediction.brownout.as_seconds(), 26.2144);
/// assert_eq!(pure.faults.as_pages(), 65_536.0 * (1.0 - 1.0 / 8.0));
/// ```
#[must_use]
pub fn predict(scenario: &Checked, switch: Switch) -> PostCopy {
    let mut machine = Machine::with(scenario, &Layout::assumed_for(&scenario.dirtying.pattern), true);
    match switch {
        Switch::AtOnce => machine.switch_at(Seconds::ZERO),
        Switch::AfterRounds(0) => machine.switch_at(Seconds::ZERO),
        Switch::AfterRounds(rounds) => machine.switch_after(rounds),
        Switch::At(moment) => machine.switch_at(moment),
        Switch::AtLimit => machine.switch_at_limit(),
    }
    let following = machine.play_until_switched();
    let faults = match following {
        Some(Following { hot, seconds }) => Pages::from_pages(hot * share_of_faults(scenario, seconds)),
        None => Pages::ZERO,
    };
    machine.play();
    PostCopy { prediction: machine.prediction(), faults }
}

/// What is left when the guest has moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Following {
    /// Hot pages, whether they were sent before or not.
    pub(super) hot: f64,
    /// How long all that is left takes.
    pub(super) seconds: f64,
}

/// The share of the missing hot pages that is written before it is there.
fn share_of_faults(scenario: &Checked, seconds: f64) -> f64 {
    let page = scenario.hypervisor.page_size.value;
    let hot = scenario.dirtying.hot_set.in_pages_of(page).as_pages();
    let a = if hot == 0.0 { 0.0 } else { scenario.dirtying.rate.as_pages_per_second() * seconds / hot };
    if a <= 0.0 {
        return 0.0;
    }
    match scenario.dirtying.pattern {
        // 1 − (1 − e^−a)/a loses its digits where a is small; there it is a/2.
        Pattern::Uniform if a < 1e-6 => a / 2.0,
        Pattern::Uniform => 1.0 + libm::expm1(-a) / a,
        _ if a <= 1.0 => a / 2.0,
        _ => 1.0 - 1.0 / (2.0 * a),
    }
}

impl PostCopy {
    /// Whether the guest moved before its memory was there.
    #[must_use]
    pub fn switched(&self) -> bool {
        self.prediction.outcome == Outcome::Completes && self.prediction.ends_in_post_copy()
    }
}
