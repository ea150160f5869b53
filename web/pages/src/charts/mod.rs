//! What more than one page's charts are drawn with: generic over the plotters backend, no state, no events.

pub mod frame;
