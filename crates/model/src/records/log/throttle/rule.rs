//! Rules that say when a migration may begin.

use super::super::{Flight, Pressure, Step};
use crate::quantity::BytesPerSecond;

/// When a migration may begin; until then it waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// At most so many at once.
    AtMost(u32),
    /// At most so many at each host, leaving or arriving.
    AtMostOnHost(u32),
    /// At most so much predicted cost at once.
    Cost(f64),
    /// A share of each host's link stays free.
    LeaveOfLink {
        /// The share.
        share: f64,
        /// What the link carries.
        link: BytesPerSecond,
        /// What one migration sends.
        each: BytesPerSecond,
    },
}

impl Rule {
    /// Whether it is about hosts, not about the site as a whole.
    pub(super) const fn is_by_host(self) -> bool {
        matches!(self, Self::AtMostOnHost(_) | Self::LeaveOfLink { .. })
    }

    /// How much there is to be had.
    pub(super) fn capacity(self) -> f64 {
        match self {
            Self::AtMost(count) | Self::AtMostOnHost(count) => f64::from(count),
            Self::Cost(cost) => cost,
            Self::LeaveOfLink { share, link, .. } => (link * (1.0 - share)).as_bytes_per_second(),
        }
    }

    /// How much of it a migration takes.
    pub(super) const fn need(self, flight: &Flight) -> f64 {
        match self {
            Self::AtMost(_) | Self::AtMostOnHost(_) => 1.0,
            Self::Cost(_) => flight.cost,
            Self::LeaveOfLink { each, .. } => each.as_bytes_per_second(),
        }
    }
}

/// A family of rules that a limit is sought in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RuleKind {
    /// [`Rule::AtMost`].
    AtMost,
    /// [`Rule::AtMostOnHost`].
    AtMostOnHost,
    /// [`Rule::Cost`].
    Cost,
    /// [`Rule::LeaveOfLink`].
    LeaveOfLink {
        /// What the link carries.
        link: BytesPerSecond,
        /// What one migration sends.
        each: BytesPerSecond,
    },
}

/// Limits of amounts are tried in so many steps.
const STEPS: u32 = 64;

impl RuleKind {
    /// How many limits there are, by what was in flight without any.
    pub(super) fn limits(self, pressures: &[Pressure]) -> u32 {
        let most = |of: fn(&Pressure) -> u32| pressures.iter().map(of).max().unwrap_or_default();
        match self {
            Self::AtMost => most(|pressure| pressure.count),
            Self::AtMostOnHost => most(|pressure| pressure.count_on_host),
            Self::Cost | Self::LeaveOfLink { .. } => STEPS,
        }
    }

    /// The rule with one of these limits, the strictest first, from 1.
    pub(super) fn limited_to(self, limit: u32, steps: &[Step]) -> Rule {
        let share = f64::from(limit) / f64::from(STEPS);
        match self {
            Self::AtMost => Rule::AtMost(limit),
            Self::AtMostOnHost => Rule::AtMostOnHost(limit),
            Self::Cost => Rule::Cost(steps.iter().map(|step| step.cost).fold(0.0, f64::max) * share),
            Self::LeaveOfLink { link, each } => Rule::LeaveOfLink { share: 1.0 - share, link, each },
        }
    }
}
