//! Xen's own save loops, old and new, and XenServer's.

use super::{Preset, setting};
use crate::problem::Field;
use crate::quantity::{Bytes, Pages, Seconds};
use crate::scenario::{
    Compression, EmptyPages, Hypervisor, LimitAction, LoopFamily, Sharing, Source, Sourced, Threshold, VolumeClock,
    VolumeLimit,
};

const VERSION: &str = "Xen 4.22";
const OLD: &str = "Xen 3.4 to 4.5";
const SERVER: &str = "XenServer emu-manager c3a0bfb";

/// Options of SUSE's xl; Xen's own passes the constants of its source.
const OPTIONS: &[super::Setting] =
    &[setting(Field::RoundLimit, "max_iters"), setting(Field::StopThreshold, "min_remaining")];
/// The same names where nobody can set them: what starts the migration passes on nothing.
const CONSTANTS: &[super::Setting] =
    &[setting(Field::RoundLimit, "max_iters").in_source(), setting(Field::StopThreshold, "min_remaining").in_source()];

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "xen",
        name: "Xen 4.6 and later",
        summary: "five rounds, then stops whatever is left",
        caveat: "",
        options: OPTIONS,
        rules: &SINCE_4_6,
    },
    Preset {
        id: "xen-3",
        name: "Xen 3.x to 4.5",
        summary: "29 rounds or three times the memory, then stops whatever is left",
        caveat: "Pages that are dirty again before their batch are skipped in live rounds, so its rounds are shorter than the bound has them.",
        options: &[
            setting(Field::RoundLimit, "max_iters").in_source(),
            setting(Field::VolumeLimit, "max_factor").in_source(),
            setting(Field::StopThreshold, "min_remaining").in_source(),
        ],
        rules: &UNTIL_4_5,
    },
    Preset {
        id: "xenserver",
        name: "XenServer, XCP-ng",
        summary: "stops during the fifth round, whatever is left",
        caveat: "XCP-ng may stop earlier, in any round after the first that takes longer than half a second.",
        options: CONSTANTS,
        rules: &XENSERVER,
    },
];

/// Xen 4.6 and later: migration stream version 2.
const SINCE_4_6: Hypervisor = Hypervisor {
    id: "",
    name: "",
    family: Sourced::code(
        LoopFamily::FixedRounds { passes_over: false },
        VERSION,
        "tools/libs/guest/xg_sr_save.c send_memory_live",
    ),
    bandwidth_cap: Sourced::code(None, VERSION, "xg_sr_save.c: no rate limit"),
    cap_in_stop: Sourced::code(false, VERSION, "xg_sr_save.c: no rate limit"),
    threshold: Sourced::code(Threshold::Pages(Pages::from_pages(50.0)), VERSION, "xg_sr_save.c SPP_TARGET_DIRTY_COUNT"),
    round_limit: Sourced::code(Some(5), VERSION, "xg_sr_save.c SPP_MAX_ITERATIONS"),
    volume_limit: Sourced::code(None, VERSION, "max_factor is ignored since 4.6"),
    time_limit: Sourced::code(None, VERSION, "xg_sr_save.c: no timeout"),
    on_limit: Sourced::code(LimitAction::StopAndCopy, VERSION, "xg_sr_save.c suspend_and_send_dirty"),
    throttle: Sourced::code(None, VERSION, "xg_sr_save.c: none"),
    empty_pages: Sourced::code(
        EmptyPages::SentInFull,
        VERSION,
        "xg_sr_save.c write_batch: only pages without backing are skipped",
    ),
    empty_page: Sourced::code(
        Bytes::from_bytes(4096.0),
        VERSION,
        "xg_sr_save.c write_batch: zero pages are sent in full",
    ),
    page_header: Sourced::new(
        Bytes::ZERO,
        Source::inferred(VERSION, "record headers are small against batches of 1024 pages"),
    ),
    page_size: Sourced::code(Bytes::from_bytes(4096.0), VERSION, "XC_PAGE_SIZE"),
    device_state: Sourced::assumed(
        Seconds::from_milliseconds(314.0),
        "the smallest downtime that Akoush and others measured in 2010, on an older Xen",
    ),
    setup: Sourced::assumed(Seconds::ZERO, "depends on connection and checks; no source has a number"),
    compression: Sourced::code(Compression::NONE, VERSION, "xg_sr_save.c: none"),
    shared_by: Sourced::assumed(Sharing::of(1), "Xen itself counts no other migrations"),
    streams: Sourced::code(1, VERSION, "one stream"),
    stream_limit: Sourced::assumed(None, "none is known; one core can bind on fast links"),
};

/// Xen 3.x to 4.5: xc_domain_save.
const UNTIL_4_5: Hypervisor = Hypervisor {
    family: Sourced::code(
        LoopFamily::FixedRounds { passes_over: true },
        OLD,
        "tools/libxc/xc_domain_save.c: the dirty log is peeked at before each batch",
    ),
    bandwidth_cap: Sourced::code(
        None,
        OLD,
        "xc_domain_save.c: the adaptive rate (100 to 500 Mbit/s) is compiled out, nothing defines ADAPTIVE_SAVE",
    ),
    cap_in_stop: Sourced::code(false, OLD, "xc_domain_save.c: no rate limit"),
    threshold: Sourced::code(
        Threshold::Pages(Pages::from_pages(50.0)),
        OLD,
        "xc_domain_save.c: fewer than 50 pages sent and skipped in a round",
    ),
    round_limit: Sourced::code(Some(29), OLD, "xc_domain_save.c DEF_MAX_ITERS"),
    volume_limit: Sourced::code(
        Some(VolumeLimit { factor: 3.0, clock: VolumeClock::BytesSent }),
        OLD,
        "xc_domain_save.c DEF_MAX_FACTOR: pages sent > 3 × the guest's",
    ),
    time_limit: Sourced::code(None, OLD, "xc_domain_save.c: no timeout"),
    on_limit: Sourced::code(LimitAction::StopAndCopy, OLD, "xc_domain_save.c: suspends and sends the last round"),
    throttle: Sourced::code(None, OLD, "xc_domain_save.c: none"),
    empty_pages: Sourced::code(
        EmptyPages::SentInFull,
        OLD,
        "xc_domain_save.c: no look for zeros; only pages without backing are free",
    ),
    empty_page: Sourced::code(Bytes::from_bytes(4096.0), OLD, "xc_domain_save.c: as any other page"),
    page_header: Sourced::new(Bytes::ZERO, Source::inferred(OLD, "batch headers are small against 1024 pages")),
    page_size: Sourced::code(Bytes::from_bytes(4096.0), OLD, "PAGE_SIZE"),
    streams: Sourced::code(1, OLD, "one stream"),
    ..SINCE_4_6
};

/// XenServer: Xen's stream under a manager that asks for the stop from outside.
const XENSERVER: Hypervisor = Hypervisor {
    family: Sourced::new(
        LoopFamily::OvertakenRounds,
        Source::inferred(SERVER, "emum.c: the order to suspend comes while the next round is being sent"),
    ),
    threshold: Sourced::code(
        Threshold::Pages(Pages::from_pages(50.0)),
        SERVER,
        "emum.c: fewer than 50 left; XCP-ng src/emu.c: 50 or fewer",
    ),
    round_limit: Sourced::code(Some(4), SERVER, "emum.c: iteration 4 or later"),
    ..SINCE_4_6
};
