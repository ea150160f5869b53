//! What all programs of the page stand on: a few functions of the browser, what charts are drawn with, and what more than one says and
//! shows.

pub mod browser;
pub mod calculator;
pub mod charts;
pub mod file_name;
pub mod markup;
pub mod memory;
pub mod parts;
pub mod place;
pub mod player;
pub mod steps;
pub mod words;

/// Of all programs: a third of the library's own allocator in size, and about as fast.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
