//! When a product's loop learns which pages are dirty again, and when it tests whether to stop.

use crate::quantity::{Pages, Seconds};

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
        /// A burst ends at the first look at the clock after so long, while the link is the limit.
        burst: Seconds,
        /// How finely it looks at clock and volume.
        grain: Grain,
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

/// A sender that looks at its clock after every page would be slow, so it does so now and then; and what it has sent counts only once
/// it has left a buffer. Both make a burst longer than asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grain {
    /// Pages from one look at the clock to the next; zero: after every one.
    pub clock: Pages,
    /// Pages that leave the buffer together; zero: each for itself.
    pub buffer: Pages,
}

impl Grain {
    /// A sender that looks after every page.
    pub const NONE: Self = Self { clock: Pages::ZERO, buffer: Pages::ZERO };

    /// QEMU since 8.2: every 64th page (`ram_save_iterate`); 64 pieces of output in a buffer, a header and a page each
    /// (`MAX_IOV_SIZE`).
    pub const QEMU: Self = Self { clock: Pages::from_pages(64.0), buffer: Pages::from_pages(32.0) };

    /// QEMU before 8.2, which counts every page as it is put into the buffer.
    pub const QEMU_WITHOUT_BUFFER: Self = Self { clock: Pages::from_pages(64.0), buffer: Pages::from_pages(1.0) };

    /// How long a burst on a link is that ends at the first look at the clock after so long: there is one after the first page.
    #[must_use]
    pub fn burst(self, least: f64, pages_per_second: f64) -> f64 {
        let (clock, pages) = (self.clock.as_pages(), least * pages_per_second);
        if clock <= 0.0 || !pages.is_finite() || pages_per_second <= 0.0 {
            return least;
        }
        (libm::ceil((pages - 1.0) / clock).max(0.0) * clock + 1.0) / pages_per_second
    }

    /// How many bytes go by in a window in which a cap lets so many through: a buffer that goes beyond it is sent.
    #[must_use]
    pub fn through_cap(self, bytes: f64, page: f64) -> f64 {
        let buffer = self.buffer.as_pages() * page;
        if buffer <= 0.0 { bytes } else { (libm::floor(bytes / buffer) + 1.0) * buffer }
    }
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
