//! The columns of the sheet of hosts.

use precopy_model::quantity::text::Kind;

use super::column::{Column, Takes, columns};
use crate::fields::YES_NO;

columns! {
    /// A column of the sheet of hosts.
    HostColumn {
        /// What it is called.
        Name => Column {
            key: "name",
            label: "Name",
            aliases: &["host", "node", "hypervisor", "vmhost", "server"],
            takes: Takes::Name,
            default: "",
            default_said: "",
            help: "What the host is called: by this name commands and rules speak of it.",
        },
        /// Memory for VMs.
        Memory => Column {
            key: "memory",
            label: "Memory",
            aliases: &["mem", "ram", "memory size", "# memory", "total memory"],
            takes: Takes::Amount(Kind::Size),
            default: "",
            default_said: "256 GiB, or twice what its VMs have, where that is more",
            help: "Memory for VMs. At no moment are there more on it, or on their way to it.",
        },
        /// Processor cores.
        Cores => Column {
            key: "cores",
            label: "Cores",
            aliases: &["cpus", "cpu", "# cores", "num cpu"],
            takes: Takes::Number,
            default: "16",
            default_said: "16",
            help: "Processor cores: with all of them busy it draws what a loaded host draws.",
        },
        /// Speed of its port.
        Link => Column {
            key: "link",
            label: "Port",
            aliases: &["port", "nic", "speed", "link speed", "bandwidth", "network"],
            takes: Takes::Speed,
            default: "10 Gbit/s",
            default_said: "10 Gbit/s",
            help: "Its port in the network that migrations go over, in each direction; bit/s is the line rate, bytes per second are payload.",
        },
        /// Where that leads to.
        Switch => Column {
            key: "switch",
            label: "Switch",
            aliases: &["rack", "leaf", "tor"],
            takes: Takes::SwitchName,
            default: "switch",
            default_said: "one switch for all such hosts",
            help: "The switch at the other end of its port.",
        },
        /// Whether it runs.
        On => Column {
            key: "on",
            label: "On",
            aliases: &["is on", "running", "powered on"],
            takes: Takes::Words(YES_NO),
            default: "yes",
            default_said: "yes",
            help: "Whether it runs at the beginning. One that does not is switched on when VMs are to go to it.",
        },
        /// Whether it is to be emptied.
        Drain => Column {
            key: "drain",
            label: "Empty it",
            aliases: &["empty", "evacuate", "maintenance"],
            takes: Takes::Words(YES_NO),
            default: "no",
            default_said: "no",
            help: "Whether all VMs are to leave it.",
        },
        /// Whether it takes VMs.
        Takes => Column {
            key: "takes",
            label: "Takes VMs",
            aliases: &["takes vms", "spare", "onto"],
            takes: Takes::Words(YES_NO),
            default: "yes",
            default_said: "yes; one that is emptied only once it has been restarted",
            help: "Whether VMs may be moved to it whose destination is not given.",
        },
        /// Time to come up.
        Boot => Column {
            key: "boot",
            label: "Comes up in",
            aliases: &["boot time", "startup"],
            takes: Takes::Amount(Kind::Duration),
            default: "2 min",
            default_said: "2 min: about what Kherbache and others measured, 113 to 117 s",
            help: "From pressing the button until it can receive VMs.",
        },
        /// Time to go down.
        Shutdown => Column {
            key: "shutdown",
            label: "Goes down in",
            aliases: &["shutdown time"],
            takes: Takes::Amount(Kind::Duration),
            default: "30 s",
            default_said: "30 s: about what Kherbache and others measured, 29 to 32 s",
            help: "From the command until it draws no more than when off.",
        },
        /// Drawn when off.
        PowerOff => Column {
            key: "powerOff",
            label: "Draws off",
            aliases: &["power off"],
            takes: Takes::Power,
            default: "5 W",
            default_said: "5 W, assumed",
            help: "What it draws when it is off: management board and supply.",
        },
        /// Drawn when coming up.
        PowerBooting => Column {
            key: "powerBooting",
            label: "Draws booting",
            aliases: &["power booting", "power boot"],
            takes: Takes::Power,
            default: "150 W",
            default_said: "150 W, assumed",
            help: "What it draws while it comes up or goes down.",
        },
        /// Drawn when idle.
        PowerIdle => Column {
            key: "powerIdle",
            label: "Draws idle",
            aliases: &["power idle", "idle power"],
            takes: Takes::Power,
            default: "120 W",
            default_said: "120 W, assumed",
            help: "What it draws when it is up and has nothing to do.",
        },
        /// Drawn when loaded.
        PowerLoaded => Column {
            key: "powerLoaded",
            label: "Draws loaded",
            aliases: &["power loaded", "max power", "loaded power"],
            takes: Takes::Power,
            default: "300 W",
            default_said: "300 W, assumed",
            help: "What it draws with all its cores busy.",
        },
        /// What it sends beside its VMs.
        Outgoing => Column {
            key: "outgoing",
            label: "Sends",
            aliases: &["out", "tx", "background out"],
            takes: Takes::Speed,
            default: "0",
            default_said: "nothing",
            help: "Traffic of its own that it sends, beside that of its VMs.",
        },
        /// What it receives beside its VMs.
        Incoming => Column {
            key: "incoming",
            label: "Receives",
            aliases: &["in", "rx", "background in"],
            takes: Takes::Speed,
            default: "0",
            default_said: "nothing",
            help: "Traffic of its own that it receives, beside that of its VMs.",
        },
    }
}
