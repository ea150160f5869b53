//! What all programs need of the browser.

pub mod address;
pub mod canvas;
pub mod clipboard;
pub mod copied;
pub mod date;
pub mod events;
pub mod files;
pub mod frames;
pub mod message;
pub mod painted;
pub mod painter;
pub mod panic;
pub mod pixels;
pub mod plot;
pub mod print;
pub mod sight;
pub mod styles;
pub mod surface;
pub mod tree;
pub mod turn;
