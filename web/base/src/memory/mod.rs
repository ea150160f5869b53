//! The memory of a migration as cells: what each part of it is at a moment, drawn as dots, marked, and said in words. Lessons show it,
//! and so does the calculator beside its rounds.

mod dots;
mod moment;
mod reel;
mod still;
mod view;
pub mod words;

pub use dots::Dots;
pub use moment::{Moment, go_to};
pub use view::Memory;

/// The style sheet of the view, for the programs that show it.
pub const SHEET: &str = include_str!("memory.css");

/// So many cells at most: a square of 256.
pub const MOST_CELLS: usize = 65_536;
