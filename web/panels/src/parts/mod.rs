//! The panels.

pub(crate) mod measure;
pub(crate) mod scenarios;
