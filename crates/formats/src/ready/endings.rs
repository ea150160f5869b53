//! How a migration ends: by its threshold, by its rounds, or never. Examples of ours.

use precopy_model::problem::Field;

use super::{Assumed, CHOSEN, MACHINE, MACHINE_WITHOUT_CAP, OURS, Ready};

const SHOWN: &[Assumed] = &[
    (Field::Memory, CHOSEN),
    (Field::WorkingSet, CHOSEN),
    (Field::HotSet, CHOSEN),
    (Field::DirtyRate, CHOSEN),
    (Field::Link, CHOSEN),
];

pub(super) const ALL: &[Ready] = &[
    Ready {
        id: "idle",
        title: "An idle VM",
        shows: "Almost nothing is rewritten: one pass, and a downtime far below its limit.",
        link: "v=1&hv=qemu&mem=4GiB&ws=1GiB&hot=4MiB&dirty=200pages/s&link=10Gbit/s",
        source: OURS,
        assumed: MACHINE,
    },
    Ready {
        id: "never-ends",
        title: "Never ends: busier than QEMU's cap",
        shows: "It writes faster than QEMU's cap lets through, and QEMU has no limit that ends it.",
        link: "v=1&hv=qemu&mem=16GiB&ws=12GiB&hot=2GiB&dirty=45000pages/s&link=10Gbit/s",
        source: OURS,
        assumed: SHOWN,
    },
    Ready {
        id: "cap-lifted",
        title: "Ends again: the same VM, with the cap lifted",
        shows: "The link was never the trouble: at its full speed it converges.",
        link: "v=1&hv=qemu&mem=16GiB&ws=12GiB&hot=2GiB&dirty=45000pages/s&link=10Gbit/s&cap=none",
        source: OURS,
        assumed: MACHINE_WITHOUT_CAP,
    },
    Ready {
        id: "small-hot-set",
        title: "Writes like mad, but in a small place",
        shows: "Far more writes than the link carries, and it ends all the same: the hot set is below the threshold.",
        link: "v=1&hv=qemu&mem=8GiB&ws=4GiB&hot=32MiB&dirty=200000pages/s&link=10Gbit/s",
        source: OURS,
        assumed: SHOWN,
    },
    Ready {
        id: "xen-java",
        title: "Java application server on Xen: five rounds and stop",
        shows: "Xen does not wait for a small rest: after its rounds it stops with what is left.",
        link: "v=1&hv=xen&mem=16GiB&ws=12GiB&hot=4GiB&dirty=150000pages/s&link=10Gbit/s",
        source: OURS,
        assumed: MACHINE,
    },
    Ready {
        id: "xen-outpaced",
        title: "Xen on a slow link: five rounds, and a long stop",
        shows: "Overtaken, and stopped all the same: the whole hot set is sent while the guest stands still.",
        link: "v=1&hv=xen&mem=8GiB&ws=6GiB&hot=2GiB&dirty=40000pages/s&link=1Gbit/s",
        source: OURS,
        assumed: SHOWN,
    },
];
