//! Mathematics that knows nothing of migrations.

pub mod curve;
mod distribution;
pub mod fair_share;
mod low_discrepancy;
mod normal;
mod power;
mod quantile;
mod random;
mod ranked;
mod sort;
mod within;

pub use curve::Curve;
pub use distribution::{Distribution, DistributionFault, Parameter};
pub use low_discrepancy::{DIMENSIONS, LowDiscrepancy};
pub use normal::normal_quantile;
pub use power::{geometric_sum, whole_power};
pub use quantile::{mean, quantile};
pub use random::Random;
pub use ranked::Ranked;
pub use sort::{sort, sort_by};
pub use within::within;
