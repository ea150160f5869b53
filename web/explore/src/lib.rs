//! What would change the answer: advice, what it is sensitive to, how sure it is, a map, comparison, and what can be taken away.
//! It lies below the chart, and is linked into the panels' program, which mounts it: the first load does not carry it.

mod app;
mod browser;
pub mod charts;
mod parts;
pub mod state;
mod styles;
pub mod told;
pub mod words;

pub use app::Explore;
pub use styles::SHEET;
pub use told::Told;
