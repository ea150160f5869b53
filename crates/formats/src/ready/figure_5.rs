//! The two shapes of Salfner's Figure 5, which prints no numbers: these are ours.

use precopy_model::problem::Field;
use precopy_model::scenario::Source;

use super::{Assumed, CHOSEN, Ready, SALFNER};

const ASSUMED: &[Assumed] = &[
    (Field::Memory, "the size that the paper looks at closely"),
    (Field::WorkingSet, CHOSEN),
    (Field::HotSet, CHOSEN),
    (Field::DirtyRate, CHOSEN),
    (Field::Link, "about where the paper's plots for Xen have their knee"),
    (Field::DowntimeLimit, "1 s, so that one sees the threshold"),
];

pub(super) const ALL: &[Ready] = &[
    Ready {
        id: "figure-5-left",
        title: "Figure 5, left: writes slower than the link",
        shows: "Condition 1 ends it: what is left falls until it is small enough.",
        link: "v=1&hv=kvm-paper&mem=4GiB&ws=3GiB&hot=1GiB&dirty=12000pages/s&link=30000pages/s&max-downtime=1s",
        source: Source::third_party(SALFNER, "Figure 5, left; it prints no numbers"),
        assumed: ASSUMED,
    },
    Ready {
        id: "figure-5-right",
        title: "Figure 5, right: writes faster than the link",
        shows: "Condition 2 ends it: the hot set stays dirty until pre-copy is given up.",
        link: "v=1&hv=kvm-paper&mem=4GiB&ws=3GiB&hot=1GiB&dirty=40000pages/s&link=30000pages/s&max-downtime=1s",
        source: Source::third_party(SALFNER, "Figure 5, right; it prints no numbers"),
        assumed: ASSUMED,
    },
];
