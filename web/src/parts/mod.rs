//! The parts that pages are made of.

pub(crate) mod chart_view;
mod choice;
mod glossary;
pub(crate) mod header;
pub(crate) mod headline;
pub(crate) mod inputs;
pub(crate) mod link_problems;
mod measure;
pub(crate) mod notes;
pub(crate) mod scenarios;
pub(crate) mod sheet;
pub(crate) mod shelf;
mod source_chip;
mod term;
mod value_field;
