//! What the page is made of.

mod gantt;
mod gantt_tools;
mod hosts_table;
pub(crate) mod page;
pub(crate) mod pictures;
mod steps_table;
mod topology;
