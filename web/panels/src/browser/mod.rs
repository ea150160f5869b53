//! The only code of the panels that touches the browser.

pub(crate) mod kept;
pub(crate) mod mount;
mod panic;
mod styles;
