//! What the parts know and reckon: plain data, tested without a browser.

pub mod advice;
pub mod cite;
pub mod compare;
pub mod entries;
pub mod influences;
pub mod kept;
pub mod map;
pub mod map_rows;
pub mod place;
pub mod question;
pub mod runs;
pub mod solve;
pub mod tables;
pub mod vary;
pub mod work;
