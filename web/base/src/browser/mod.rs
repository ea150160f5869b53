//! What all programs need of the browser.

pub mod canvas;
pub mod clipboard;
pub mod events;
pub mod message;
pub mod painter;
pub mod panic;
pub mod plot;
pub mod print;
pub mod styles;
pub mod tree;
pub mod turn;
