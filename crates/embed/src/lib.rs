//! Everything that JavaScript can call: the model without a page, as a wasm of its own, for notebooks, tools and pages.
//!
//! It holds no formula. What JavaScript hands over is read into plain Rust (`given`), asked of the model (`questions`, and those over many predictions `explore`), and told as
//! plain objects (`told`), whose TypeScript definitions follow from the Rust types: a test keeps `js/*.d.ts` equal to them. Only
//! [`exports`] knows JavaScript's values; `js/core.js` takes objects apart, so that no exception of a caller's getter or proxy ever
//! passes through wasm, and makes the one class of errors.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod explore;
pub mod exports;
mod given;
#[cfg(test)]
mod package;
mod questions;
mod told;

/// A third of the library's own allocator in size, and about as fast.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
