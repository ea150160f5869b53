//! Drawing, generic over the plotters backend: no state, no events, no browser.

mod calendar;
pub mod curve;
pub mod scatter;
pub mod timeline;
pub mod times;
mod tint;

#[cfg(test)]
mod tests;
