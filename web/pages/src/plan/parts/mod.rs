//! What the page is made of.

pub(crate) mod page;
