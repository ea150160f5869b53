//! Mathematics that knows nothing of migrations.

pub mod curve;
mod power;
mod quantile;
mod within;

pub use curve::Curve;
pub use power::{geometric_sum, whole_power};
pub use quantile::{mean, quantile};
pub use within::within;
