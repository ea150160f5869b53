//! Proxmox VE: today, and as Salfner and others measured it, in both readings of its second rule.

use super::libvirt::{XBZRLE, XBZRLE_GAIN};
use super::{Preset, libvirt, qemu, setting};
use crate::problem::Field;
use crate::quantity::{Bytes, BytesPerSecond, Seconds};
use crate::scenario::{
    BandwidthEstimate, Doubling, Hypervisor, LimitAction, LoopFamily, Raised, Sharing, Source, Sourced, Threshold,
    Throttle, VolumeClock, VolumeLimit,
};

const VERSION: &str = "qemu-server e6352be6 (9.2.6)";
const QEMU: &str = "QEMU 0.13";
const PATCH: &str = "pve-qemu-kvm, live-migration-fixes.diff (0.12.1 and 0.15 read; 0.13 inferred)";
const PAPER: &str = "Salfner, Tröger, Richly 2012";

const OLD_OPTIONS: &[super::Setting] =
    &[setting(Field::DowntimeLimit, "migrate_downtime"), setting(Field::BandwidthCap, "migrate_speed")];

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "proxmox",
        name: "Proxmox VE",
        summary: "100 ms, doubled again and again until it fits; slows the guest down",
        caveat: "The bound knows nothing of the doubling: a migration that takes more than about six rounds ends earlier, \
                 with a longer downtime, as the simulation shows. Compression (xbzrle) is left out too.",
        options: &[
            setting(Field::DowntimeLimit, "migrate_downtime"),
            setting(Field::BandwidthCap, "migrate_speed, bwlimit"),
            setting(Field::TunnelLimit, "type=secure (SSH)"),
            setting(Field::Compression, "xbzrle"),
        ],
        rules: &TODAY,
    },
    Preset {
        id: "kvm-paper",
        name: "KVM as in the paper",
        summary: "Proxmox VE 1.7 with QEMU 0.13: gives up after twice the memory",
        caveat: "",
        options: OLD_OPTIONS,
        rules: &KVM_PAPER,
    },
    Preset {
        id: "kvm-source",
        name: "KVM of the paper, as its source has it",
        summary: "as KVM in the paper, but twice the memory is counted in bytes sent, not as a time",
        caveat: "",
        options: OLD_OPTIONS,
        rules: &KVM_SOURCE,
    },
];

/// Proxmox VE's manager on QEMU.
const TODAY: Hypervisor = Hypervisor {
    bandwidth_cap: Sourced::code(
        None,
        VERSION,
        "src/PVE/QemuMigrate.pm phase2: 16 GiB/s are set when migrate_speed is 0",
    ),
    threshold: Sourced::code(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(100.0),
            estimate: BandwidthEstimate::LastWindow,
            raised: Raised::Doubling(Doubling {
                after: 6,
                poll: Seconds::from_seconds(1.0),
                poll_near_the_end: Seconds::from_milliseconds(100.0),
                most: Seconds::from_seconds(2000.0),
            }),
        },
        VERSION,
        "src/PVE/QemuServer.pm migrate_downtime 0.1; QemuMigrate.pm increase_migrate_downtime, polls in phase2",
    ),
    time_limit: Sourced::code(None, VERSION, "phase2 has no timeout"),
    on_limit: Sourced::assumed(LimitAction::StopAndCopy, "it has no limit"),
    throttle: Sourced::code(
        Some(Throttle::AUTO_CONVERGE),
        VERSION,
        "src/PVE/QemuMigrate/Helpers.pm set_migration_caps: auto-converge is on",
    ),
    compression: Sourced::assumed(XBZRLE, XBZRLE_GAIN),
    shared_by: Sourced::assumed(Sharing::of(1), "bulk migrations run as many workers as one asks for"),
    ..libvirt::LIBVIRT
};

/// Proxmox VE 1.7 with QEMU 0.13, with condition 2 as the paper reads it.
const KVM_PAPER: Hypervisor = Hypervisor {
    family: Sourced::code(
        LoopFamily::Fluid { tick: Seconds::from_milliseconds(100.0) },
        QEMU,
        "buffered_file.c buffered_rate_tick; arch_init.c ram_save_live",
    ),
    bandwidth_cap: Sourced::code(
        Some(BytesPerSecond::from_mib_per_second(32.0)),
        QEMU,
        "migration.c max_throttle; Proxmox's migrate_speed changes it",
    ),
    cap_in_stop: Sourced::code(false, QEMU, "the closing flush sends everything without the limit"),
    threshold: Sourced::code(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(30.0),
            estimate: BandwidthEstimate::MeanSinceStart,
            raised: Raised::Never,
        },
        QEMU,
        "migration.c max_downtime; Proxmox's tree of August 2011 sets migrate_downtime to 1 s",
    ),
    round_limit: Sourced::code(None, PATCH, "counts no rounds"),
    volume_limit: Sourced::new(
        Some(VolumeLimit { factor: 2.0, clock: VolumeClock::Time }),
        Source::third_party(PAPER, "equation (15); in Proxmox's source the rule counts bytes sent"),
    ),
    time_limit: Sourced::code(None, PATCH, "has no timeout"),
    on_limit: Sourced::new(LimitAction::StopAndCopy, Source::third_party(PAPER, "section V-C")),
    throttle: Sourced::code(None, QEMU, "there is none before 1.6"),
    empty_page: Sourced::code(Bytes::from_bytes(9.0), QEMU, "arch_init.c is_dup_page: header and one byte"),
    page_header: Sourced::code(Bytes::from_bytes(8.0), QEMU, "arch_init.c ram_save_block"),
    page_size: Sourced::code(Bytes::from_bytes(4096.0), QEMU, "target page size"),
    device_state: Sourced::new(
        Seconds::ZERO,
        Source::third_party(PAPER, "section IV-C leaves the reconfiguration out"),
    ),
    shared_by: Sourced::new(Sharing::of(1), Source::third_party(PAPER, "section V: one VM per host at a time")),
    streams: Sourced::code(1, QEMU, "one connection"),
    ..qemu::TODAY_RULES
};

/// The same, with condition 2 as the source has it: bytes sent, of which an empty page is few.
const KVM_SOURCE: Hypervisor = Hypervisor {
    volume_limit: Sourced::code(
        Some(VolumeLimit { factor: 2.0, clock: VolumeClock::BytesSent }),
        PATCH,
        "bytes sent > 2 × RAM, after every tick",
    ),
    on_limit: Sourced::code(LimitAction::StopAndCopy, PATCH, "the guest is stopped and everything is sent"),
    ..KVM_PAPER
};
