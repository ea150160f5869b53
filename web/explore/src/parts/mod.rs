//! The parts, one a question.

mod cite;
pub(crate) mod compare;
pub(crate) mod export;
mod imported;
pub(crate) mod keep;
mod kept_list;
