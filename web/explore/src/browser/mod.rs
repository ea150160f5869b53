//! The only code of what lies below the chart that touches the browser.

pub(crate) mod answer;
pub(crate) mod map_canvas;
pub(crate) mod map_runner;
pub(crate) mod store;
