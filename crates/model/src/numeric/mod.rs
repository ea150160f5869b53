//! Mathematics that knows nothing of migrations.

mod bivariate;
pub mod curve;
mod distribution;
pub mod fair_share;
mod interval;
mod logistic;
mod low_discrepancy;
mod normal;
mod power;
mod proportion;
mod quantile;
mod random;
mod ranked;
mod relative_line;
mod sort;
mod sorting;
mod within;

pub use bivariate::{Bivariate, Line, ranks};
pub use curve::Curve;
pub use distribution::{Distribution, DistributionFault, Parameter};
pub use interval::Interval;
pub use logistic::{Logistic, LogisticFit, NoFit};
pub use low_discrepancy::{DIMENSIONS, LowDiscrepancy};
pub use normal::normal_quantile;
pub use power::{geometric_sum, whole_power};
pub use proportion::wilson;
pub use quantile::{mean, quantile};
pub use random::Random;
pub use ranked::Ranked;
pub use relative_line::{RelativeLine, RelativePoint};
pub use sort::{sort, sort_by};
pub use sorting::Sorting;
pub use within::within;
