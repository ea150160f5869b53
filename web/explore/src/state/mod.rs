//! What the parts know and reckon: plain data, tested without a browser.

pub mod cite;
pub mod compare;
pub mod kept;
pub mod map;
pub mod map_rows;
pub mod place;
pub mod tables;
