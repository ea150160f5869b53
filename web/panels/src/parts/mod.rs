//! The panels.

mod akoush;
mod choice;
pub(crate) mod explain;
pub(crate) mod measure;
pub(crate) mod memory;
pub(crate) mod products;
pub(crate) mod scenarios;
pub(crate) mod share;
mod ways_out;
