//! How few pages may be left for the guest to be stopped, and how a product raises that while it does not get there.

use crate::quantity::{Pages, Seconds};

/// How few pages may be left for the guest to be stopped (c1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    /// What can be sent within the downtime limit, at the bandwidth that the product has measured.
    DowntimeLimit {
        /// The limit; where it is raised in steps to an end, that end.
        limit: Seconds,
        /// What it takes for the bandwidth.
        estimate: BandwidthEstimate,
        /// How it is raised.
        raised: Raised,
    },
    /// A number of pages.
    Pages(Pages),
}

impl Threshold {
    /// The same rule with the downtime limit of the moment.
    #[must_use]
    pub const fn at_limit(self, limit: Seconds) -> Self {
        match self {
            Self::DowntimeLimit { estimate, raised, .. } => Self::DowntimeLimit { limit, estimate, raised },
            Self::Pages(pages) => Self::Pages(pages),
        }
    }
}

/// The bandwidth by which a product divides when it estimates the downtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandwidthEstimate {
    /// Of the last measuring window (QEMU: 100 ms).
    LastWindow,
    /// Mean since the migration began, empty pages and all.
    MeanSinceStart,
    /// Of the round before.
    LastRound,
    /// Within a send burst, so that a cap which makes the sender wait between bursts does not lower it (qemu-kvm up to
    /// 1.1).
    SendBurst,
}

/// How a product raises its downtime limit while a migration does not get there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Raised {
    /// Not at all.
    Never,
    /// In equal steps of time to the limit (Nova): limit/steps at first, then `steps` raises of (limit − limit/steps)/steps,
    /// one every `every` for each GiB of data, whole milliseconds and whole seconds.
    OverTime {
        /// How many raises.
        steps: u32,
        /// Time between two of them, for each GiB of data (see [`super::DataUnit::GibAtLeastTwo`]).
        every: Seconds,
    },
    /// By rounds, and after the last step the migration is given up (oVirt).
    ByRounds(&'static RoundSteps),
    /// Doubled again and again until the migration ends (Proxmox VE). The closed forms know the first value only.
    Doubling(Doubling),
}

/// A downtime limit that is doubled whenever the rest has been seen to grow a number of times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doubling {
    /// So many times.
    pub after: u32,
    /// Time between two looks of the manager.
    pub poll: Seconds,
    /// The same once the rest is less than what goes by between two looks.
    pub poll_near_the_end: Seconds,
    /// The limit at most.
    pub most: Seconds,
}

/// Steps of a downtime limit by rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoundSteps {
    /// The limit at first.
    pub first: Seconds,
    /// Each raise: the round that has to be over, and the new limit.
    pub raises: &'static [(u32, Seconds)],
    /// Time between two looks of the manager, which acts at most once a look.
    pub poll: Seconds,
}

impl RoundSteps {
    /// The limit of the last step.
    #[must_use]
    pub const fn last(&self) -> Seconds {
        match self.raises.last() {
            Some(&(_, limit)) => limit,
            None => self.first,
        }
    }

    /// The limit after so many raises.
    #[must_use]
    pub fn after_raises(&self, count: usize) -> Seconds {
        count.checked_sub(1).and_then(|index| self.raises.get(index)).map_or(self.first, |&(_, limit)| limit)
    }

    /// The round after which the last step is taken.
    #[must_use]
    pub const fn last_round(&self) -> u32 {
        match self.raises.last() {
            Some(&(round, _)) => round,
            None => 0,
        }
    }
}
