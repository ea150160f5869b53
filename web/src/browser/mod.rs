//! The only code that touches the browser.

pub(crate) mod address;
mod canvas;
pub(crate) mod clipboard;
pub(crate) mod events;
pub(crate) mod mount;
pub(crate) mod painter;
mod panic;
pub(crate) mod print;
mod styles;
