//! The pages: the calculator, and those of another program.

pub(crate) mod calculator;
pub(crate) mod other;
