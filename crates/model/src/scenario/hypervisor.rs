//! A product's migration loop as data: when it looks at its dirty pages, when it stops, what it does at a limit.
//!
//! Every value carries its source. A preset is one file of such values; the predictors know families of loops, never
//! products.

use super::{Compression, LimitAction, LoopFamily, Sharing, Sourced, Threshold, Throttle, TimeLimit, VolumeLimit};
use crate::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds};

/// One product (and version) with its loop and constants.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    pub time_limit: Sourced<Option<TimeLimit>>,
    /// What happens at whichever limit strikes first.
    pub on_limit: Sourced<LimitAction>,
    /// How the guest is slowed down while it writes too fast; none: not at all.
    pub throttle: Sourced<Option<Throttle>>,
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
    /// What passes before anything is sent: connection, checks, reservation at the destination.
    pub setup: Sourced<Seconds>,
    /// What is compressed, and how well.
    pub compression: Sourced<Compression>,
    /// How many migrations the product lets share one link by default.
    pub shared_by: Sourced<Sharing>,
    /// Connections that one migration sends through.
    pub streams: Sourced<u32>,
    /// What one of them carries at most, because of one core; none: no such limit.
    pub stream_limit: Sourced<Option<BytesPerSecond>>,
}

impl Hypervisor {
    /// Whether a limit ends pre-copy by way of the threshold, so that it counts only once the loop has measured again.
    #[must_use]
    pub const fn ends_by_raising_the_limit(&self) -> bool {
        matches!(
            (self.on_limit.value, self.family.value, self.threshold.value),
            (LimitAction::RaiseLimit, LoopFamily::ThresholdSync { .. }, Threshold::DowntimeLimit { .. })
        )
    }

    /// What a page with content takes on the wire when it is sent for the first time.
    #[must_use]
    pub fn page_on_wire(&self) -> Bytes {
        self.page_size.value * self.compression.value.of_first() + self.page_header.value
    }

    /// The same when it is sent again.
    #[must_use]
    pub fn resent_page_on_wire(&self) -> Bytes {
        self.page_size.value * self.compression.value.of_resent() + self.page_header.value
    }
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
