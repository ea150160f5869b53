//! How much of a link a migration needs to converge, and beside how many others it does.

use crate::predict::{Outcome, Reason, bound};
use crate::quantity::BytesPerSecond;
use crate::scenario::{Checked, CheckedSite, LinkSpeed, Scenario};

/// The least share of a link with which the bound of a migration converges: ends by its threshold, without a limit. Infinite
/// where no share of its host's link does.
///
/// Found by halving between nothing and the link to a ten-thousandth of it; the bound converges the sooner the more there is.
#[must_use]
pub fn least_share(scenario: &Checked) -> BytesPerSecond {
    let inner = scenario.clone().into_inner();
    let most = scenario.link.copy_rate(&scenario.hypervisor).available.as_bytes_per_second();
    if !converges(&inner, most) {
        return BytesPerSecond::INFINITY;
    }
    let (mut misses, mut meets) = (0.0, most);
    while most * 1e-4 < meets - misses {
        let middle = f64::midpoint(misses, meets);
        if converges(&inner, middle) {
            meets = middle;
        } else {
            misses = middle;
        }
    }
    BytesPerSecond::from_bytes_per_second(meets)
}

/// How many migrations may share the way of a VM equally so that its own still converges.
///
/// Question: at which concurrency does this VM converge?
///
/// ```text
/// n = the largest whole number for which the bound converges with (rate of the narrowest lane of the way) / n
/// ```
///
/// The rate is in bytes/s of payload. The bound is that of [`crate::predict::bound`]; it converges where it ends by its threshold, without a
/// limit ([`least_share`]). n = 1: only alone.
///
/// Source: the question is Kherbache, Madelaine and Hermenier's (*Planning Live-Migrations to Prepare Servers for Maintenance*, section 4), who
/// answer it by measuring what a guest writes in 30 ms.
///
/// Conditions: all that share the lane get the same, and nothing else goes over it, applications neither. What shares are when a plan is
/// played is for [`super::play`] to say.
///
/// Edges: none where it does not converge alone, where there is no way, and where there is no such VM or host. A VM that converges under
/// any share gives [`u32::MAX`].
///
/// ```
/// use precopy_model::plan::converges_beside;
/// use precopy_model::quantity::*;
/// use precopy_model::scenario::*;
/// # let watts = Watts::from_watts;
/// # let host = |name: &str| Host {
/// #     name: name.to_owned(), memory: Bytes::from_gib(24.0), cores: 8.0, is_on: true,
/// #     boot: Seconds::from_seconds(113.1), shutdown: Seconds::from_seconds(29.5),
/// #     power: HostPower { off: watts(5.0), booting: watts(120.0), idle: watts(110.0), loaded: watts(170.0) },
/// #     background: Traffic::NONE,
/// # };
/// // A guest that rewrites 11,700 pages/s on a Gbit link that carries 28,684 of them: two share it, a third one is too much.
/// let mut hypervisor = presets::find("qemu-1.4").unwrap().hypervisor();
/// hypervisor.bandwidth_cap.enter(None);
/// let gbit = BytesPerSecond::from_bytes_per_second(1e9 / 8.0 * GOODPUT_TCP);
/// let link = NetworkLink { name: "cable".to_owned(), ends: [Node::Host(0), Node::Host(1)], rate: gbit, cables: 1, spread: Spread::Fairly };
/// let guest = Guest {
///     name: "web".to_owned(),
///     host: 0,
///     vm: Vm { memory: Bytes::from_gib(2.0), working_set: Bytes::from_mib(900.0) },
///     dirtying: Dirtying::round_robin(Bytes::from_mib(64.0), PagesPerSecond::from_pages_per_second(11_700.0)),
///     traffic: Traffic::NONE,
///     cores: 2.0,
/// };
/// let network = Network { switches: Vec::new(), links: vec![link] };
/// let site = Site { hosts: vec![host("old"), host("new")], network, guests: vec![guest], hypervisor }.check().unwrap();
/// assert_eq!(converges_beside(&site, 0, 1), Some(2));
/// assert_eq!(converges_beside(&site, 0, 9), None);
/// ```
#[must_use]
pub fn converges_beside(site: &CheckedSite, guest: usize, to: usize) -> Option<u32> {
    let scenario = site.migration(guest)?;
    let way = site.lanes().between(site.guests.get(guest)?.host, to)?;
    let rates = way.iter().filter_map(|&lane| site.lanes().all().get(lane)).map(|lane| lane.rate.as_bytes_per_second());
    let narrowest = rates.fold(f64::INFINITY, f64::min);
    let inner = scenario.clone().into_inner();
    if way.is_empty() || !converges(&inner, narrowest) {
        return None;
    }
    let converges_at = |others: u32| converges(&inner, narrowest / f64::from(others));
    // Twice as many until they are too many, and then in between.
    let (mut fits, mut too_many) = (1, 2);
    while converges_at(too_many) {
        if MOST <= too_many {
            return Some(u32::MAX);
        }
        (fits, too_many) = (too_many, too_many * 2);
    }
    while fits + 1 < too_many {
        let middle = u32::midpoint(fits, too_many);
        if converges_at(middle) {
            fits = middle;
        } else {
            too_many = middle;
        }
    }
    Some(fits)
}

/// More migrations than any link is shared by.
const MOST: u32 = 1 << 20;

fn converges(scenario: &Scenario, rate: f64) -> bool {
    let mut scenario = scenario.clone();
    scenario.link.speed = LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(rate));
    scenario.check().is_ok_and(|checked| {
        let bound = bound::predict(&checked);
        bound.outcome == Outcome::Completes && matches!(bound.reason, Reason::Threshold { .. })
    })
}
