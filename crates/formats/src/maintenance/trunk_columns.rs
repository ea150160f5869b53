//! The columns of the sheet of trunks: links between switches.

use super::column::{Column, Takes, columns};
use crate::fields::Word;

/// How a trunk of several cables divides what goes over it.
pub const SPREADS: &[Word] =
    &[Word { id: "fair", name: "as one cable" }, Word { id: "by-address", name: "each pair of hosts by one cable" }];

columns! {
    /// A column of the sheet of trunks.
    TrunkColumn {
        /// One end.
        From => Column {
            key: "from",
            label: "From",
            aliases: &["from switch", "one end"],
            takes: Takes::SwitchName,
            default: "",
            default_said: "",
            help: "The switch at one end. A trunk carries its speed in both directions at once.",
        },
        /// The other end.
        To => Column {
            key: "to",
            label: "To",
            aliases: &["to switch", "other end"],
            takes: Takes::SwitchName,
            default: "",
            default_said: "",
            help: "The switch at the other end.",
        },
        /// Speed of one cable.
        Link => Column {
            key: "link",
            label: "Cable",
            aliases: &["speed", "link speed", "bandwidth", "cable"],
            takes: Takes::Speed,
            default: "10 Gbit/s",
            default_said: "10 Gbit/s",
            help: "What one cable carries in each direction.",
        },
        /// How many there are.
        Cables => Column {
            key: "cables",
            label: "Cables",
            aliases: &["count", "links", "members"],
            takes: Takes::Count,
            default: "1",
            default_said: "1",
            help: "How many cables there are side by side.",
        },
        /// How they are used.
        Spread => Column {
            key: "spread",
            label: "Spread",
            aliases: &["hash", "policy", "aggregation"],
            takes: Takes::Words(SPREADS),
            default: "fair",
            default_said: "fair",
            help: "How several cables are used: fairly, as if they were one, or each pair of hosts by one of them that follows from their addresses.",
        },
    }
}
