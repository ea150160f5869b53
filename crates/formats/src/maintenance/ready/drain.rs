//! Hosts that are emptied: examples of ours.

use super::{OURS, ReadyMade};
use crate::maintenance::{HostColumn, Sheets, VmColumn};

pub(super) const ONE_HOST: ReadyMade = ReadyMade {
    id: "drain-12",
    title: "Drain one host of 12 VMs",
    shows: "Twelve VMs of different kinds leave one host over its 10 Gbit/s port; two of them write a lot.",
    source: OURS,
    assumed: &["everything: kinds of guests as this page has them elsewhere, on hosts that people have"],
    make: one_host,
};

fn one_host() -> Sheets {
    let mut sheets = Sheets {
        title: ONE_HOST.title.to_owned(),
        product: "hv=libvirt".to_owned(),
        rules: "apart vm05, vm06\nvm01 before vm02".to_owned(),
        ..Sheets::default()
    };
    for name in ["node1", "node2", "node3", "node4"] {
        let drain = if name == "node1" { "yes" } else { "" };
        sheets.hosts.push(&[
            (HostColumn::Name, name),
            (HostColumn::Memory, "384 GiB"),
            (HostColumn::Cores, "32"),
            (HostColumn::Drain, drain),
        ]);
    }
    // Web servers, mail, Java, databases, a build machine, caches: working sets, hot sets and rates of these kinds of guests.
    for (name, memory, working_set, hot_set, rate) in [
        ("vm01", "8 GiB", "60 %", "5 %", "5000 pages/s"),
        ("vm02", "8 GiB", "60 %", "5 %", "5000 pages/s"),
        ("vm03", "8 GiB", "1732 MiB", "116 MiB", "23968 pages/s"),
        ("vm04", "16 GiB", "2715 MiB", "338 MiB", "27744 pages/s"),
        ("vm05", "32 GiB", "90 %", "15 %", "20000 pages/s"),
        ("vm06", "32 GiB", "90 %", "15 %", "20000 pages/s"),
        ("vm07", "16 GiB", "80 %", "30 %", "40000 pages/s"),
        ("vm08", "32 GiB", "95 %", "20 %", "120000 pages/s"),
        ("vm09", "4 GiB", "30 %", "2 %", "300 pages/s"),
        ("vm10", "4 GiB", "30 %", "2 %", "300 pages/s"),
        ("vm11", "4 GiB", "30 %", "2 %", "300 pages/s"),
        ("vm12", "32 GiB", "95 %", "20 %", "120000 pages/s"),
    ] {
        sheets.vms.push(&[
            (VmColumn::Name, name),
            (VmColumn::Host, "node1"),
            (VmColumn::Memory, memory),
            (VmColumn::WorkingSet, working_set),
            (VmColumn::HotSet, hot_set),
            (VmColumn::DirtyRate, rate),
            (VmColumn::Cores, "2"),
        ]);
    }
    sheets
}
