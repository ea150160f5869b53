//! The only code of the panels that touches the browser.

pub(crate) mod frame;
pub(crate) mod kept;
pub(crate) mod mount;
mod panic;
mod styles;
