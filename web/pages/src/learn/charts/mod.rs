//! What lessons draw: lines over an axis, from the model.

mod curve;
mod graph;
mod map;
mod printed;
mod spread;
mod sweep;

pub use curve::curve;
pub use graph::{Axis, Graph, Line, Look};
pub use map::{Pixels, Plane};
pub use spread::{MARKED, band, spread};
pub use sweep::{apart, series, sweep};
