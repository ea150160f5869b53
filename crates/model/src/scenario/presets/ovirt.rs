//! oVirt, whose policies raise the downtime limit by rounds.

use super::{Preset, libvirt, setting};
use crate::problem::Field;
use crate::quantity::Seconds;
use crate::scenario::{
    BandwidthEstimate, Hypervisor, LimitAction, Raised, RoundSteps, Sharing, Source, Sourced, Threshold, Throttle,
};

const ENGINE: &str = "ovirt-engine 0111fc6303 (4.5.7)";
const VDSM: &str = "vdsm fd4b0df20b (4.50.7)";
const POLICIES: &str = "packaging/dbscripts/upgrade/pre_upgrade/0000_config.sql, MigrationPolicies";

const MAX_MIGRATIONS: super::Setting = setting(Field::SharedBy, "maxMigrations").of_cluster();
const AUTO_CONVERGENCE: super::Setting = setting(Field::Throttling, "autoConvergence").of_cluster();
const OPTIONS: &[super::Setting] = &[MAX_MIGRATIONS, AUTO_CONVERGENCE];
const SUSPEND_OPTIONS: &[super::Setting] =
    &[MAX_MIGRATIONS, AUTO_CONVERGENCE, setting(Field::Compression, "migrationCompression").of_cluster()];
const CAVEAT: &str = "In the bound, the number of rounds is not counted, and auto-converge is left out, which can only help; the simulation has both.";

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "ovirt-minimal-downtime",
        name: "oVirt: minimal downtime",
        summary: "100 ms, raised to 500 ms by rounds, then it is cancelled",
        caveat: CAVEAT,
        options: OPTIONS,
        rules: &MINIMAL_DOWNTIME,
    },
    Preset {
        id: "ovirt-suspend",
        name: "oVirt: suspend workload if needed",
        summary: "100 ms, raised to 500 ms by rounds, then 5 s; then it is cancelled. It never suspends",
        caveat: CAVEAT,
        options: SUSPEND_OPTIONS,
        rules: &SUSPEND,
    },
    Preset {
        id: "ovirt-post-copy",
        name: "oVirt: post-copy",
        summary: "100 ms, raised to 200 ms by rounds, then it switches to post-copy",
        caveat: CAVEAT,
        options: OPTIONS,
        rules: &POST_COPY,
    },
    Preset {
        id: "ovirt-very-large",
        name: "oVirt: very large VMs",
        summary: "300 ms, raised to 1.5 s by rounds, then 5 s; then it is cancelled",
        caveat: CAVEAT,
        options: OPTIONS,
        rules: &VERY_LARGE,
    },
];

const fn ms(milliseconds: f64) -> Seconds {
    Seconds::from_milliseconds(milliseconds)
}

const POLL: Seconds = Seconds::from_seconds(10.0);

static MINIMAL_STEPS: RoundSteps = RoundSteps {
    first: ms(100.0),
    raises: &[(1, ms(150.0)), (2, ms(200.0)), (3, ms(300.0)), (4, ms(400.0)), (6, ms(500.0))],
    poll: POLL,
};
static SUSPEND_STEPS: RoundSteps = RoundSteps {
    first: ms(100.0),
    raises: &[(1, ms(150.0)), (2, ms(200.0)), (3, ms(300.0)), (4, ms(400.0)), (6, ms(500.0)), (6, ms(5000.0))],
    poll: POLL,
};
static POST_COPY_STEPS: RoundSteps =
    RoundSteps { first: ms(100.0), raises: &[(1, ms(150.0)), (2, ms(200.0))], poll: POLL };
static VERY_LARGE_STEPS: RoundSteps = RoundSteps {
    first: ms(300.0),
    raises: &[(1, ms(400.0)), (2, ms(500.0)), (3, ms(700.0)), (4, ms(1000.0)), (6, ms(1500.0)), (6, ms(5000.0))],
    poll: POLL,
};

const fn policy(steps: &'static RoundSteps, migrations: u32, then: LimitAction) -> Hypervisor {
    Hypervisor {
        bandwidth_cap: Sourced::new(
            None,
            Source::inferred(
                ENGINE,
                "MigrateVmCommand.java getAutoMaxBandwidth: the link's speed divided by maxMigrations; that division is \
                 done here by the migrations that share the link",
            ),
        ),
        threshold: Sourced::code(
            Threshold::DowntimeLimit {
                limit: steps.last(),
                estimate: BandwidthEstimate::LastWindow,
                raised: Raised::ByRounds(steps),
            },
            ENGINE,
            POLICIES,
        ),
        time_limit: Sourced::code(None, VDSM, "lib/vdsm/virt/migration.py monitor_migration counts rounds, no time"),
        on_limit: Sourced::code(then, ENGINE, "MigrationPolicies: the policy's last items"),
        throttle: Sourced::code(Some(Throttle::AUTO_CONVERGE), ENGINE, "MigrationPolicies: autoConvergence is true"),
        shared_by: Sourced::code(Sharing::of(migrations), ENGINE, "MigrationPolicies: maxMigrations"),
        ..libvirt::LIBVIRT
    }
}

const MINIMAL_DOWNTIME: Hypervisor = policy(&MINIMAL_STEPS, 2, LimitAction::Cancel);

const SUSPEND: Hypervisor = Hypervisor {
    compression: Sourced::assumed(libvirt::XBZRLE, libvirt::XBZRLE_GAIN),
    ..policy(&SUSPEND_STEPS, 1, LimitAction::Cancel)
};

const POST_COPY: Hypervisor = policy(&POST_COPY_STEPS, 2, LimitAction::PostCopy);

const VERY_LARGE: Hypervisor = Hypervisor {
    streams: Sourced::code(2, ENGINE, "MigrateVmCommand.java: one for each 10 Gbit/s, at most one a vCPU, at least 2"),
    ..policy(&VERY_LARGE_STEPS, 1, LimitAction::Cancel)
};
