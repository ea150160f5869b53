//! Every sentence that is said below the chart.

/// What it is, for those who do not see it.
pub const NAME: &str = "What would change it";
