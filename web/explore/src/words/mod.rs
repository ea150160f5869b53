//! Every sentence that is said below the chart.

pub mod advice;
pub mod figures;
pub mod influences;
pub mod setting;
pub mod solve;
pub mod vary;

/// What it is, for those who do not see it.
pub const NAME: &str = "What would change it";
