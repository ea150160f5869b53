//! The evidence: recorded migrations against what the predictors say, where every constant comes from, and when the bound holds.

pub mod app;
pub mod charts;
pub(crate) mod parts;
pub mod state;
pub mod words;
