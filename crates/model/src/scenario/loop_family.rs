//! When a product's loop learns which pages are dirty again, and when it tests whether to stop.

use crate::quantity::Seconds;

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
    FixedRounds {
        /// Whether pages that have been written again since the last look are passed over (Xen up to 4.5).
        passes_over: bool,
    },
    /// As [`Self::FixedRounds`], but the order to stop comes from outside while the round after the last one is already
    /// being sent (XenServer).
    OvertakenRounds,
    /// Dirty pages are read before each round, which is not sent when it is within the threshold (Cloud Hypervisor
    /// since 52).
    EstimateRounds {
        /// The first round that is estimated; before it everything is sent.
        from_round: u32,
    },
    /// Dirty pages are read after each pass, and averages over the last passes are compared with the threshold
    /// (VirtualBox).
    Vote {
        /// So many passes, of which the first one is number one, only tiny sets stop the guest.
        patience: u32,
    },
}

impl LoopFamily {
    /// Whether the loop sends complete rounds, so that they can be counted.
    #[must_use]
    pub const fn has_rounds(&self) -> bool {
        match self {
            Self::FixedRounds { .. } | Self::OvertakenRounds | Self::EstimateRounds { .. } | Self::Vote { .. } => true,
            Self::Fluid { .. } | Self::ThresholdSync { .. } => false,
        }
    }

    /// In a few words, for the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fluid { .. } => "looks at every tick",
            Self::ThresholdSync { .. } => "looks when little is left",
            Self::FixedRounds { .. } => "looks after each round",
            Self::OvertakenRounds => "looks after each round, and stops during the next one",
            Self::EstimateRounds { .. } => "looks before each round",
            Self::Vote { .. } => "votes after each pass",
        }
    }
}
