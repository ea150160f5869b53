//! The program of the panels: what is linked of it is what the page calls.

pub use precopy_panels::open;
