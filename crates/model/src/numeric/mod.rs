//! Mathematics that knows nothing of migrations.

pub mod curve;

pub use curve::Curve;
