//! How much of a link a migration needs to converge.

use crate::predict::{Outcome, Reason, bound};
use crate::quantity::BytesPerSecond;
use crate::scenario::{Checked, LinkSpeed};

/// The least share of a link with which the bound of a migration converges: ends by its threshold, without a limit. Infinite
/// where no share of its host's link does.
///
/// Found by halving between nothing and the link to a ten-thousandth of it; the bound converges the sooner the more there is.
#[must_use]
pub fn least_share(scenario: &Checked) -> BytesPerSecond {
    let mut inner = scenario.clone().into_inner();
    let mut converges = |rate: f64| {
        inner.link.speed = LinkSpeed::Payload(BytesPerSecond::from_bytes_per_second(rate));
        inner.clone().check().is_ok_and(|checked| {
            let bound = bound::predict(&checked);
            bound.outcome == Outcome::Completes && matches!(bound.reason, Reason::Threshold { .. })
        })
    };
    let most = scenario.link.copy_rate(&scenario.hypervisor).available.as_bytes_per_second();
    if !converges(most) {
        return BytesPerSecond::INFINITY;
    }
    let (mut misses, mut meets) = (0.0, most);
    while most * 1e-4 < meets - misses {
        let middle = f64::midpoint(misses, meets);
        if converges(middle) {
            meets = middle;
        } else {
            misses = middle;
        }
    }
    BytesPerSecond::from_bytes_per_second(meets)
}
