//! A product's migration loop as data: when it looks at its dirty pages, when it stops, what it does at a limit.
//!
//! Every value carries its source. A preset is one file of such values; the predictors know families of loops, never
//! products.

use super::Sourced;
use crate::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};

/// One product (and version) with its loop and constants.
#[derive(Clone, Debug, PartialEq)]
pub struct Hypervisor {
    /// Short name in links and files.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// When the loop looks at its dirty pages, and when it tests its stop rule.
    pub family: Sourced<LoopFamily>,
    /// Limit on the sending rate during pre-copy; none: the link is the limit.
    pub bandwidth_cap: Sourced<Option<BytesPerSecond>>,
    /// Whether the cap also holds while the guest is stopped.
    pub cap_in_stop: Sourced<bool>,
    /// How few pages may be left for the guest to be stopped.
    pub threshold: Sourced<Threshold>,
    /// Rounds of pre-copy (the first pass is round 1) after which it is given up.
    pub round_limit: Sourced<Option<u32>>,
    /// Volume after which pre-copy is given up.
    pub volume_limit: Sourced<Option<VolumeLimit>>,
    /// Time after which pre-copy is given up.
    pub time_limit: Sourced<Option<Seconds>>,
    /// What happens at whichever limit strikes first.
    pub on_limit: Sourced<LimitAction>,
    /// How empty pages travel.
    pub empty_pages: Sourced<EmptyPages>,
    /// Bytes on the wire for an empty page.
    pub empty_page: Sourced<Bytes>,
    /// Bytes on the wire beside the content of a full page.
    pub page_header: Sourced<Bytes>,
    /// Page size of the product's dirty tracking.
    pub page_size: Sourced<Bytes>,
    /// Device state, start at the destination and everything else that is in the downtime whatever the memory does.
    pub device_state: Sourced<Seconds>,
    /// How many migrations the product lets share one link by default.
    pub shared_by: Sourced<u32>,
}

/// When a loop learns which pages are dirty again, and when it tests whether to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LoopFamily {
    /// Dirty pages are merged on every tick, and the stop rule is tested right after (qemu-kvm up to 1.1).
    Fluid {
        /// Time between two ticks.
        tick: Seconds,
    },
    /// Dirty pages are merged only when the rest of the known ones has fallen under the threshold, which is tested
    /// after each send burst (QEMU since 1.4 and everything built on it).
    ThresholdSync {
        /// Length of a burst while the bandwidth cap binds.
        capped_burst: Seconds,
        /// Length of a burst while the link is the limit.
        burst: Seconds,
    },
    /// Dirty pages are read at the end of each round; a round that was smaller than the threshold is the last one
    /// (Xen, Hyper-V).
    FixedRounds,
    /// Dirty pages are read before each round, which is not sent when it is within the threshold (Cloud Hypervisor
    /// since 52).
    EstimateRounds,
}

impl LoopFamily {
    /// Whether the loop sends complete rounds, so that they can be counted.
    #[must_use]
    pub const fn has_rounds(&self) -> bool {
        matches!(self, Self::FixedRounds | Self::EstimateRounds)
    }

    /// In a few words, for the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fluid { .. } => "looks at every tick",
            Self::ThresholdSync { .. } => "looks when little is left",
            Self::FixedRounds => "looks after each round",
            Self::EstimateRounds => "looks before each round",
        }
    }
}

/// How few pages may be left for the guest to be stopped (c1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    /// What can be sent within the downtime limit, at the bandwidth that the product has measured.
    DowntimeLimit {
        /// The limit.
        limit: Seconds,
        /// What it takes for the bandwidth.
        estimate: BandwidthEstimate,
    },
    /// A number of pages.
    Pages(Pages),
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
}

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

/// What happens when pre-copy is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitAction {
    /// The guest is stopped and the rest is copied.
    StopAndCopy,
    /// The migration is cancelled: the guest stays where it is.
    Cancel,
}

/// How empty pages travel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EmptyPages {
    /// They are recognised, at so many per second (the scan for zeros); each takes a few bytes on the wire.
    Scanned(PagesPerSecond),
    /// They are not looked at: no time, no bytes.
    Skipped,
    /// They are sent like any other page.
    SentInFull,
}
