//! SPEC jAppServer on KVM: the ten settings of Salfner's Table III.

use precopy_model::problem::Field;
use precopy_model::scenario::Source;

use super::{Assumed, Ready, SALFNER};

/// What Tables III and IV leave out.
pub(super) const ASSUMED: &[Assumed] = &[
    (Field::Memory, "not printed; 8 GiB fits the paper's largest errors"),
    (Field::Link, "the copy rate is not printed; 14,000 pages/s fits the paper's largest errors"),
    (Field::DowntimeLimit, "not printed; 30 ms is what QEMU 0.13 has, and fits the paper's errors"),
];

/// A setting: its row in the table, the driver's rate, WSET and HWSET in pages, RATE in pages/s.
macro_rules! setting {
    ($row:literal, $driver:literal, $working_set:literal, $hot_set:literal, $rate:literal, $shows:literal) => {
        Ready {
            id: concat!("spec-", $row),
            title: concat!("SPEC application server, driver rate ", $driver),
            shows: $shows,
            link: concat!(
                "v=1&hv=kvm-paper&mem=8GiB&ws=",
                $working_set,
                "pages&hot=",
                $hot_set,
                "pages&dirty=",
                $rate,
                "pages/s&link=14000pages/s&max-downtime=30ms"
            ),
            source: Source::third_party(SALFNER, concat!("Table III, row ", $row)),
            assumed: ASSUMED,
        }
    };
}

pub(super) const ALL: &[Ready] = &[
    setting!(1, 5, 371228, 41962, 7802, "Converges with ease: about half of the copy rate is rewritten."),
    setting!(2, 10, 388346, 58787, 13111, "Only just converges: the dirty rate is close to the copy rate."),
    setting!(3, 15, 488656, 71594, 17993, "The first one that is overtaken: gives up after twice the memory."),
    setting!(4, 20, 569836, 82140, 22911, "Gives up after twice the memory."),
    setting!(5, 25, 695151, 86636, 27744, "Gives up after twice the memory."),
    setting!(6, 30, 688627, 90284, 33707, "Gives up after twice the memory."),
    setting!(7, 35, 705575, 93165, 37911, "Gives up after twice the memory."),
    setting!(8, 40, 732491, 100686, 43989, "Gives up after twice the memory."),
    setting!(9, 45, 761932, 104089, 58090, "Gives up after twice the memory."),
    setting!(10, 50, 756850, 114790, 59533, "The largest hot set: the longest downtime of the ten."),
];
