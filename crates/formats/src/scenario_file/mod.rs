//! Named scenarios as one file, to be kept and handed on. Its schema is `schema/scenarios.schema.json` beside this crate's sources.
//!
//! ```json
//! {
//!   "format": "precopy-scenarios", "version": 1, "precopy": "0.1.0",
//!   "scenarios": [
//!     { "name": "Database at noon", "note": "measured on 3 May",
//!       "inputs": { "hypervisor": "qemu", "memory": "64 GiB", "dirtyRate": "200 MiB/s" },
//!       "targets": { "downtime": "300 ms", "migrationTime": "10 min" },
//!       "ranges": { "hotSet": "2 GiB..6 GiB" }, "seed": 7 }
//!   ]
//! }
//! ```
//!
//! `inputs` are those of [`crate::json`]: what is left out has its default. Nothing is ever taken silently: whatever is wrong is said with
//! its place, all of it at once, and what is right beside it can still be taken.

mod kept;
mod read;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod tests;

pub use kept::{Kept, MOST_CHARACTERS, MOST_IN_NOTE, name, note};
pub use read::{Read, parse};

pub use crate::json_tree::Flaw;

use crate::fields::row;
use crate::json_text::JsonText;

/// The word by which such a file is known.
pub const FORMAT: &str = "precopy-scenarios";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// A longer text is none of ours.
pub const MOST_BYTES: usize = 1 << 20;
/// More scenarios are not read from one file, nor kept in one list.
pub const MOST_SCENARIOS: usize = 500;

/// Writes a file. [`parse`] reads it back to the same.
#[must_use]
pub fn print(scenarios: &[Kept]) -> String {
    let mut json = JsonText::default();
    json.object("");
    json.text("format", FORMAT);
    json.number("version", Some(f64::from(VERSION)));
    json.text("precopy", env!("CARGO_PKG_VERSION"));
    json.list("scenarios");
    for kept in scenarios {
        json.object("");
        json.text("name", &kept.name);
        if !kept.note.is_empty() {
            json.text("note", &kept.note);
        }
        json.object("inputs");
        for (field, value) in kept.inputs.entered() {
            json.text(row(field).text, &value.text());
        }
        json.close();
        kept::print_targets(&mut json, &kept.targets);
        kept::print_ranges(&mut json, &kept.varied);
        json.close();
    }
    json.finish()
}
