//! The parts that pages are made of.

pub(crate) mod announcement;
mod chart_tools;
pub(crate) mod chart_view;
mod choice;
mod copy_values;
mod crosshair;
mod curve_table;
mod disclosure;
mod glossary;
mod handles;
pub(crate) mod header;
pub(crate) mod headline;
mod hold;
pub(crate) mod inputs;
pub(crate) mod link_problems;
pub(crate) mod notes;
pub(crate) mod on_demand;
mod player;
pub(crate) mod scenarios;
pub(crate) mod sheet;
pub(crate) mod shelf;
mod source_chip;
mod source_table;
mod term;
pub(crate) mod trust;
mod value_field;
