//! Pre-copy or post-copy by the direction of traffic: the worked example of Deshpande's and Keahey's slides.

use precopy_model::scenario::Source;

use super::ReadyMade;
use crate::maintenance::{HostColumn, Sheets, Techniques, VmColumn};

pub(super) const SLIDES: &str =
    "Deshpande, Keahey, Traffic-Sensitive Live Migration of Virtual Machines (slides, 2015)";

pub(super) const TWO_VMS: ReadyMade = ReadyMade {
    id: "deshpande-two",
    title: "Two VMs that send and receive",
    shows: "Both by pre-copy compete with 500 Mbit/s of their own traffic; the first by post-copy and the second by pre-copy with 400.",
    source: Source::third_party(SLIDES, "Design (Example)"),
    assumed: &[
        "memory: 5 GiB each, as the VMs of the slides' experiments have (printed as 5 GB)",
        "working set: all of it; the experiments sent about 5 GB for each VM",
        "hot set and dirty rate: 2 % and 300 pages/s, as of an idle guest; the example is about traffic",
        "the link: 1 GbE, as in the experiments; and what the hosts draw",
    ],
    published: &[],
    make: two_vms,
};

fn two_vms() -> Sheets {
    let mut sheets = Sheets {
        title: TWO_VMS.title.to_owned(),
        product: "hv=qemu&cap=none".to_owned(),
        techniques: Techniques::ByTraffic,
        ..Sheets::default()
    };
    for (name, drain) in [("source", "yes"), ("destination", "")] {
        sheets.hosts.push(&[
            (HostColumn::Name, name),
            (HostColumn::Memory, "16 GiB"),
            (HostColumn::Cores, "8"),
            (HostColumn::Link, "1 Gbit/s"),
            (HostColumn::Drain, drain),
        ]);
    }
    for (name, outgoing, incoming) in [("VM1", "200 Mbit/s", "400 Mbit/s"), ("VM2", "300 Mbit/s", "500 Mbit/s")] {
        sheets.vms.push(&[
            (VmColumn::Name, name),
            (VmColumn::Host, "source"),
            (VmColumn::Memory, "5 GiB"),
            (VmColumn::HotSet, "2 %"),
            (VmColumn::DirtyRate, "300 pages/s"),
            (VmColumn::Outgoing, outgoing),
            (VmColumn::Incoming, incoming),
            (VmColumn::Cores, "2"),
        ]);
    }
    sheets
}
