//! What the page is made of.

mod against;
mod body;
mod bring;
mod brushed;
mod calibrate;
mod failures;
mod filters;
mod overview;
pub(crate) mod page;
mod pressure;
mod save;
mod sources;
mod table;
mod takeaway;
mod throttle;
mod times;
