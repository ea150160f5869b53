//! QEMU by itself, without a management layer that changes its defaults, from today's back to qemu-kvm.

use super::{Preset, setting};
use crate::problem::Field;
use crate::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds};
use crate::scenario::{
    BandwidthEstimate, Compression, EmptyPages, Grain, Hypervisor, LimitAction, LoopFamily, Raised, Sharing, Source,
    Sourced, Threshold, Throttle,
};

const VERSION: &str = "QEMU 10.2.50";
const OLD: &str = "QEMU 1.7";
const KVM: &str = "QEMU 0.13";

/// Assumed for every QEMU: no constant exists, the scan for zeros is bound by one core.
pub(super) const ZERO_SCAN: Sourced<EmptyPages> = Sourced::assumed(
    EmptyPages::Scanned(PagesPerSecond::from_pages_per_second(5e6)),
    "bound by one core's scan for zeros; a test rig measured 5 to 6 million pages/s",
);

/// The clock that a burst asks has whole milliseconds, and 50 of them are not enough.
const MORE_THAN_50_MS: Seconds = Seconds::from_milliseconds(51.0);

/// Where auto-converge's numbers stand.
pub(super) const AUTO_CONVERGE_PLACE: &str = "migration/options.c cpu-throttle-initial 20, -increment 10, max-cpu-throttle 99, throttle-trigger-threshold 50; \
     ram.c migration_trigger_throttle";

const DOWNTIME: super::Setting = setting(Field::DowntimeLimit, "downtime-limit").within(0.0, 2000.0);
const OLD_OPTIONS: &[super::Setting] =
    &[setting(Field::DowntimeLimit, "migrate_set_downtime"), setting(Field::BandwidthCap, "migrate_set_speed")];

/// QEMU today, also what is chosen when nobody chose.
pub(super) const TODAY: Preset = Preset {
    id: "qemu",
    name: "QEMU today",
    summary: "128 MiB/s cap, 300 ms downtime limit, no other limit",
    caveat: "",
    options: &[
        DOWNTIME,
        setting(Field::BandwidthCap, "max-bandwidth"),
        setting(Field::Throttling, "auto-converge"),
        setting(Field::Streams, "multifd-channels").within(1.0, 255.0),
    ],
    rules: &TODAY_RULES,
};

pub(super) const PRESETS: &[Preset] = &[
    TODAY,
    Preset {
        id: "qemu-auto-converge",
        name: "QEMU today with auto-converge",
        summary: "as QEMU today, but a guest that writes too fast is slowed down step by step",
        caveat: "The bound knows nothing of the slowing down, which can only help; how far it goes, and for how long, the simulation shows.",
        rules: &AUTO_CONVERGE,
        ..TODAY
    },
    Preset {
        id: "qemu-1.4",
        name: "QEMU 1.4 to 2.0",
        summary: "32 MiB/s cap, 30 ms downtime limit, no other limit; 1.7.50 is Kherbache's",
        caveat: "",
        options: OLD_OPTIONS,
        rules: &FROM_1_4,
    },
    Preset {
        id: "qemu-kvm",
        name: "qemu-kvm 0.11 to 1.1",
        summary: "looks at every tick; 32 MiB/s cap; 30 ms at the speed of a burst",
        caveat: "The bandwidth inside a send burst is taken to be the link's; buffers can make it look larger.",
        options: OLD_OPTIONS,
        rules: &QEMU_KVM,
    },
];

/// QEMU 5.2 and later with its own defaults.
pub(super) const TODAY_RULES: Hypervisor = Hypervisor {
    id: "",
    name: "",
    family: Sourced::code(
        LoopFamily::ThresholdSync {
            capped_burst: Seconds::from_milliseconds(100.0),
            burst: MORE_THAN_50_MS,
            grain: Grain::QEMU,
        },
        VERSION,
        "migration/migration.c migration_iteration_run; bursts: migration-stats.h BUFFER_DELAY, ram.c MAX_WAIT (more than 50 whole ms, \
         asked for every 64 pages); qemu-file.c MAX_IOV_SIZE (32 pages)",
    ),
    bandwidth_cap: Sourced::code(
        Some(BytesPerSecond::from_mib_per_second(128.0)),
        VERSION,
        "migration/options.c MAX_THROTTLE; 32 MiB/s before 5.2",
    ),
    cap_in_stop: Sourced::code(false, VERSION, "migration/migration.c: the rate limit is lifted at the switchover"),
    threshold: Sourced::code(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(300.0),
            estimate: BandwidthEstimate::LastWindow,
            raised: Raised::Never,
        },
        VERSION,
        "migration/options.c DEFAULT_MIGRATE_SET_DOWNTIME; 30 ms before 2.1",
    ),
    round_limit: Sourced::code(None, VERSION, "migration_iteration_run counts no rounds"),
    volume_limit: Sourced::code(None, VERSION, "migration_iteration_run counts no volume"),
    time_limit: Sourced::code(None, VERSION, "migration_iteration_run has no timeout"),
    on_limit: Sourced::assumed(
        LimitAction::RaiseLimit,
        "QEMU has no limit; this is what raising the downtime limit by hand does",
    ),
    throttle: Sourced::code(None, VERSION, "the capability auto-converge is off by default"),
    empty_pages: ZERO_SCAN,
    empty_page: Sourced::code(
        Bytes::from_bytes(9.0),
        VERSION,
        "migration/ram.c save_zero_page: 8-byte header and one byte",
    ),
    page_header: Sourced::code(Bytes::from_bytes(8.0), VERSION, "migration/ram.c save_page_header"),
    page_size: Sourced::code(
        Bytes::from_bytes(4096.0),
        VERSION,
        "target page size of the dirty bitmap, also for huge pages",
    ),
    device_state: Sourced::assumed(
        Seconds::from_milliseconds(20.0),
        "depends on the devices; none of the products models it",
    ),
    setup: Sourced::assumed(Seconds::ZERO, "depends on connection and checks; no source has a number"),
    compression: Sourced::code(
        Compression::NONE,
        VERSION,
        "the capabilities xbzrle and multifd-compression are off by default",
    ),
    shared_by: Sourced::assumed(Sharing::of(1), "QEMU migrates one VM per process and counts no others"),
    streams: Sourced::code(1, VERSION, "multifd is off by default; when it is on, options.c: 2 channels"),
    stream_limit: Sourced::assumed(None, "none is known; one core can bind on fast links"),
};

