//! What the page is made of.

mod figures;
mod filters;
pub(crate) mod mark_key;
mod misses;
pub(crate) mod opened;
pub(crate) mod page;
pub(crate) mod scatter;
mod scores;
mod sources;
mod validity;
