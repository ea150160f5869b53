//! Web servers on KVM as Kherbache and others migrated them: alone, two and four at a time over one Gigabit link.

use precopy_model::problem::Field;
use precopy_model::scenario::Source;

use super::{Assumed, Ready};

const PAPER: &str = "Kherbache, Madelaine, Hermenier, Planning live-migrations";

macro_rules! link {
    ($rate:literal, $sharing:literal) => {
        concat!(
            "v=1&hv=qemu-1.4&mem=2GiB&ws=820MiB&hot=16MiB&dirty=",
            $rate,
            "pages/s&link=1Gbit/s&shared-by=",
            $sharing,
            "&cap=none"
        )
    };
}

const ASSUMED: &[Assumed] = &[
    (Field::Memory, "printed as 2 GB; read as 2 GiB"),
    (Field::WorkingSet, "not printed; fits the 7.66 s that one of them took alone"),
    (Field::HotSet, "not printed; fits the 15.41 s that each of two took"),
    (Field::DirtyRate, "drawn in Figure 3 without numbers; between what two and what four on a link can bear"),
    (Field::BandwidthCap, "QEMU's cap was surely lifted: two at a time took twice as long as one"),
];

const ASSUMED_AT_HALF: &[Assumed] = &[
    (Field::Memory, "printed as 2 GB; read as 2 GiB"),
    (Field::WorkingSet, "as with 200 requests per second"),
    (Field::HotSet, "as with 200 requests per second"),
    (Field::DirtyRate, "half of that with 200 requests per second"),
    (Field::BandwidthCap, "QEMU's cap was surely lifted: two at a time took twice as long as one"),
];

pub(super) const ALL: &[Ready] = &[
    Ready {
        id: "web-alone",
        title: "Web server, 200 requests per second, alone on its link",
        shows: "The paper measured 7.66 s on average.",
        link: link!(9000, 1),
        source: Source::third_party(PAPER, "section 3.1; Table 3, scenario 3"),
        assumed: ASSUMED,
    },
    Ready {
        id: "web-two",
        title: "Web servers, two at a time over one link",
        shows: "Each takes twice as long, and nothing worse: the paper measured 15.41 s.",
        link: link!(9000, 2),
        source: Source::third_party(PAPER, "section 3.1; Table 3, scenario 2"),
        assumed: ASSUMED,
    },
    Ready {
        id: "web-four",
        title: "Web servers, four at a time over one link",
        shows: "A quarter of the link is slower than the writes: no bound. Measured were 49.51 s, give or take 34.51 s.",
        link: link!(9000, 4),
        source: Source::third_party(PAPER, "section 3.1; Table 3, scenario 1"),
        assumed: ASSUMED,
    },
    Ready {
        id: "web-four-at-half",
        title: "Web servers with 100 requests per second, four at a time",
        shows: "With half of the writes, a quarter of the link is enough.",
        link: link!(4500, 4),
        source: Source::third_party(PAPER, "section 3.1"),
        assumed: ASSUMED_AT_HALF,
    },
];