const AUTO_CONVERGE: Hypervisor =
    Hypervisor { throttle: Sourced::code(Some(Throttle::AUTO_CONVERGE), VERSION, AUTO_CONVERGE_PLACE), ..TODAY_RULES };

/// QEMU 1.4 to 2.0: the loop of today with smaller numbers.
const FROM_1_4: Hypervisor = Hypervisor {
    family: Sourced::code(
        LoopFamily::ThresholdSync {
            capped_burst: Seconds::from_milliseconds(100.0),
            burst: MORE_THAN_50_MS,
            grain: Grain::QEMU_WITHOUT_BUFFER,
        },
        OLD,
        "migration.c migration_thread; arch_init.c ram_save_pending, MAX_WAIT; BUFFER_DELAY 100",
    ),
    bandwidth_cap: Sourced::code(Some(BytesPerSecond::from_mib_per_second(32.0)), OLD, "migration.c MAX_THROTTLE"),
    cap_in_stop: Sourced::code(false, OLD, "migration.c migration_thread: the limit becomes the largest integer"),
    threshold: Sourced::code(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(30.0),
            estimate: BandwidthEstimate::LastWindow,
            raised: Raised::Never,
        },
        OLD,
        "migration.c max_downtime; 300 ms since 2.1",
    ),
    round_limit: Sourced::code(None, OLD, "migration_thread counts no rounds"),
    volume_limit: Sourced::code(None, OLD, "migration_thread counts no volume"),
    time_limit: Sourced::code(
        None,
        OLD,
        "migration_thread has no timeout; the ten minutes that Kherbache and others name fit virsh --timeout 600",
    ),
    throttle: Sourced::code(None, OLD, "auto-converge (since 1.6) is off by default"),
    empty_page: Sourced::code(Bytes::from_bytes(9.0), OLD, "arch_init.c is_zero_range: 8-byte header and one byte"),
    page_header: Sourced::code(Bytes::from_bytes(8.0), OLD, "arch_init.c ram_save_block"),
    page_size: Sourced::code(Bytes::from_bytes(4096.0), OLD, "TARGET_PAGE_SIZE"),
    streams: Sourced::code(1, OLD, "one connection"),
    ..TODAY_RULES
};

/// qemu-kvm 0.11 to 1.1: a look at every tick, and a bandwidth that leaves the waiting out.
const QEMU_KVM: Hypervisor = Hypervisor {
    family: Sourced::code(
        LoopFamily::Fluid { tick: Seconds::from_milliseconds(100.0) },
        KVM,
        "buffered_file.c buffered_rate_tick; arch_init.c ram_save_live",
    ),
    bandwidth_cap: Sourced::code(Some(BytesPerSecond::from_mib_per_second(32.0)), KVM, "migration.c max_throttle"),
    cap_in_stop: Sourced::code(false, KVM, "the closing flush sends everything without the limit"),
    threshold: Sourced::new(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(30.0),
            estimate: BandwidthEstimate::SendBurst,
            raised: Raised::Never,
        },
        Source::inferred(
            KVM,
            "migration.c max_downtime; ram_save_live divides by the bandwidth inside the send burst, taken as the link's",
        ),
    ),
    round_limit: Sourced::code(None, KVM, "ram_save_live counts no rounds"),
    volume_limit: Sourced::code(None, KVM, "only Proxmox's patch counts the volume"),
    time_limit: Sourced::code(None, KVM, "migration.c has no timeout"),
    throttle: Sourced::code(None, KVM, "there is none before 1.6"),
    empty_page: Sourced::code(Bytes::from_bytes(9.0), KVM, "arch_init.c is_dup_page: header and one byte"),
    page_header: Sourced::code(Bytes::from_bytes(8.0), KVM, "arch_init.c ram_save_block"),
    page_size: Sourced::code(Bytes::from_bytes(4096.0), KVM, "target page size"),
    streams: Sourced::code(1, KVM, "one connection"),
    ..TODAY_RULES
};
