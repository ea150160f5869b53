//! OpenStack Nova: nova.conf.

use precopy_model::scenario::Source;

use super::form::{Form, Takes, line};
use super::{Acts, Language};

const fn libvirt(place: &'static str) -> Source {
    Source::code("Nova 00a030403f (after 33.0.2), nova/conf/libvirt.py", place)
}

const NOTE: &str = "In nova.conf of the source host. It counts once nova-compute has been started again.";

const LIBVIRT: Form = Form {
    language: Language::Ini,
    acts: Acts::Cluster,
    note: NOTE,
    head: "[libvirt]\n",
    between: "\n",
    tail: "",
    begins: false,
    lines: &[
        line(
            Takes::DowntimeMilliseconds,
            "live_migration_downtime = ",
            libvirt("live_migration_downtime: in milliseconds, at least 100"),
        ),
        line(
            Takes::RaisedSeconds,
            "live_migration_downtime_delay = ",
            libvirt("live_migration_downtime_delay: in seconds for each GiB, at least 3"),
        ),
        line(
            Takes::TimeSeconds,
            "live_migration_completion_timeout = ",
            libvirt("live_migration_completion_timeout: in seconds for each GiB"),
        ),
        line(
            Takes::Action("pause"),
            "live_migration_timeout_action = force_complete\nlive_migration_permit_post_copy = false",
            libvirt("live_migration_timeout_action, live_migration_permit_post_copy"),
        ),
        line(
            Takes::Action("post-copy"),
            "live_migration_timeout_action = force_complete\nlive_migration_permit_post_copy = true",
            libvirt("live_migration_timeout_action, live_migration_permit_post_copy"),
        ),
        line(Takes::CapMib, "live_migration_bandwidth = ", libvirt("live_migration_bandwidth: in MiB/s")),
        line(Takes::NoCap, "live_migration_bandwidth = 0", libvirt("live_migration_bandwidth: 0 is libvirt's own")),
        line(
            Takes::SlowedDown,
            "live_migration_permit_auto_converge = true",
            libvirt("live_migration_permit_auto_converge: used where post-copy is not permitted"),
        ),
        line(Takes::Streams, "live_migration_parallel_connections = ", libvirt("live_migration_parallel_connections")),
    ],
};

const DEFAULT: Form = Form {
    head: "[DEFAULT]\n",
    lines: &[line(
        Takes::SharedBy,
        "max_concurrent_live_migrations = ",
        Source::code("Nova 00a030403f (after 33.0.2), nova/conf/compute.py", "max_concurrent_live_migrations"),
    )],
    ..LIBVIRT
};

pub(super) const FORMS: &[Form] = &[LIBVIRT, DEFAULT];
