//! No product: every value is the user's. The defaults are round numbers without a source.

use super::Preset;
use crate::quantity::{Bytes, PagesPerSecond, Seconds};
use crate::scenario::{
    BandwidthEstimate, Compressed, Compression, EmptyPages, Grain, Hypervisor, LimitAction, LoopFamily, Raised,
    Sharing, Source, Sourced, Threshold,
};

const FREE: Source = Source::assumed("a starting value; change it");

pub(super) const PRESETS: &[Preset] = &[Preset {
    id: "custom",
    name: "Custom",
    summary: "every value is yours",
    caveat: "",
    options: &[],
    rules: &CUSTOM,
}];

/// A loop like QEMU's, without a cap.
const CUSTOM: Hypervisor = Hypervisor {
    id: "",
    name: "",
    family: Sourced::new(
        LoopFamily::ThresholdSync {
            capped_burst: Seconds::from_milliseconds(100.0),
            burst: Seconds::from_milliseconds(50.0),
            grain: Grain::NONE,
        },
        FREE,
    ),
    bandwidth_cap: Sourced::new(None, FREE),
    cap_in_stop: Sourced::new(false, FREE),
    threshold: Sourced::new(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(300.0),
            estimate: BandwidthEstimate::LastWindow,
            raised: Raised::Never,
        },
        FREE,
    ),
    round_limit: Sourced::new(None, FREE),
    volume_limit: Sourced::new(None, FREE),
    time_limit: Sourced::new(None, FREE),
    on_limit: Sourced::new(LimitAction::StopAndCopy, FREE),
    throttle: Sourced::new(None, FREE),
    empty_pages: Sourced::new(EmptyPages::Scanned(PagesPerSecond::from_pages_per_second(5e6)), FREE),
    empty_page: Sourced::new(Bytes::from_bytes(9.0), FREE),
    page_header: Sourced::new(Bytes::from_bytes(8.0), FREE),
    page_size: Sourced::new(Bytes::from_bytes(4096.0), FREE),
    device_state: Sourced::new(Seconds::ZERO, FREE),
    setup: Sourced::assumed(Seconds::ZERO, "depends on connection and checks; no source has a number"),
    compression: Sourced::new(Compression { of: Compressed::AllPages, to: 1.0 }, FREE),
    shared_by: Sourced::new(Sharing::of(1), FREE),
    streams: Sourced::new(1, FREE),
    stream_limit: Sourced::new(None, FREE),
};
