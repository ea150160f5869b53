//! The page Learn: lessons in steps, whose numbers and figures the model gives as they are turned.

pub mod app;
pub mod charts;
pub(crate) mod parts;
pub mod state;
pub mod words;
