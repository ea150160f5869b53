//! What both programs of the page stand on: a few functions of the browser, and what both say and show.

pub mod browser;
pub mod markup;
pub mod parts;
pub mod words;

/// Of both programs: a third of the library's own allocator in size, and about as fast.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
