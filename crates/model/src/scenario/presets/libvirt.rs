//! libvirt's own migration (`virsh migrate`) on QEMU.

use super::{Preset, choice, qemu, setting};
use crate::problem::Field;
use crate::scenario::{Compressed, Compression, Hypervisor, LimitAction, Sharing, Source, Sourced};

const VERSION: &str = "libvirt 0150f7a8c1";
const MANUAL: &str = "libvirt, docs/manpages/virsh.rst";

/// QEMU's compression of pages that are sent again, where a manager switches it on.
pub(super) const XBZRLE: Compression = Compression { of: Compressed::ResentPages, to: 1.0 };
/// Why it is taken to gain nothing.
pub(super) const XBZRLE_GAIN: &str =
    "xbzrle is on; how much smaller a page becomes depends on what the guest writes, nothing is assumed";

pub(super) const PRESETS: &[Preset] = &[Preset {
    id: "libvirt",
    name: "libvirt (virsh migrate)",
    summary: "no cap, QEMU's 300 ms downtime limit, no time limit unless you give one",
    caveat: "",
    options: &[
        setting(Field::DowntimeLimit, "virsh migrate-setmaxdowntime").within(0.001, 2000.0),
        setting(Field::BandwidthCap, "--bandwidth"),
        setting(Field::TimeLimit, "--timeout").within(1.0, f64::INFINITY),
        choice(Field::OnLimit, "--timeout-suspend, --timeout-postcopy", &["pause", "post-copy"]),
        setting(Field::Throttling, "--auto-converge"),
        setting(Field::Streams, "--parallel-connections").within(1.0, 255.0),
        setting(Field::TunnelLimit, "--tunnelled, --tls"),
    ],
    rules: &LIBVIRT,
}];

/// QEMU today as libvirt starts it: in effect without a cap.
pub(super) const LIBVIRT: Hypervisor = Hypervisor {
    bandwidth_cap: Sourced::code(
        None,
        VERSION,
        "src/qemu/qemu_domain.h QEMU_DOMAIN_MIG_BANDWIDTH_MAX: so large that it never binds",
    ),
    time_limit: Sourced::new(None, Source::documentation(MANUAL, "migrate: no --timeout by default")),
    on_limit: Sourced::new(
        LimitAction::Pause,
        Source::documentation(MANUAL, "migrate --timeout: the guest is suspended, and pre-copy goes on"),
    ),
    throttle: Sourced::new(None, Source::documentation(MANUAL, "migrate: --auto-converge is off by default")),
    shared_by: Sourced::assumed(Sharing::of(1), "libvirt migrates what it is told to and counts no others"),
    ..qemu::TODAY_RULES
};
