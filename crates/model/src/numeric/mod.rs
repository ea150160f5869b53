//! Mathematics that knows nothing of migrations.

pub mod curve;
mod power;

pub use curve::Curve;
pub use power::whole_power;
