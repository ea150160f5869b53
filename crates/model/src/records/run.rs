//! One migration that a rig recorded: what its guest did is known, not guessed.

use crate::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use crate::scenario::Pattern;

/// A recorded migration.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Name of the run.
    pub id: String,
    /// The series to which it belongs.
    pub block: String,
    /// Version of the product, as it calls itself; empty: not known.
    pub version: String,
    /// What ran the guest's code (`tcg`, `kvm`); empty: not known.
    pub accelerator: String,
    /// The guest, as it was told to behave.
    pub guest: Guest,
    /// What the product was told, and the link.
    pub settings: Settings,
    /// What came of it.
    pub measured: Measured,
}

/// A guest that does what it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    /// Configured memory (VMSIZE).
    pub configured: Bytes,
    /// Memory that the product counts, firmware and all.
    pub memory: Pages,
    /// Pages that it fills (WSET).
    pub working_set: Pages,
    /// Pages that it rewrites (HWSET).
    pub hot_set: Pages,
    /// How often, in its busiest phase (RATE).
    pub rate: PagesPerSecond,
    /// In which way. The cycle of a load begins when the guest's clock is zero.
    pub pattern: Pattern,
    /// Where it was when the migration began.
    pub start: Start,
}

/// Where a guest was when the migration began.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Start {
    /// The guest's clock.
    pub clock: Seconds,
    /// What it had written by then; a round-robin writer stands there.
    pub written: Pages,
}

/// What the product was told, and the link.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Settings {
    /// The product's own limit on its sending rate.
    pub cap: Option<BytesPerSecond>,
    /// What the link carries, also while the guest is stopped.
    pub link: Option<BytesPerSecond>,
    /// The downtime limit.
    pub downtime_limit: Seconds,
    /// The downtime limit is raised to its maximum after so many times VMSIZE / bandwidth: the paper's condition 2.
    pub force_factor: Option<f64>,
    /// What else was done about a guest that writes too fast.
    pub help: Help,
}

/// What else is done about a guest that writes too fast.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Help {
    /// Nothing.
    #[default]
    None,
    /// The guest is slowed down step by step: the share at first, and what each step adds.
    AutoConverge {
        /// Of the guest's time, at first.
        first: f64,
        /// What each step adds.
        step: f64,
    },
    /// It is switched to post-copy after so long.
    PostCopy(Seconds),
}

/// What limits the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Regime {
    /// The product's own limit, which is lifted while the guest is stopped.
    Cap,
    /// The link, at all times.
    Link,
    /// The product's own limit, and while the guest is stopped the link.
    Both,
    /// Nothing but the machine.
    Free,
}

impl Regime {
    /// Short name, in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cap => "cap",
            Self::Link => "link",
            Self::Both => "both",
            Self::Free => "free",
        }
    }
}

impl Settings {
    /// What limits the sender while the guest runs.
    #[must_use]
    pub fn regime(&self) -> Regime {
        match (self.cap, self.link) {
            (None, None) => Regime::Free,
            (Some(_), None) => Regime::Cap,
            (Some(cap), Some(link)) if cap < link => Regime::Both,
            (_, Some(_)) => Regime::Link,
        }
    }

    /// What it is limited to.
    #[must_use]
    pub fn bandwidth(&self) -> Option<BytesPerSecond> {
        match (self.cap, self.link) {
            (Some(cap), Some(link)) => Some(cap.min(link)),
            (one, other) => one.or(other),
        }
    }
}

/// What came of a migration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// From the command to the end.
    pub migration_time: Seconds,
    /// The guest ran nowhere.
    pub downtime: Seconds,
    /// Whether the limit had to be raised to its maximum.
    pub forced: bool,
    /// Pages with content that were sent.
    pub sent: Pages,
    /// Bytes sent while the guest was stopped, where they were counted.
    pub sent_while_stopped: Option<Bytes>,
}

impl Run {
    /// Whether its guest wrote nothing.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.guest.rate == PagesPerSecond::ZERO || self.guest.hot_set == Pages::ZERO
    }

    /// When it is forced to end.
    #[must_use]
    pub fn forced_after(&self) -> Option<Seconds> {
        let bandwidth = self.settings.bandwidth()?;
        self.settings.force_factor.map(|factor| self.guest.configured * factor / bandwidth)
    }
}
