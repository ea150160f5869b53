//! The only code that touches the browser.

pub(crate) mod address;
pub(crate) mod events;
pub(crate) mod mount;
pub(crate) mod mounted;
pub(crate) mod options;
pub(crate) mod panels;
mod panic;
pub(crate) mod picture;
pub(crate) mod rest;
mod styles;
mod told;
