//! What the page is made of.

mod advice;
mod compare;
mod details;
mod entered;
mod gantt;
mod gantt_tools;
mod grid;
mod hosts_table;
mod moves;
pub(crate) mod page;
mod pager;
pub(crate) mod pictures;
mod rows;
mod sheets;
mod steps_table;
mod takeaway;
mod topology;
