//! What the parts know and reckon: plain data, tested without a browser.

pub mod advice;
pub mod entries;
pub mod influences;
pub mod question;
pub mod runs;
pub mod solve;
pub mod vary;
pub mod work;
