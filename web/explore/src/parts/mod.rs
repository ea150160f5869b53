//! The parts below the chart.

pub(crate) mod advice;
mod advice_row;
mod choice;
mod disclosure;
pub(crate) mod sensitivity;
mod setting;
mod solve;
pub(crate) mod vary;
mod vary_row;
