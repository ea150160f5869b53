//! What lessons draw: lines over an axis, from the model.

mod curve;
mod graph;
mod printed;
mod sweep;

pub use curve::curve;
pub use graph::{Axis, Graph, Line, Look};
pub use sweep::{apart, series, sweep};
