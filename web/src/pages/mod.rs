//! The pages. So far there is one.

pub(crate) mod calculator;
