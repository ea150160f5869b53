//! Cloud Hypervisor, before and after its downtime limit came.

use super::{Preset, choice, setting};
use crate::problem::Field;
use crate::quantity::{Bytes, Pages, Seconds};
use crate::scenario::{
    BandwidthEstimate, Compression, EmptyPages, Hypervisor, LimitAction, LoopFamily, Raised, Sharing, Source, Sourced,
    Threshold, TimeLimit,
};

const VERSION: &str = "Cloud Hypervisor ae44c2971c (after 53.0)";
const OLD: &str = "Cloud Hypervisor 51.2";
const DOCS: &str = "Cloud Hypervisor, docs/live_migration.md";

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "cloud-hypervisor",
        name: "Cloud Hypervisor 52 and later",
        summary: "stops when a round fits into 300 ms; cancelled after an hour",
        caveat: "Memory that was never touched is skipped only if it is shared and backed by a file; here it is sent in full \
                 unless you choose otherwise.",
        options: &[
            setting(Field::DowntimeLimit, "downtime_ms").within(0.001, f64::INFINITY),
            setting(Field::TimeLimit, "timeout_s").within(1.0, f64::INFINITY),
            choice(Field::OnLimit, "timeout_strategy", &["cancel", "stop-and-copy"]),
            setting(Field::Streams, "connections").within(1.0, 128.0),
            choice(Field::EmptyPages, "--memory shared=on", &["full", "skipped"]),
        ],
        rules: &SINCE_52,
    },
    Preset {
        id: "cloud-hypervisor-51",
        name: "Cloud Hypervisor up to 51",
        summary: "one full pass and five more, then stops whatever is left",
        caveat: "",
        options: &[],
        rules: &UNTIL_51,
    },
];

const SINCE_52: Hypervisor = Hypervisor {
    id: "",
    name: "",
    family: Sourced::code(LoopFamily::EstimateRounds { from_round: 2 }, VERSION, "vmm/src/lib.rs"),
    bandwidth_cap: Sourced::code(None, VERSION, "vmm/src/lib.rs: no rate limit"),
    cap_in_stop: Sourced::code(false, VERSION, "vmm/src/lib.rs: no rate limit"),
    threshold: Sourced::code(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(300.0),
            estimate: BandwidthEstimate::LastRound,
            raised: Raised::Never,
        },
        VERSION,
        "vmm/src/api/mod.rs DEFAULT_DOWNTIME",
    ),
    round_limit: Sourced::code(None, VERSION, "vmm/src/lib.rs: none since 52"),
    volume_limit: Sourced::code(None, VERSION, "vmm/src/lib.rs: none"),
    time_limit: Sourced::code(
        Some(TimeLimit::fixed(Seconds::from_seconds(3600.0))),
        VERSION,
        "vmm/src/api/mod.rs DEFAULT_TIMEOUT",
    ),
    on_limit: Sourced::code(LimitAction::Cancel, VERSION, "vmm/src/api/mod.rs TimeoutStrategy: cancel, or ignore"),
    throttle: Sourced::code(None, VERSION, "vmm/src/lib.rs: none"),
    empty_pages: Sourced::code(
        EmptyPages::SentInFull,
        VERSION,
        "vmm/src/memory_manager.rs sparse_extents: only holes of shared memory in a file are skipped",
    ),
    empty_page: Sourced::code(Bytes::from_bytes(4096.0), VERSION, "written zeros are sent in full"),
    page_header: Sourced::new(Bytes::ZERO, Source::inferred(VERSION, "tables of ranges are small against the pages")),
    page_size: Sourced::code(Bytes::from_bytes(4096.0), VERSION, "the dirty log's page size"),
    device_state: Sourced::assumed(
        Seconds::from_milliseconds(20.0),
        "depends on the devices; the product leaves it out of its estimate",
    ),
    setup: Sourced::assumed(Seconds::ZERO, "depends on connection and checks; no source has a number"),
    compression: Sourced::code(Compression::NONE, VERSION, "vmm/src/lib.rs: none"),
    shared_by: Sourced::assumed(Sharing::of(1), "one VM per process; no others are counted"),
    streams: Sourced::new(1, Source::documentation(DOCS, "connections: 1, up to 128")),
    stream_limit: Sourced::assumed(None, "none is known; one core can bind on fast links"),
};

const UNTIL_51: Hypervisor = Hypervisor {
    family: Sourced::code(LoopFamily::FixedRounds { passes_over: false }, OLD, "vmm/src/lib.rs"),
    bandwidth_cap: Sourced::code(None, OLD, "vmm/src/lib.rs: no rate limit"),
    cap_in_stop: Sourced::code(false, OLD, "vmm/src/lib.rs: no rate limit"),
    threshold: Sourced::code(
        Threshold::Pages(Pages::ZERO),
        OLD,
        "vmm/src/lib.rs: stops early only when nothing is dirty",
    ),
    round_limit: Sourced::code(Some(6), OLD, "vmm/src/lib.rs MAX_DIRTY_MIGRATIONS: five after the full pass"),
    time_limit: Sourced::code(None, OLD, "vmm/src/lib.rs: no timeout"),
    on_limit: Sourced::code(LimitAction::StopAndCopy, OLD, "vmm/src/lib.rs: pauses and sends what is dirty"),
    empty_pages: Sourced::code(EmptyPages::SentInFull, OLD, "vmm/src/lib.rs: everything is sent"),
    streams: Sourced::code(1, OLD, "one connection"),
    ..SINCE_52
};
