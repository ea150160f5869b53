//! Scenarios as text: one [field table](fields), and from it share links and JSON, both ways.
//!
//! * [`fields`]: one row per input: how it is spelt in links, attributes and JSON, its kind, default and help.
//! * [`Inputs`]: what a person has entered, in the units in which it was entered; becomes a scenario.
//! * [`link`]: the state in the address, `#v=1&hv=qemu&mem=64GiB…`.
//! * [`json`]: scenario files and JavaScript objects.
//! * [`ready`]: scenarios to start from, with their sources.
//! * [`shape`]: in which pattern a guest writes, as a text.
//! * [`uncertain`]: what is known of inputs that are not known exactly, in links.
//! * [`dirty_rate`]: what products print of a measured dirty rate.
//! * [`history`]: a recorded history of writes, as a table of two columns.
//! * [`runs`]: recorded migrations, to hold predictions against.
//! * [`log`]: a site's own migrations, as programs write them down.
//! * [`neighbours`]: the same, as short as a page needs it that tells how far to trust a prediction.
//! * [`settings`]: a change in the product's own words, ready to paste.
//! * [`targets`]: what is wanted of a migration, and [`pins`]: scenarios to compare it with; both beside the inputs in a link.
//! * [`lessons`]: what lessons ask of the model, claim and set as exercises.
//! * [`maintenance`]: sheets of hosts and VMs for a plan, rules in words, and what is handed on of a plan.
//! * [`scenario_file`]: named scenarios as one file, and [`result_file`]: a scenario with what is predicted of it; both JSON.
//! * [`json_text`] and [`csv_text`]: how such texts are written.
//! * [`workloads`]: kinds of guests to start from, where nothing is measured yet.
//!
//! Any text gives inputs or problems, never a panic. This is the only crate that knows serde.

mod advised;
mod complete;
pub mod csv_text;
pub mod dirty_rate;
pub mod entries;
mod field_map;
pub mod fields;
pub mod history;
mod inputs;
pub mod json;
pub mod json_text;
mod json_tree;
pub mod lessons;
pub mod link;
pub mod log;
pub mod maintenance;
mod nearest;
pub mod neighbours;
mod of_scenario;
pub mod pins;
mod product;
pub mod ready;
pub mod result_file;
pub mod runs;
pub mod scenario_file;
#[cfg(test)]
mod schema_file;
pub mod settings;
pub mod shape;
pub mod targets;
pub mod uncertain;
mod value;
pub mod workloads;

pub use advised::entered_for;
pub use field_map::FieldMap;
pub use inputs::Inputs;
pub use nearest::nearest;
pub use value::Value;
