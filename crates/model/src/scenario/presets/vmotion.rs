//! VMware vMotion, as far as its documents tell.

use super::{Preset, setting};
use crate::problem::Field;
use crate::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Seconds};
use crate::scenario::{
    BandwidthEstimate, Compression, EmptyPages, Hypervisor, LimitAction, LoopFamily, Raised, Sharing, Source, Sourced,
    Threshold, Throttle,
};

const KB: &str = "Broadcom KB 436882";
const BLOG_2011: &str = "VMware vSphere blog, February 2011 (What's going on under the covers)";
const BLOG_2019: &str = "VMware vSphere blog, September 2019 (How to tune vMotion)";
const LIMITS: &str = "vSphere 6.7 documentation, Limits on Simultaneous Migrations";
const CLOSED: &str = "VMware does not say";

const OPTIONS: &[super::Setting] = &[
    setting(Field::SharedBy, "simultaneous migrations per NIC").of_cluster(),
    setting(Field::Streams, "Migrate.VMotionStreamHelpers").of_cluster().within(1.0, 32.0),
];
const CAVEAT: &str = "Closed source: this rests on documents, and much of it is assumed.";

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "vmotion",
        name: "VMware vMotion 5 and later",
        summary: "switches over at 500 ms; slows a guest down that writes too fast",
        caveat: CAVEAT,
        options: OPTIONS,
        rules: &SINCE_5,
    },
    Preset {
        id: "vmotion-4.1",
        name: "VMware vMotion 4.1",
        summary: "switches over at 500 ms, or if the rest takes less than 100 s; else it fails",
        caveat: CAVEAT,
        options: OPTIONS,
        rules: &V4_1,
    },
];

const SINCE_5: Hypervisor = Hypervisor {
    id: "",
    name: "",
    family: Sourced::new(
        LoopFamily::EstimateRounds { from_round: 2 },
        Source::documentation(BLOG_2011, "rounds of modified pages until the rest is small; in outline"),
    ),
    bandwidth_cap: Sourced::assumed(None, "none is documented"),
    cap_in_stop: Sourced::assumed(false, "none is documented"),
    threshold: Sourced::new(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(500.0),
            estimate: BandwidthEstimate::LastRound,
            raised: Raised::Never,
        },
        Source::documentation(KB, "switchover goal of 500 ms; how the bandwidth is estimated is assumed"),
    ),
    round_limit: Sourced::assumed(None, CLOSED),
    volume_limit: Sourced::assumed(None, CLOSED),
    time_limit: Sourced::assumed(None, CLOSED),
    on_limit: Sourced::assumed(LimitAction::Cancel, "no limit is documented"),
    throttle: Sourced::assumed(
        Some(Throttle::BelowCopyRate(0.9)),
        "the guest is slowed down until it writes slower than the link carries (yellow-bricks.com, July 2011); how much \
         slower is not said, 90 % is assumed",
    ),
    empty_pages: Sourced::assumed(EmptyPages::SentInFull, "how empty pages travel is not documented"),
    empty_page: Sourced::assumed(Bytes::from_bytes(4096.0), "as any other page"),
    page_header: Sourced::assumed(Bytes::ZERO, "not documented"),
    page_size: Sourced::assumed(Bytes::from_bytes(4096.0), "the page size of x86"),
    device_state: Sourced::assumed(
        Seconds::from_milliseconds(100.0),
        "not documented; between suspend and resume less than a second is the aim",
    ),
    setup: Sourced::assumed(Seconds::ZERO, "depends on connection and checks; no source has a number"),
    compression: Sourced::assumed(Compression::NONE, "none is documented"),
    shared_by: Sourced::new(
        Sharing { migrations: 4, on_fast_link: Some((BitsPerSecond::from_gbit_per_second(10.0), 8)) },
        Source::documentation(LIMITS, "per NIC 4 at 1 GbE and 8 at 10 GbE; 8 per host"),
    ),
    streams: Sourced::new(
        1,
        Source::documentation(BLOG_2019, "one stream for each vMotion interface; more since 7.0 U2"),
    ),
    stream_limit: Sourced::new(
        Some(BytesPerSecond::from_bytes_per_second(15e9 / 8.0)),
        Source::documentation(BLOG_2019, "about 15 Gbit/s a stream"),
    ),
};

const V4_1: Hypervisor = Hypervisor {
    round_limit: Sourced::assumed(
        Some(10),
        "when it decides that a migration does not converge is not documented; ten rounds are assumed",
    ),
    on_limit: Sourced::new(
        LimitAction::StopIfWithin(Seconds::from_seconds(100.0)),
        Source::documentation(BLOG_2011, "switches over if the rest takes less than 100 s, else fails"),
    ),
    throttle: Sourced::new(None, Source::documentation(BLOG_2011, "before vSphere 5 the guest is not slowed down")),
    ..SINCE_5
};
