//! What the link does to a migration: caps, sharing, one stream, distance. Examples of ours.

use precopy_model::problem::Field;

use super::{Assumed, CHOSEN, MACHINE, OURS, Ready, TYPICAL};

const SHARED: &[Assumed] = &[
    (Field::Memory, TYPICAL),
    (Field::WorkingSet, TYPICAL),
    (Field::HotSet, TYPICAL),
    (Field::DirtyRate, CHOSEN),
    (Field::Link, TYPICAL),
    (Field::SharedBy, CHOSEN),
];

const ONE_STREAM: &[Assumed] = &[
    (Field::Memory, TYPICAL),
    (Field::WorkingSet, TYPICAL),
    (Field::HotSet, TYPICAL),
    (Field::DirtyRate, TYPICAL),
    (Field::Link, TYPICAL),
    (Field::StreamLimit, "what one core may encrypt; measure yours"),
    (Field::BandwidthCap, "lifted, as one does where the link is faster than the cap"),
];

pub(super) const ALL: &[Ready] = &[
    Ready {
        id: "cap-binds",
        title: "QEMU's own cap of 128 MiB/s binds on 25 GbE",
        shows: "The link could carry twenty times as much; the cap decides.",
        link: "v=1&hv=qemu&mem=32GiB&ws=24GiB&hot=1GiB&dirty=20000pages/s&link=25Gbit/s",
        source: OURS,
        assumed: MACHINE,
    },
    Ready {
        id: "two-share",
        title: "Two migrations share one link",
        shows: "Either of them alone would converge; together neither does.",
        link: "v=1&hv=qemu&mem=8GiB&ws=6GiB&hot=1GiB&dirty=18000pages/s&link=1Gbit/s&shared-by=2",
        source: OURS,
        assumed: SHARED,
    },
    Ready {
        id: "one-stream",
        title: "One encrypted stream on 25 GbE",
        shows: "One core encrypts less than the link carries: the stream decides.",
        link: "v=1&hv=qemu&mem=64GiB&ws=48GiB&hot=4GiB&dirty=60000pages/s&link=25Gbit/s&stream-max=400MiB/s&cap=none",
        source: OURS,
        assumed: ONE_STREAM,
    },
    Ready {
        id: "other-site",
        title: "To another site over 500 Mbit/s",
        shows: "Quiet machines can go a long way on a slow link.",
        link: "v=1&hv=qemu&mem=8GiB&ws=4GiB&hot=512MiB&dirty=5000pages/s&link=500Mbit/s",
        source: OURS,
        assumed: MACHINE,
    },
];
