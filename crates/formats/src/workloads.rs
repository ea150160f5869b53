//! Kinds of guests to start from, where nothing is measured yet: one table, each row with its source.

use precopy_model::problem::Field;
use precopy_model::quantity::text::Amount;
use precopy_model::quantity::{BYTES_PER_MIB, Bytes, PagesPerSecond};
use precopy_model::scenario::Source;

use crate::Value;

/// A kind of guest.
#[derive(Clone, Copy, Debug)]
pub struct Workload {
    /// In names of elements.
    pub id: &'static str,
    /// For people.
    pub name: &'static str,
    /// Working set, as part of the memory.
    pub working_set: Part,
    /// Hot set, as part of the working set.
    pub hot_set: Part,
    /// Dirty rate in pages/s.
    pub rate: f64,
    /// Where the values come from.
    pub source: Source,
}

/// A part of some memory.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// This share of it.
    Share(f64),
    /// As many pages of 4 KiB as somebody measured, but never more than this share of it.
    Measured {
        /// The pages.
        pages: f64,
        /// The share.
        at_most: f64,
    },
}

impl Part {
    /// The part of this memory: a size in whole MiB, or a share.
    fn of(self, memory: Bytes) -> (Amount, Bytes) {
        match self {
            Self::Share(share) => (Amount::Share(share), memory * share),
            Self::Measured { pages, at_most } => {
                let size = Bytes::from_mib((pages * BYTES_PER_PAGE / BYTES_PER_MIB).round());
                if size <= memory * at_most {
                    (Amount::Bytes(size), size)
                } else {
                    (Amount::Share(at_most), memory * at_most)
                }
            }
        }
    }
}

const BYTES_PER_PAGE: f64 = 4096.0;

impl Workload {
    /// The values for a VM of this memory, in the order in which they are to be entered.
    #[must_use]
    pub fn values(&self, memory: Bytes) -> [(Field, Value); 3] {
        let (working_set, bytes) = self.working_set.of(memory);
        let (hot_set, _) = self.hot_set.of(bytes);
        let rate = Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(self.rate));
        [
            (Field::WorkingSet, Value::Amount(working_set)),
            (Field::HotSet, Value::Amount(hot_set)),
            (Field::DirtyRate, Value::Amount(rate)),
        ]
    }
}

/// Every kind, from the quietest to the busiest.
pub const WORKLOADS: &[Workload] = &[
    Workload {
        id: "idle",
        name: "Idle",
        working_set: Part::Share(0.3),
        hot_set: Part::Share(0.02),
        rate: 300.0,
        source: Source::assumed("Only the kernel and services in the background write."),
    },
    Workload {
        id: "web",
        name: "Web server",
        working_set: Part::Share(0.6),
        hot_set: Part::Share(0.05),
        rate: 5_000.0,
        source: Source::assumed("Reads most of its memory; logs, sessions and network buffers are written."),
    },
    Workload {
        id: "mail",
        name: "Mail server",
        working_set: Part::Measured { pages: 443_361.0, at_most: 0.8 },
        hot_set: Part::Measured { pages: 29_802.0, at_most: 0.1 },
        rate: 23_968.0,
        source: Source::third_party(
            "Salfner, Tröger and Richly (2012)",
            "Table IV, setting 5: Postfix under the Postal benchmark, 500 messages a minute",
        ),
    },
    Workload {
        id: "java",
        name: "Java application server",
        working_set: Part::Measured { pages: 695_151.0, at_most: 0.8 },
        hot_set: Part::Measured { pages: 86_636.0, at_most: 0.15 },
        rate: 27_744.0,
        source: Source::third_party(
            "Salfner, Tröger and Richly (2012)",
            "Table III, setting 5: SPECjAppServer 2004 at a transaction rate of 25",
        ),
    },
    Workload {
        id: "database",
        name: "Database",
        working_set: Part::Share(0.9),
        hot_set: Part::Share(0.15),
        rate: 20_000.0,
        source: Source::assumed("The buffer pool fills the memory; changed blocks, logs and sort areas are written."),
    },
    Workload {
        id: "build",
        name: "Build machine",
        working_set: Part::Share(0.8),
        hot_set: Part::Share(0.3),
        rate: 40_000.0,
        source: Source::assumed("Compilers fill fresh memory all the time, and the file cache with it."),
    },
    Workload {
        id: "cache",
        name: "In-memory cache",
        working_set: Part::Share(0.95),
        hot_set: Part::Share(0.2),
        rate: 120_000.0,
        source: Source::assumed(
            "Of the order of a sample vector published by Gudkov (qemu-devel, 2023) for a guest of 32 GiB: 120,000 pages in \
             the first second, 18 % of the memory in a minute.",
        ),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Inputs;
    use precopy_model::scenario::Mark;

    #[test]
    fn every_kind_makes_a_sound_scenario_at_any_size() {
        for workload in WORKLOADS {
            for mib in [64.0, 100.0, 512.0, 1024.0, 4096.0, 65_536.0, 12.0 * 1024.0 * 1024.0] {
                let memory = Bytes::from_mib(mib);
                let mut inputs = Inputs::default();
                inputs.set(Field::Memory, Value::Amount(Amount::Bytes(memory)));
                for (field, value) in workload.values(memory) {
                    assert_eq!(crate::fields::row(field).parse(&value.text()), Ok(value.clone()), "{}", workload.name);
                    inputs.set(field, value);
                }
                let scenario = inputs.scenario().unwrap_or_else(|problems| panic!("{}: {problems:?}", workload.name));
                assert!(Bytes::ZERO < scenario.dirtying.hot_set && scenario.vm.working_set < memory);
            }
        }
    }

    #[test]
    fn measured_kinds_keep_their_sizes_where_there_is_room() {
        let java = WORKLOADS.iter().find(|workload| workload.id == "java").unwrap();
        let texts = |gib: f64| java.values(Bytes::from_gib(gib)).map(|(_, value)| value.text());
        // 695,151 pages of 4 KiB are 2715.4 MiB, 86,636 are 338.4 MiB.
        assert_eq!(texts(64.0), ["2715 MiB", "338 MiB", "27744 pages/s"]);
        assert_eq!(texts(2.0), ["80 %", "15 %", "27744 pages/s"]);
    }

    #[test]
    fn every_kind_says_where_it_comes_from() {
        for workload in WORKLOADS {
            assert!(!workload.source.place.is_empty(), "{}", workload.name);
            assert_eq!(workload.source.mark == Mark::Assumed, workload.source.what.is_empty(), "{}", workload.name);
        }
    }
}
