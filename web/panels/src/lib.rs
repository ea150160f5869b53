//! What opens on the shelf and is fetched then: measuring a VM, the ready-made scenarios, where a number comes from, and the same
//! VM under every product. A program of its own, so that
//! the first load of the page does not carry it.
//!
//! The page calls [`open`] with an element of its own and tells the present link; the panel answers by a callback, with
//! values to enter or a scenario to take over. Each program keeps its own state, and only texts pass between them.

mod app;
mod browser;
mod parts;
pub mod state;
pub mod words;

pub use browser::mount::{Opened, open, products_for_test, scenario};
