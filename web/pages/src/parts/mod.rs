//! What more than one page is made of.

pub(crate) mod pick;
