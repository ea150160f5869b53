//! VirtualBox's teleportation.

use super::{Preset, setting};
use crate::problem::Field;
use crate::quantity::{Bytes, Seconds};
use crate::scenario::{
    BandwidthEstimate, Compression, EmptyPages, Hypervisor, LimitAction, LoopFamily, Raised, Sharing, Source, Sourced,
    Threshold,
};

const VERSION: &str = "VirtualBox 4908d8d1a8";

pub(super) const PRESETS: &[Preset] = &[Preset {
    id: "virtualbox",
    name: "VirtualBox teleportation",
    summary: "votes after each pass: averages have to fit into 250 ms, from the twelfth pass on",
    caveat: "Pages that are being written are passed over until the next pass; that is not in these figures. A guest that writes \
             faster than the link carries, and in waves, can take longer.",
    options: &[setting(Field::DowntimeLimit, "--maxdowntime").within(0.032, f64::INFINITY)],
    rules: &TELEPORT,
}];

const TELEPORT: Hypervisor = Hypervisor {
    id: "",
    name: "",
    family: Sourced::code(
        LoopFamily::Vote { patience: 11 },
        VERSION,
        "src/VBox/VMM/VMMR3/PGMSavedState.cpp pgmR3LiveVote: uPass > 10, counted from 0",
    ),
    bandwidth_cap: Sourced::code(None, VERSION, "no rate limit"),
    cap_in_stop: Sourced::code(false, VERSION, "no rate limit"),
    threshold: Sourced::code(
        Threshold::DowntimeLimit {
            limit: Seconds::from_milliseconds(250.0),
            estimate: BandwidthEstimate::MeanSinceStart,
            raised: Raised::Never,
        },
        VERSION,
        "VBoxManageControlVM.cpp: 250 ms; pgmR3LiveVote: at least 32 ms",
    ),
    round_limit: Sourced::code(Some(1 << 20), VERSION, "SSM.cpp SSM_MAX_PASSES"),
    volume_limit: Sourced::new(
        None,
        Source::inferred(VERSION, "SSM.cpp SSM_MAX_GROWTH_REMOTE: 100,000 times about the memory, which takes weeks"),
    ),
    time_limit: Sourced::code(None, VERSION, "no timeout"),
    on_limit: Sourced::code(LimitAction::Cancel, VERSION, "SSM.cpp: too many passes fail"),
    throttle: Sourced::code(None, VERSION, "none"),
    empty_pages: Sourced::assumed(EmptyPages::SentInFull, "not read in the source"),
    empty_page: Sourced::assumed(Bytes::from_bytes(4096.0), "as any other page"),
    page_header: Sourced::assumed(Bytes::ZERO, "not read in the source"),
    page_size: Sourced::assumed(Bytes::from_bytes(4096.0), "the page size of x86"),
    device_state: Sourced::assumed(Seconds::from_milliseconds(100.0), "depends on the devices"),
    setup: Sourced::assumed(Seconds::ZERO, "depends on connection and checks; no source has a number"),
    compression: Sourced::assumed(Compression::NONE, "not read in the source"),
    shared_by: Sourced::assumed(Sharing::of(1), "a VM is teleported by hand"),
    streams: Sourced::code(1, VERSION, "one connection"),
    stream_limit: Sourced::assumed(None, "none is known"),
};
