//! What both programs need of the browser.

pub mod clipboard;
pub mod events;
pub mod panic;
pub mod styles;
