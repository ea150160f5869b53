//! Hosts that are emptied: examples of ours.

use precopy_model::quantity::Bytes;

use super::{OURS, ReadyMade};
use crate::maintenance::{Afterwards, HostColumn, Sheets, TrunkColumn, VmColumn};
use crate::workloads::{WORKLOADS, Workload};
use precopy_model::problem::Field;

const EVERYTHING: &[&str] = &["everything: kinds of guests to start from, on hosts and networks that people have"];

pub(super) const ONE_HOST: ReadyMade = ReadyMade {
    id: "drain-12",
    title: "Drain one host of 12 VMs",
    shows: "Twelve VMs of different kinds leave one host over its 10 Gbit/s port; two of them write a lot.",
    source: OURS,
    assumed: EVERYTHING,
    make: one_host,
};

pub(super) const ROLLING: ReadyMade = ReadyMade {
    id: "rolling-16",
    title: "Rolling upgrade of 16 hosts",
    shows: "With one spare host: each of the others is emptied onto the one before it and restarted, one after the other.",
    source: OURS,
    assumed: EVERYTHING,
    make: rolling,
};

pub(super) const THOUSAND: ReadyMade = ReadyMade {
    id: "thousand",
    title: "1,000 VMs on 100 hosts",
    shows: "Ten of a hundred hosts are emptied onto the others and switched off, over a network of five racks.",
    source: OURS,
    assumed: EVERYTHING,
    make: thousand,
};

/// Adds a VM of a kind, with so many GiB.
fn guest(sheets: &mut Sheets, name: &str, place: [&str; 2], gib: u32, kind: &Workload) {
    let memory = Bytes::from_gib(f64::from(gib));
    let [host, to] = place;
    let at = sheets.vms.len();
    let memory_text = format!("{gib} GiB");
    sheets.vms.push(&[
        (VmColumn::Name, name),
        (VmColumn::Host, host),
        (VmColumn::To, to),
        (VmColumn::Memory, &memory_text),
        (VmColumn::Cores, "2"),
    ]);
    for (field, value) in kind.values(memory) {
        let column = match field {
            Field::WorkingSet => VmColumn::WorkingSet,
            Field::HotSet => VmColumn::HotSet,
            _ => VmColumn::DirtyRate,
        };
        sheets.vms.set(at, column, value.text());
    }
}

/// The kinds of guests of an ordinary host, in turn, with their memory in GiB.
fn kinds() -> impl Iterator<Item = (u32, &'static Workload)> + Clone {
    let of = |id: &str| WORKLOADS.iter().find(move |kind| kind.id == id);
    [
        (8, "web"),
        (8, "web"),
        (4, "idle"),
        (16, "java"),
        (8, "mail"),
        (32, "database"),
        (4, "idle"),
        (16, "build"),
        (8, "web"),
    ]
    .into_iter()
    .filter_map(move |(gib, id)| Some((gib, of(id)?)))
}

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
    for (name, gib, kind) in [
        ("vm01", 8, "web"),
        ("vm02", 8, "web"),
        ("vm03", 8, "mail"),
        ("vm04", 16, "java"),
        ("vm05", 32, "database"),
        ("vm06", 32, "database"),
        ("vm07", 16, "build"),
        ("vm08", 32, "cache"),
        ("vm09", 4, "idle"),
        ("vm10", 4, "idle"),
        ("vm11", 4, "idle"),
        ("vm12", 32, "cache"),
    ] {
        if let Some(kind) = WORKLOADS.iter().find(|other| other.id == kind) {
            guest(&mut sheets, name, ["node1", ""], gib, kind);
        }
    }
    sheets
}

fn rolling() -> Sheets {
    let mut sheets = Sheets {
        title: ROLLING.title.to_owned(),
        product: "hv=vmotion".to_owned(),
        afterwards: Afterwards::Restart,
        ..Sheets::default()
    };
    let name = |host: u32| format!("node{host:02}");
    for host in 1..=16 {
        // The first is the spare one, and upgraded already.
        let drain = if 1 < host { "yes" } else { "" };
        sheets.hosts.push(&[
            (HostColumn::Name, &name(host)),
            (HostColumn::Memory, "256 GiB"),
            (HostColumn::Cores, "32"),
            (HostColumn::Link, "25 Gbit/s"),
            (HostColumn::Drain, drain),
            (HostColumn::Boot, "5 min"),
        ]);
    }
    for host in 2..=16 {
        for (at, (gib, kind)) in kinds().enumerate() {
            let vm = format!("{}-{}", name(host), at + 1);
            guest(&mut sheets, &vm, [&name(host), &name(host - 1)], gib, kind);
        }
    }
    sheets
}

fn thousand() -> Sheets {
    let mut sheets = Sheets {
        title: THOUSAND.title.to_owned(),
        product: "hv=nova".to_owned(),
        afterwards: Afterwards::SwitchOff,
        ..Sheets::default()
    };
    let name = |host: u32| format!("host{host:03}");
    let rack = |host: u32| format!("rack{}", (host - 1) / 20 + 1);
    for host in 1..=100 {
        let drain = if host <= 10 { "yes" } else { "" };
        sheets.hosts.push(&[
            (HostColumn::Name, &name(host)),
            (HostColumn::Memory, "256 GiB"),
            (HostColumn::Cores, "32"),
            (HostColumn::Link, "25 Gbit/s"),
            (HostColumn::Switch, &rack(host)),
            (HostColumn::Drain, drain),
        ]);
    }
    for first in [1, 21, 41, 61, 81] {
        sheets.trunks.push(&[
            (TrunkColumn::From, &rack(first)),
            (TrunkColumn::To, "spine"),
            (TrunkColumn::Link, "100 Gbit/s"),
            (TrunkColumn::Cables, "2"),
        ]);
    }
    let kinds = (1..=1000).zip(kinds().cycle());
    for (at, (gib, kind)) in kinds {
        guest(&mut sheets, &format!("vm{at:04}"), [&name((at - 1) / 10 + 1), ""], gib, kind);
    }
    sheets
}
