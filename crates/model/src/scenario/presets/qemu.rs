//! QEMU by itself, without a management layer that changes its defaults.

use crate::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds};
use crate::scenario::{BandwidthEstimate, EmptyPages, Hypervisor, LimitAction, LoopFamily, Source, Sourced, Threshold};

const VERSION: &str = "QEMU 10.2.50";

/// Assumed for every QEMU: no constant exists, the scan for zeros is bound by one core.
pub(super) const ZERO_SCAN: Sourced<EmptyPages> = Sourced::new(
    EmptyPages::Scanned(PagesPerSecond::from_pages_per_second(5e6)),
    Source::assumed("bound by one core's scan for zeros; a test rig measured 5 to 6 million pages/s"),
);

/// QEMU 5.2 and later with its own defaults.
pub(super) fn today() -> Hypervisor {
    Hypervisor {
        id: "",
        name: "",
        family: Sourced::new(
            LoopFamily::ThresholdSync {
                capped_burst: Seconds::from_milliseconds(100.0),
                burst: Seconds::from_milliseconds(50.0),
            },
            Source::code(
                VERSION,
                "migration/migration.c migration_iteration_run; bursts: migration-stats.h BUFFER_DELAY, ram.c MAX_WAIT",
            ),
        ),
        bandwidth_cap: Sourced::new(
            Some(BytesPerSecond::from_mib_per_second(128.0)),
            Source::code(VERSION, "migration/options.c MAX_THROTTLE; 32 MiB/s before 5.2"),
        ),
        cap_in_stop: Sourced::new(
            false,
            Source::code(VERSION, "migration/migration.c: the rate limit is lifted at the switchover"),
        ),
        threshold: Sourced::new(
            Threshold::DowntimeLimit {
                limit: Seconds::from_milliseconds(300.0),
                estimate: BandwidthEstimate::LastWindow,
            },
            Source::code(VERSION, "migration/options.c DEFAULT_MIGRATE_SET_DOWNTIME; 30 ms before 2.1"),
        ),
        round_limit: Sourced::new(None, Source::code(VERSION, "migration_iteration_run counts no rounds")),
        volume_limit: Sourced::new(None, Source::code(VERSION, "migration_iteration_run counts no volume")),
        time_limit: Sourced::new(None, Source::code(VERSION, "migration_iteration_run has no timeout")),
        on_limit: Sourced::new(
            LimitAction::StopAndCopy,
            Source::assumed("QEMU has no limit; this is what raising the downtime limit by hand does"),
        ),
        empty_pages: ZERO_SCAN,
        empty_page: Sourced::new(
            Bytes::from_bytes(9.0),
            Source::code(VERSION, "migration/ram.c save_zero_page: 8-byte header and one byte"),
        ),
        page_header: Sourced::new(Bytes::from_bytes(8.0), Source::code(VERSION, "migration/ram.c save_page_header")),
        page_size: Sourced::new(
            Bytes::from_bytes(4096.0),
            Source::code(VERSION, "target page size of the dirty bitmap, also for huge pages"),
        ),
        device_state: Sourced::new(
            Seconds::from_milliseconds(20.0),
            Source::assumed("depends on the devices; none of the products models it"),
        ),
        shared_by: Sourced::new(1, Source::assumed("QEMU migrates one VM per process and counts no others")),
    }
}
