//! Every sentence that is said below the chart.

pub mod compare;
pub mod export;
pub mod keep;
pub mod map;
pub mod tables;

/// What it is, for those who do not see it.
pub const NAME: &str = "What would change it";
