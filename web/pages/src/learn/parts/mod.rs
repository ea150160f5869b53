//! What the page of lessons is made of.

pub(crate) mod exercise;
mod explained;
mod figure;
mod graph;
mod grid;
mod list;
mod map;
mod math;
pub(crate) mod page;
mod products;
mod question;
mod spread;
mod step;
mod table;
mod teacher;
mod text;
mod turn;
