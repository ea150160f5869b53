//! The panels.

mod akoush;
pub(crate) mod explain;
pub(crate) mod measure;
pub(crate) mod products;
pub(crate) mod scenarios;
mod ways_out;
