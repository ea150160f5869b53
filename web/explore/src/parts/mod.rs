//! The parts.

mod map;
mod map_choices;
mod map_handles;
mod map_table;

pub(crate) use map::map;
