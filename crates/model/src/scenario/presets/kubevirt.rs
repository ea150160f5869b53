//! KubeVirt, whose monitor gives each migration a time by its size.

use super::{Preset, Setting, choice, libvirt, setting};
use crate::problem::Field;
use crate::quantity::Seconds;
use crate::scenario::{DataUnit, Hypervisor, LimitAction, Sharing, Source, Sourced, TimeLimit};

const VERSION: &str = "KubeVirt d923fdb815 (after 1.9.0)";
const UNTIL_1_3: &str = "KubeVirt 0.36 to 1.3.0";
const V1_4: &str = "KubeVirt 1.4.0";

const TIMEOUT: Setting = setting(Field::TimeLimit, "completionTimeoutPerGiB").of_cluster().within(1.0, f64::INFINITY);
const BANDWIDTH: Setting = setting(Field::BandwidthCap, "bandwidthPerMigration").of_cluster();
const PARALLEL: Setting = setting(Field::SharedBy, "parallelOutboundMigrationsPerNode").of_cluster();
const AUTO_CONVERGE: Setting = setting(Field::Throttling, "allowAutoConverge").of_cluster();

const OPTIONS: &[Setting] = &[
    TIMEOUT,
    choice(Field::OnLimit, "allowPostCopy, allowWorkloadDisruption", &["cancel", "pause", "post-copy"]).of_cluster(),
    BANDWIDTH,
    PARALLEL,
    AUTO_CONVERGE,
];

/// Before 1.5 it could not pause.
const OPTIONS_UNTIL_1_4: &[Setting] = &[
    TIMEOUT,
    choice(Field::OnLimit, "allowPostCopy", &["cancel", "post-copy"]).of_cluster(),
    BANDWIDTH,
    PARALLEL,
    AUTO_CONVERGE,
];

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "kubevirt",
        name: "KubeVirt 1.5 and later",
        summary: "150 s for each GB, then it is cancelled, unless it may pause or switch to post-copy",
        caveat: "The progress timeout and the alpha features for tuning the downtime are left out.",
        options: OPTIONS,
        rules: &SINCE_1_5,
    },
    Preset {
        id: "kubevirt-1.4",
        name: "KubeVirt 1.4",
        summary: "150 s for each GB, then it is cancelled; it never pauses",
        caveat: "The progress timeout is left out.",
        options: OPTIONS_UNTIL_1_4,
        rules: &OF_1_4,
    },
    Preset {
        id: "kubevirt-1.3",
        name: "KubeVirt up to 1.3",
        summary: "800 s for each GB, then it is cancelled; it never pauses",
        caveat: "The progress timeout is left out.",
        options: OPTIONS_UNTIL_1_4,
        rules: &OLD,
    },
];

const fn per_gb(seconds: f64) -> Option<TimeLimit> {
    Some(TimeLimit { time: Seconds::from_seconds(seconds), per: DataUnit::GbRoundedUp })
}

const SINCE_1_5: Hypervisor = Hypervisor {
    bandwidth_cap: Sourced::code(None, VERSION, "pkg/virt-config/virt-config.go: bandwidthPerMigration 0Mi"),
    time_limit: Sourced::code(
        per_gb(150.0),
        VERSION,
        "virt-config.go completionTimeoutPerGiB 150; manager.go getVMIMigrationDataSize: decimal GB, rounded up",
    ),
    on_limit: Sourced::code(
        LimitAction::Cancel,
        VERSION,
        "virt-config.go: allowPostCopy and allowWorkloadDisruption are false; live-migration-source.go",
    ),
    throttle: Sourced::code(None, VERSION, "virt-config.go: allowAutoConverge is false"),
    shared_by: Sourced::code(Sharing::of(2), VERSION, "virt-config.go: 2 outbound per node (and 5 in the cluster)"),
    streams: Sourced::code(
        8,
        VERSION,
        "pkg/virt-handler/migration-source.go: 8 multifd threads, unless the VM has a CPU limit or dedicated CPUs",
    ),
    ..libvirt::LIBVIRT
};

const OF_1_4: Hypervisor = Hypervisor {
    time_limit: Sourced::code(per_gb(150.0), V1_4, "virt-config.go completionTimeoutPerGiB 150"),
    on_limit: Sourced::code(LimitAction::Cancel, V1_4, "allowPostCopy is false; there is no pausing yet"),
    streams: Sourced::code(1, V1_4, "multifd is opt-in"),
    ..SINCE_1_5
};

const OLD: Hypervisor = Hypervisor {
    time_limit: Sourced::code(per_gb(800.0), UNTIL_1_3, "virt-config.go completionTimeoutPerGiB 800"),
    on_limit: Sourced::code(LimitAction::Cancel, UNTIL_1_3, "allowPostCopy is false; there is no pausing yet"),
    streams: Sourced::new(1, Source::inferred(UNTIL_1_3, "multifd is opt-in in 1.3 and absent before")),
    ..SINCE_1_5
};
