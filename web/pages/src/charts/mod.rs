//! What charts of more than one page are drawn with.

pub(crate) mod frame;
