//! The parts, one a question.

pub(crate) mod advice;
mod advice_row;
mod choice;
mod cite;
pub(crate) mod compare;
mod disclosure;
pub(crate) mod export;
mod imported;
pub(crate) mod keep;
mod kept_list;
mod map;
mod map_choices;
mod map_handles;
mod map_table;
pub(crate) mod sensitivity;
mod setting;
mod solve;
pub(crate) mod vary;
mod vary_row;

pub(crate) use map::map;
