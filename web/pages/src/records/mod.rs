//! Migrations of a person's own site: what failed, how long they took, what pressure has to do with it, what throttling would have done, and
//! what they say to the calculator. Logs are read here and never leave the page.

pub mod app;
pub mod charts;
mod parts;
pub mod state;
pub mod words;
