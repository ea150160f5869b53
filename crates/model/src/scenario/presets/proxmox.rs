//! Proxmox VE: first as Salfner and others measured it.

use super::qemu::ZERO_SCAN;
use crate::quantity::{Bytes, BytesPerSecond, Seconds};
use crate::scenario::{
    BandwidthEstimate, Hypervisor, LimitAction, LoopFamily, Source, Sourced, Threshold, VolumeClock, VolumeLimit,
};

const QEMU: &str = "QEMU 0.13";
const PATCH: &str = "pve-qemu-kvm, live-migration-fixes.diff (0.12.1 and 0.15 read; 0.13 inferred)";
const PAPER: &str = "Salfner, Tröger, Richly 2012";

/// Proxmox VE 1.7 with QEMU 0.13, with condition 2 as the paper reads it.
pub(super) fn kvm_paper() -> Hypervisor {
    Hypervisor {
        id: "",
        name: "",
        family: Sourced::new(
            LoopFamily::Fluid { tick: Seconds::from_milliseconds(100.0) },
            Source::code(QEMU, "buffered_file.c buffered_rate_tick; arch_init.c ram_save_live"),
        ),
        bandwidth_cap: Sourced::new(
            Some(BytesPerSecond::from_mib_per_second(32.0)),
            Source::code(QEMU, "migration.c max_throttle; Proxmox's migrate_speed changes it"),
        ),
        cap_in_stop: Sourced::new(false, Source::code(QEMU, "the closing flush sends everything without the limit")),
        threshold: Sourced::new(
            Threshold::DowntimeLimit {
                limit: Seconds::from_milliseconds(30.0),
                estimate: BandwidthEstimate::MeanSinceStart,
            },
            Source::code(QEMU, "migration.c max_downtime; Proxmox's tree of August 2011 sets migrate_downtime to 1 s"),
        ),
        round_limit: Sourced::new(None, Source::code(PATCH, "counts no rounds")),
        volume_limit: Sourced::new(
            Some(VolumeLimit { factor: 2.0, clock: VolumeClock::Time }),
            Source::third_party(PAPER, "equation (15); in Proxmox's source the rule counts bytes sent"),
        ),
        time_limit: Sourced::new(None, Source::code(PATCH, "has no timeout")),
        on_limit: Sourced::new(LimitAction::StopAndCopy, Source::third_party(PAPER, "section V-C")),
        empty_pages: ZERO_SCAN,
        empty_page: Sourced::new(
            Bytes::from_bytes(9.0),
            Source::code(QEMU, "arch_init.c is_dup_page: header and one byte"),
        ),
        page_header: Sourced::new(Bytes::from_bytes(8.0), Source::code(QEMU, "arch_init.c ram_save_block")),
        page_size: Sourced::new(Bytes::from_bytes(4096.0), Source::code(QEMU, "target page size")),
        device_state: Sourced::new(
            Seconds::ZERO,
            Source::third_party(PAPER, "section IV-C leaves the reconfiguration out"),
        ),
        shared_by: Sourced::new(1, Source::third_party(PAPER, "section V: one VM per host at a time")),
    }
}
