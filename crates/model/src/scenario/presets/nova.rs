//! OpenStack Nova on libvirt and QEMU, which raises the downtime limit over time.

use super::{Preset, choice, libvirt, setting};
use crate::problem::Field;
use crate::quantity::Seconds;
use crate::scenario::{
    BandwidthEstimate, DataUnit, Hypervisor, LimitAction, Raised, Sharing, Sourced, Threshold, TimeLimit,
};

const VERSION: &str = "Nova 00a030403f (after 33.0.2)";

pub(super) const PRESETS: &[Preset] = &[Preset {
    id: "nova",
    name: "OpenStack Nova",
    summary: "50 ms, raised to 500 ms in ten steps of 75 s for each GiB; cancelled after 800 s for each GiB",
    caveat: "",
    options: &[
        setting(Field::DowntimeLimit, "live_migration_downtime").of_cluster().within(0.1, f64::INFINITY),
        setting(Field::DowntimeSteps, "live_migration_downtime_steps").of_cluster().within(3.0, f64::INFINITY),
        setting(Field::DowntimeDelay, "live_migration_downtime_delay").of_cluster().within(3.0, f64::INFINITY),
        setting(Field::TimeLimit, "live_migration_completion_timeout").of_cluster(),
        choice(
            Field::OnLimit,
            "live_migration_timeout_action, live_migration_permit_post_copy",
            &["cancel", "pause", "post-copy"],
        )
        .of_cluster(),
        setting(Field::BandwidthCap, "live_migration_bandwidth").of_cluster(),
        setting(Field::SharedBy, "max_concurrent_live_migrations").of_cluster(),
        setting(Field::Throttling, "live_migration_permit_auto_converge").of_cluster(),
        setting(Field::Streams, "live_migration_parallel_connections").of_cluster(),
        setting(Field::TunnelLimit, "live_migration_with_native_tls").of_cluster(),
    ],
    rules: &NOVA,
}];

const NOVA: Hypervisor = Hypervisor {
    bandwidth_cap: Sourced::code(None, VERSION, "nova/conf/libvirt.py live_migration_bandwidth 0"),
    threshold: Sourced::code(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(500.0),
            estimate: BandwidthEstimate::LastWindow,
            raised: Raised::OverTime { steps: 10, every: Seconds::from_seconds(75.0) },
        },
        VERSION,
        "nova/conf/libvirt.py live_migration_downtime 500, _steps 10, _delay 75; migration.py downtime_steps",
    ),
    time_limit: Sourced::code(
        Some(TimeLimit { time: Seconds::from_seconds(800.0), per: DataUnit::GibAtLeastTwo }),
        VERSION,
        "nova/conf/libvirt.py live_migration_completion_timeout 800; driver.py _live_migration_data_gb",
    ),
    on_limit: Sourced::code(
        LimitAction::Cancel,
        VERSION,
        "nova/conf/libvirt.py live_migration_timeout_action abort; force_complete pauses, or switches to post-copy",
    ),
    throttle: Sourced::code(None, VERSION, "nova/conf/libvirt.py live_migration_permit_auto_converge false"),
    shared_by: Sourced::code(Sharing::of(1), VERSION, "nova/conf/compute.py max_concurrent_live_migrations 1"),
    streams: Sourced::code(1, VERSION, "nova/conf/libvirt.py live_migration_parallel_connections 1"),
    ..libvirt::LIBVIRT
};
