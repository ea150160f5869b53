//! What the pages are made of.

pub(crate) mod evidence;
mod figures;
mod filters;
mod mark_key;
mod misses;
mod opened;
mod pick;
mod scatter;
mod scores;
mod sources;
mod validity;
