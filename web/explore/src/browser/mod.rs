//! What lies below the chart and needs the browser: the rest is tested without one.

pub(crate) mod files;
pub(crate) mod store;
