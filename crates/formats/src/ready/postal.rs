//! A Postfix mail server under the Postal benchmark, on KVM: the ten settings of Salfner's Table IV.

use precopy_model::scenario::Source;

use super::spec::ASSUMED;
use super::{Ready, SALFNER};

/// A setting: its row in the table, messages a minute, WSET and HWSET in pages, RATE in pages/s.
macro_rules! setting {
    ($row:literal, $messages:literal, $working_set:literal, $hot_set:literal, $rate:literal, $shows:literal) => {
        Ready {
            id: concat!("postal-", $row),
            title: concat!("Postal mail server, ", $messages, " messages a minute"),
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
            source: Source::third_party(SALFNER, concat!("Table IV, row ", $row)),
            assumed: ASSUMED,
        }
    };
}

pub(super) const ALL: &[Ready] = &[
    setting!(1, 100, 154035, 18348, 8002, "Converges: the smallest working set of the ten."),
    setting!(2, 200, 185759, 32494, 12377, "Converges slowly: the dirty rate is close to the copy rate."),
    setting!(3, 300, 210190, 30654, 16217, "The first one that is overtaken: gives up after twice the memory."),
    setting!(4, 400, 244276, 30604, 21003, "Gives up after twice the memory."),
    setting!(5, 500, 443361, 29802, 23968, "Gives up after twice the memory."),
    setting!(6, 600, 516652, 29148, 26023, "Gives up; the smallest hot set of those that do."),
    setting!(7, 700, 559266, 29917, 27488, "Gives up after twice the memory."),
    setting!(8, 800, 712506, 35185, 28080, "The largest hot set: the longest downtime of the ten."),
    setting!(9, 900, 765597, 34396, 27631, "The largest working set, and still it is the hot set that counts."),
    setting!(10, 1000, 728675, 33028, 27903, "Gives up after twice the memory."),
];
