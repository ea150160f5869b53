//! Microsoft Hyper-V, as far as documents and others tell.

use super::{Preset, setting};
use crate::problem::Field;
use crate::quantity::{Bytes, Pages, Seconds};
use crate::scenario::{
    Compressed, Compression, EmptyPages, Hypervisor, LimitAction, LoopFamily, Sharing, Source, Sourced, Threshold,
};

const DOCS: &str = "MicrosoftDocs/windowsserverdocs 0480221fe1, Set-up-hosts-for-live-migration";
const CHART: &str = "Directions on Microsoft, Live Migration Switch Over (2009, Windows Server 2008 R2)";
const CLOSED: &str = "Microsoft does not say";

pub(super) const PRESETS: &[Preset] = &[Preset {
    id: "hyper-v",
    name: "Microsoft Hyper-V",
    summary: "ten passes, then stops whatever is left",
    caveat: "Closed source: much of it is assumed. Compression, the default, is taken to save nothing; enter its ratio if you know it.",
    options: &[
        setting(Field::SharedBy, "MaximumVirtualMachineMigrations").of_cluster(),
        setting(Field::Compression, "VirtualMachineMigrationPerformanceOption").of_cluster(),
    ],
    rules: &HYPER_V,
}];

const HYPER_V: Hypervisor = Hypervisor {
    id: "",
    name: "",
    family: Sourced::new(
        LoopFamily::FixedRounds { passes_over: false },
        Source::third_party(CHART, "passes over what was changed"),
    ),
    bandwidth_cap: Sourced::assumed(None, "none is documented outside clusters"),
    cap_in_stop: Sourced::assumed(false, "none is documented"),
    threshold: Sourced::assumed(Threshold::Pages(Pages::ZERO), "Microsoft does not say; nothing left is assumed"),
    round_limit: Sourced::new(Some(10), Source::third_party(CHART, "up to ten passes, then the guest is suspended")),
    volume_limit: Sourced::assumed(None, CLOSED),
    time_limit: Sourced::assumed(None, CLOSED),
    on_limit: Sourced::new(LimitAction::StopAndCopy, Source::third_party(CHART, "suspends and copies the rest")),
    throttle: Sourced::assumed(None, CLOSED),
    empty_pages: Sourced::assumed(EmptyPages::SentInFull, "how empty pages travel is not documented"),
    empty_page: Sourced::assumed(Bytes::from_bytes(4096.0), "as any other page"),
    page_header: Sourced::assumed(Bytes::ZERO, "not documented"),
    page_size: Sourced::assumed(Bytes::from_bytes(4096.0), "the page size of x86"),
    device_state: Sourced::assumed(Seconds::from_milliseconds(100.0), "not documented"),
    setup: Sourced::assumed(Seconds::ZERO, "depends on connection and checks; no source has a number"),
    compression: Sourced::assumed(
        Compression { of: Compressed::AllPages, to: 1.0 },
        "compression is the default; how much it saves is not documented, nothing is assumed",
    ),
    shared_by: Sourced::new(Sharing::of(2), Source::documentation(DOCS, "two simultaneous live migrations")),
    streams: Sourced::assumed(1, "not documented"),
    stream_limit: Sourced::assumed(None, "none is known; one core can bind on fast links"),
};
