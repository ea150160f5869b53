//! What the page is made of.

mod compare;
mod details;
mod entered;
mod grid;
mod moves;
pub(crate) mod page;
mod pager;
mod rows;
mod sheets;
