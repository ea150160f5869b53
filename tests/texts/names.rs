//! Names: misspelt ones get the nearest one, and hints can be taken over.

use precopy_formats::fields::row;
use precopy_formats::{Inputs, json};
use precopy_model::problem::{Field, Problem};

#[test]
fn misspelt_names_get_the_nearest_one() {
    let hint = |problems: Result<Inputs, Vec<Problem>>| -> Option<String> {
        problems.err().and_then(|problems| problems.into_iter().next()).and_then(|problem| problem.hint)
    };
    for (misspelt, meant) in [
        ("memroy", "memory"),
        ("Memory", "memory"),
        ("memory_bytes", "memoryBytes"),
        ("workingset", "workingSet"),
        ("hotset", "hotSet"),
        ("dirtyRat", "dirtyRate"),
        ("dirtyRatePagePerSecond", "dirtyRatePagesPerSecond"),
        ("linkBytePerSecond", "linkBytesPerSecond"),
        ("downtimelimit", "downtimeLimit"),
        ("hypervisr", "hypervisor"),
    ] {
        let problems = json::parse(&format!("{{\"{misspelt}\": 1}}"));
        assert_eq!(hint(problems).as_deref(), Some(meant), "{misspelt}");
    }
    for (field, misspelt, meant) in [
        (Field::Hypervisor, "qmeu", Some("qemu")),
        (Field::Hypervisor, "kvm-papre", Some("kvm-paper")),
        (Field::Hypervisor, "Xenn", Some("xen")),
        (Field::Loop, "round", Some("rounds")),
        (Field::OnLimit, "stop-an-copy", Some("stop-and-copy")),
        (Field::OnLimit, "abort the whole thing", None),
        (Field::Hypervisor, "something else", None),
    ] {
        let problem = row(field).parse(misspelt).err();
        assert_eq!(problem.and_then(|problem| problem.hint).as_deref(), meant, "{misspelt}");
    }
}

#[test]
fn hints_for_amounts_can_be_taken_over() {
    for (field, given, meant) in [
        (Field::Memory, "64", "64 GiB"),
        (Field::Memory, "64 G", "64 GiB"),
        (Field::Link, "10", "10 Gbit/s"),
        (Field::Link, "10 gb/s", "10 Gbit/s"),
        (Field::DirtyRate, "20000", "20000 pages/s"),
        (Field::DowntimeLimit, "300", "300 ms"),
        (Field::Goodput, "94.1", "94.1 %"),
        (Field::BandwidthCap, "128", "128 MiB/s"),
    ] {
        let hint = row(field).parse(given).err().and_then(|problem| problem.hint);
        assert_eq!(hint.as_deref(), Some(meant), "{given}");
        assert!(row(field).parse(meant).is_ok(), "the hint “{meant}” is not understood itself");
    }
}
