//! Drawing, generic over the plotters backend: no state, no events, no browser.

pub mod course;
pub mod mark;
pub mod scatter;
