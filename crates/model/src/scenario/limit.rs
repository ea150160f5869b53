//! When a product gives up pre-copy, and what it does then.

use crate::quantity::{BYTES_PER_GIB, Bytes, Seconds};

/// Bytes of a gigabyte, as Kubernetes scales quantities.
const BYTES_PER_GB: f64 = 1e9;

/// Pre-copy is given up after so much volume.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VolumeLimit {
    /// As a multiple of the memory size.
    pub factor: f64,
    /// How the volume is counted.
    pub clock: VolumeClock,
}

/// How the volume of a [`VolumeLimit`] is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VolumeClock {
    /// As the time that the volume would take at the copy rate: Salfner's equation (15).
    Time,
    /// As bytes really sent, headers included, an empty page being a few bytes: Proxmox VE's source.
    BytesSent,
}

/// Pre-copy is given up after so much time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeLimit {
    /// How long, for each unit.
    pub time: Seconds,
    /// The unit.
    pub per: DataUnit,
}

/// What a time is multiplied by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataUnit {
    /// Nothing: it is for the whole migration.
    Migration,
    /// The data in gigabytes (10⁹ bytes), rounded up (KubeVirt).
    GbRoundedUp,
    /// The data in GiB, memory and disks each at least two (Nova).
    GibAtLeastTwo,
}

impl DataUnit {
    /// How many units memory and other data come to; a product of time and units is in whole seconds where Nova makes it
    /// so.
    #[must_use]
    pub fn of(self, memory: Bytes, other: Bytes) -> f64 {
        let at_least_two = |bytes: Bytes| (bytes.as_bytes() / BYTES_PER_GIB).max(2.0);
        match self {
            Self::Migration => 1.0,
            Self::GbRoundedUp => libm::ceil((memory + other).as_bytes() / BYTES_PER_GB),
            Self::GibAtLeastTwo if other == Bytes::ZERO => at_least_two(memory),
            Self::GibAtLeastTwo => at_least_two(memory) + at_least_two(other),
        }
    }

    /// A time for so much data.
    #[must_use]
    pub fn scale(self, time: Seconds, memory: Bytes, other: Bytes) -> Seconds {
        let scaled = time.as_seconds() * self.of(memory, other);
        Seconds::from_seconds(if self == Self::GibAtLeastTwo { libm::floor(scaled) } else { scaled })
    }
}

impl TimeLimit {
    /// So long, however much there is.
    #[must_use]
    pub const fn fixed(time: Seconds) -> Self {
        Self { time, per: DataUnit::Migration }
    }

    /// The limit for so much data.
    ///
    /// ```
    /// use precopy_model::quantity::{Bytes, Seconds};
    /// use precopy_model::scenario::{DataUnit, TimeLimit};
    /// let minutes_per_gb = |per| TimeLimit { time: Seconds::from_seconds(150.0), per };
    /// // KubeVirt: 4 GiB are 4.29 GB, which counts as 5.
    /// let limit = minutes_per_gb(DataUnit::GbRoundedUp).of(Bytes::from_gib(4.0), Bytes::ZERO);
    /// assert_eq!(limit.as_seconds(), 750.0);
    /// // Nova: at least 2 GiB.
    /// let limit = minutes_per_gb(DataUnit::GibAtLeastTwo).of(Bytes::from_gib(1.0), Bytes::ZERO);
    /// assert_eq!(limit.as_seconds(), 300.0);
    /// ```
    #[must_use]
    pub fn of(self, memory: Bytes, other: Bytes) -> Seconds {
        self.per.scale(self.time, memory, other)
    }
}

/// What happens when pre-copy is given up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LimitAction {
    /// The guest is stopped and the rest is copied.
    StopAndCopy,
    /// The downtime limit is raised until it lets any rest through: the guest is stopped once the loop goes by the new limit, and the
    /// rest is copied. Where there is no downtime limit to be raised, the guest is stopped at once.
    RaiseLimit,
    /// The guest is paused and pre-copy goes on as before, cap and all, until the rest is there.
    Pause,
    /// The guest goes on at the destination and waits for each page that is not there yet.
    PostCopy,
    /// The guest is stopped if the rest can be sent within this time; otherwise the migration is cancelled.
    StopIfWithin(Seconds),
    /// The migration is cancelled: the guest stays where it is.
    Cancel,
}

impl LimitAction {
    /// Short name, in links and files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::StopAndCopy => "stop-and-copy",
            Self::RaiseLimit => "raise-limit",
            Self::Pause => "pause",
            Self::PostCopy => "post-copy",
            Self::StopIfWithin(_) => "stop-if-short",
            Self::Cancel => "cancel",
        }
    }

    /// What is done when the rest would take so long to send.
    #[must_use]
    pub fn settled(self, rest: Seconds) -> Self {
        match self {
            Self::StopIfWithin(most) if rest <= most => Self::StopAndCopy,
            Self::StopIfWithin(_) => Self::Cancel,
            Self::RaiseLimit => Self::StopAndCopy,
            other => other,
        }
    }
}
