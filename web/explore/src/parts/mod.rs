//! The parts, one a question.

mod cite;
pub(crate) mod compare;
pub(crate) mod export;
mod imported;
pub(crate) mod keep;
mod kept_list;
mod map;
mod map_choices;
mod map_handles;
mod map_table;

pub(crate) use map::map;
