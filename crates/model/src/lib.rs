//! How a live migration of a virtual machine goes: will it end, when, how long is the guest down, and why.
//!
//! The chapters in reading order; each imports earlier ones only (a test keeps it so):
//!
//! 1. [`problem`]: what is wrong with an input, all of it at once.
//! 2. [`quantity`]: amounts as types, and the one grammar in which they are written.
//! 3. [`numeric`]: piecewise-linear curves, quantiles, distributions, seeded random numbers.
//! 4. [`scenario`]: what the user describes: VM, dirtying, link, hypervisor. It is *checked* once.
//! 5. [`predict`]: what happens to one VM: the paper's equations and the bound for each product's loop.
//! 6. [`explore`]: questions over predictions: which value of an input meets a target, how the answer changes over inputs, which of them
//!    matters most, and how sure the answer is when they are not known exactly.
//! 7. [`plan`]: many VMs, hosts and links: what is done when, and what comes of it.
//! 8. [`records`]: migrations that happened, held against the model.
//!
//! After [`scenario::Scenario::check`] has passed, nothing in this crate fails or panics: "never ends" and
//! "cancelled by the time limit" are outcomes with a reason, not errors.
//!
//! The crate knows no browser, clock, file, thread, text format or unseeded randomness.
//!
//! # Example
//!
//! ```
//! use precopy_model::predict::{bound, paper};
//! use precopy_model::quantity::{Bytes, PagesPerSecond, BitsPerSecond};
//! use precopy_model::scenario::{presets, Dirtying, Link, Scenario, Vm};
//!
//! let scenario = Scenario {
//!     vm: Vm { memory: Bytes::from_gib(4.0), working_set: Bytes::from_gib(2.0) },
//!     dirtying: Dirtying::round_robin(Bytes::from_mib(512.0), PagesPerSecond::from_pages_per_second(20_000.0)),
//!     link: Link::line(BitsPerSecond::from_gbit_per_second(10.0)),
//!     hypervisor: presets::find("qemu").map(|preset| preset.hypervisor()).unwrap(),
//! };
//! let checked = scenario.check().unwrap();
//! let safe = bound::predict(&checked);
//! let read = paper::predict(&checked);
//! assert!(read.migration_time < safe.migration_time);
//! println!("It {}.", safe.reason_in_words());
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod problem;
pub mod quantity;

pub mod numeric;

pub mod scenario;

pub mod predict;

pub mod explore;

pub mod plan;

pub mod records;

/// The long texts, compiled so that their examples run and their links are checked.
pub mod docs {
    #[doc = include_str!("../docs/validity.md")]
    pub mod validity {}
    #[doc = include_str!("../docs/loops.md")]
    pub mod loops {}
    #[doc = include_str!("../docs/plans.md")]
    pub mod plans {}
    #[doc = include_str!("../docs/errata.md")]
    pub mod errata {}
}
