//! What the page is made of.

mod figures;
mod filters;
mod mark_key;
mod misses;
mod opened;
pub(crate) mod page;
mod scatter;
mod scores;
mod sources;
mod validity;
