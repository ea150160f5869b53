//! Machines that people have, from a desktop to a database of 12 TiB. Examples of ours.

use precopy_model::problem::Field;

use super::{Assumed, MACHINE, MACHINE_WITHOUT_CAP, OURS, Ready, TYPICAL};

const HUGE: &[Assumed] = &[
    (Field::Memory, TYPICAL),
    (Field::WorkingSet, TYPICAL),
    (Field::HotSet, TYPICAL),
    (Field::DirtyRate, TYPICAL),
    (Field::Link, "one migration fills it only with several streams in parallel"),
    (Field::DowntimeLimit, "such a database's clients wait for a second"),
    (Field::BandwidthCap, "lifted, as one does where the link is faster than the cap"),
];

const TELECOM: &[Assumed] = &[
    (Field::Memory, TYPICAL),
    (Field::WorkingSet, TYPICAL),
    (Field::HotSet, TYPICAL),
    (Field::DirtyRate, TYPICAL),
    (Field::Link, TYPICAL),
    (Field::DowntimeLimit, "what a call may miss without anyone noticing much"),
    (Field::BandwidthCap, "lifted, as one does where the link is faster than the cap"),
];

pub(super) const ALL: &[Ready] = &[
    Ready {
        id: "desktop",
        title: "Office desktop, 8 GiB",
        shows: "Little is rewritten, and QEMU as it comes is good enough.",
        link: "v=1&hv=qemu&mem=8GiB&ws=5GiB&hot=256MiB&dirty=3000pages/s&link=10Gbit/s",
        source: OURS,
        assumed: MACHINE,
    },
    Ready {
        id: "database-10gbe",
        title: "Busy database on 10 GbE",
        shows: "Converges, because somebody has lifted QEMU's cap; with it, it never would.",
        link: "v=1&hv=qemu&mem=64GiB&ws=56GiB&hot=6GiB&dirty=60000pages/s&link=10Gbit/s&cap=none",
        source: OURS,
        assumed: MACHINE_WITHOUT_CAP,
    },
    Ready {
        id: "64gib-1gbe",
        title: "64 GiB VM on 1 GbE",
        shows: "Converges, but takes minutes: the first pass alone is as long as the memory is large.",
        link: "v=1&hv=qemu&mem=64GiB&ws=48GiB&hot=2GiB&dirty=12000pages/s&link=1Gbit/s",
        source: OURS,
        assumed: MACHINE,
    },
    Ready {
        id: "container-node",
        title: "Container node, 128 GiB on 25 GbE",
        shows: "Many small writers make a large hot set; a fast link still outruns them.",
        link: "v=1&hv=qemu&mem=128GiB&ws=90GiB&hot=12GiB&dirty=80000pages/s&link=25Gbit/s&cap=none",
        source: OURS,
        assumed: MACHINE_WITHOUT_CAP,
    },
    Ready {
        id: "telecom",
        title: "Telephone exchange, 50 ms and no more",
        shows: "A tight downtime limit makes the threshold small, and the last rounds longer.",
        link: "v=1&hv=qemu&mem=8GiB&ws=6GiB&hot=512MiB&dirty=50000pages/s&link=10Gbit/s&max-downtime=50ms&cap=none",
        source: OURS,
        assumed: TELECOM,
    },
    Ready {
        id: "in-memory-12tib",
        title: "In-memory database, 12 TiB on 100 GbE",
        shows: "Even the fastest link needs a quarter of an hour and more for the first pass.",
        link: "v=1&hv=qemu&mem=12TiB&ws=11TiB&hot=200GiB&dirty=1200000pages/s&link=100Gbit/s&max-downtime=1s&cap=none",
        source: OURS,
        assumed: HUGE,
    },
];
