//! Ready-made scenarios: each is a link's text with a title, its sources, and the inputs in it that are assumed.
//!
//! To add one: write it in its family's file, keys in the order of the field table, and say in `tests/ready.rs` how it
//! ends. A short id never changes once it is published.

mod endings;
mod figure_5;
mod links;
mod machines;
mod postal;
mod spec;
mod web_servers;

use precopy_model::problem::Field;
use precopy_model::scenario::Source;

/// An input that the source does not give, and why it has this value.
pub type Assumed = (Field, &'static str);

/// A scenario that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Short name; never changes once published.
    pub id: &'static str,
    /// What it is.
    pub title: &'static str,
    /// What it shows, in one line.
    pub shows: &'static str,
    /// The scenario, as [`crate::link::print`] writes it.
    pub link: &'static str,
    /// Paper and place; for an example of ours: assumed.
    pub source: Source,
    /// What is assumed; the other inputs of the link are the source's.
    pub assumed: &'static [Assumed],
}

/// Scenarios that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Short name, in names of elements.
    pub id: &'static str,
    /// Its heading.
    pub name: &'static str,
    /// In the order in which they are offered.
    pub scenarios: &'static [Ready],
}

/// Every scenario, in the order in which they are offered.
pub static ALL: &[Group] = &[
    Group { id: "endings", name: "How a migration ends", scenarios: endings::ALL },
    Group { id: "machines", name: "Machines that people have", scenarios: machines::ALL },
    Group { id: "links", name: "What the link does to it", scenarios: links::ALL },
    Group { id: "web", name: "From a paper: web servers (Kherbache and others)", scenarios: web_servers::ALL },
    Group {
        id: "figure-5",
        name: "From a paper: the two shapes (Salfner and others, Figure 5)",
        scenarios: figure_5::ALL,
    },
    Group {
        id: "spec",
        name: "From a paper: SPEC application server (Salfner and others, Table III)",
        scenarios: spec::ALL,
    },
    Group {
        id: "postal",
        name: "From a paper: Postal mail server (Salfner and others, Table IV)",
        scenarios: postal::ALL,
    },
];

/// Every scenario.
pub fn all() -> impl Iterator<Item = &'static Ready> {
    ALL.iter().flat_map(|group| group.scenarios)
}

/// The scenario that a link describes, when it is exactly one of these: `link` as [`crate::link::print`] writes it.
#[must_use]
pub fn of_link(link: &str) -> Option<&'static Ready> {
    all().find(|ready| ready.link == link)
}

const SALFNER: &str = "Salfner, Tröger, Richly 2012";

/// An example of ours.
const OURS: Source = Source::assumed("an example of ours");

/// Why the values of an example are what they are.
const TYPICAL: &str = "a round number that such a machine may well have";
const CHOSEN: &str = "chosen so that one sees it";

/// An example whose machine and link are all assumed.
const MACHINE: &[Assumed] = &[
    (Field::Memory, TYPICAL),
    (Field::WorkingSet, TYPICAL),
    (Field::HotSet, TYPICAL),
    (Field::DirtyRate, TYPICAL),
    (Field::Link, TYPICAL),
];

/// The same, with QEMU's cap lifted by whoever runs it.
const MACHINE_WITHOUT_CAP: &[Assumed] = &[
    (Field::Memory, TYPICAL),
    (Field::WorkingSet, TYPICAL),
    (Field::HotSet, TYPICAL),
    (Field::DirtyRate, TYPICAL),
    (Field::Link, TYPICAL),
    (Field::BandwidthCap, "lifted, as one does where the link is faster than the cap"),
];
