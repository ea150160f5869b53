//! The columns of the sheet of VMs.

use precopy_model::quantity::text::{Kind, parse};

use super::column::{Column, Takes, columns};

/// What is not said of a VM is that of an ordinary one: the web server of [`crate::workloads`].
pub(super) const HOT_SET: &str = "5 %";
pub(super) const DIRTY_RATE: &str = "5000 pages/s";

columns! {
    /// A column of the sheet of VMs.
    VmColumn {
        /// What it is called.
        Name => Column {
            key: "name",
            label: "Name",
            aliases: &["vm", "vm name", "virtual machine", "guest", "domain", "instance"],
            takes: Takes::Name,
            default: "",
            default_said: "",
            help: "What the VM is called: by this name commands and rules speak of it.",
        },
        /// The host that it is on.
        Host => Column {
            key: "host",
            label: "Host",
            aliases: &["on", "node", "hypervisor", "vmhost", "source", "esx host", "host name", "current host"],
            takes: Takes::HostName,
            default: "",
            default_said: "the first host",
            help: "The host that it is on at the beginning. One that is in no row of the hosts is added with defaults.",
        },
        /// Where it is to go.
        To => Column {
            key: "to",
            label: "To",
            aliases: &["destination", "target", "destination host", "target host", "target node"],
            takes: Takes::HostName,
            default: "",
            default_said: "chosen when its host is emptied; else it stays",
            help: "The host that it is to be moved to, where that is given; also when its host is not emptied.",
        },
        /// Configured memory.
        Memory => Column {
            key: "memory",
            label: "Memory",
            aliases: &["mem", "ram", "memory size", "size", "assigned memory", "memory assigned", "max memory"],
            takes: Takes::Amount(Kind::Size),
            default: "",
            default_said: "",
            help: "Configured memory of the VM.",
        },
        /// Memory that holds data.
        WorkingSet => Column {
            key: "workingSet",
            label: "Working set",
            aliases: &["ws", "wset", "used memory", "memory used", "consumed", "consumed memory", "memory consumed"],
            takes: Takes::Amount(Kind::SizeOrShare),
            default: "100 %",
            default_said: "all of its memory: after some time a guest has touched every page, and a plan should not hope for less",
            help: "Memory that holds data and must be sent; a share is one of the memory.",
        },
        /// The part that is rewritten.
        HotSet => Column {
            key: "hotSet",
            label: "Hot set",
            aliases: &["hot", "hwset", "writable working set", "wws"],
            takes: Takes::Amount(Kind::SizeOrShare),
            default: HOT_SET,
            default_said: "5 % of its working set, as a web server has it",
            help: "The part of the working set that is rewritten during migration; a share is one of the working set.",
        },
        /// Page writes per second.
        DirtyRate => Column {
            key: "dirtyRate",
            label: "Dirty rate",
            aliases: &["rate", "dirty", "writes", "dirty page rate", "dirtying rate"],
            takes: Takes::Amount(Kind::DirtyRate),
            default: DIRTY_RATE,
            default_said: "5000 pages/s, as a web server has it",
            help: "Page writes per second; a page counts as often as it is written again.",
        },
        /// What its applications send.
        Outgoing => Column {
            key: "outgoing",
            label: "Sends",
            aliases: &["out", "tx", "tx rate", "transmit", "sent", "outgoing traffic", "network out"],
            takes: Takes::Speed,
            default: "0",
            default_said: "nothing",
            help: "What its applications send: it competes with what leaves its host.",
        },
        /// What they receive.
        Incoming => Column {
            key: "incoming",
            label: "Receives",
            aliases: &["in", "rx", "rx rate", "receive", "received", "incoming traffic", "network in"],
            takes: Takes::Speed,
            default: "0",
            default_said: "nothing",
            help: "What its applications receive: it competes with what comes to its host.",
        },
        /// Cores that it keeps busy.
        Cores => Column {
            key: "cores",
            label: "Busy cores",
            aliases: &["cpus", "vcpus", "cpu", "vcpu", "num cpu", "busy cores"],
            takes: Takes::Number,
            default: "1",
            default_said: "1",
            help: "Processor cores that it keeps busy, at most its vCPUs: what its host draws follows from them.",
        },
    }
    fn without_headings(first: &[&str]) -> Vec<Self> {
        // Whatever stands before the first size is a name, a host and a destination.
        let is_size = |cell: &&str| parse(cell, Kind::Size).is_ok();
        let before = first.iter().take(4).position(is_size).unwrap_or(1).max(1);
        let names = [Self::Name, Self::Host, Self::To].into_iter().take(before);
        names.chain(<Self as super::Columns>::ALL.iter().copied().skip(Self::Memory as usize)).collect()
    }
}
