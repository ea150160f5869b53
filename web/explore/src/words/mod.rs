//! Every sentence that is said below the chart.

pub mod advice;
pub mod compare;
pub mod export;
pub mod figures;
pub mod influences;
pub mod keep;
pub mod map;
pub mod setting;
pub mod solve;
pub mod tables;
pub mod vary;

/// What it is, for those who do not see it.
pub const NAME: &str = "What would change it";
