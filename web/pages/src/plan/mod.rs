//! Plans for many VMs: what is moved after what, by which technique, and what comes of it.

pub mod app;
pub mod charts;
mod parts;
pub mod state;
pub mod words;
