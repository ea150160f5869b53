//! What the page of lessons is made of.

mod figure;
mod graph;
mod grid;
mod list;
mod math;
pub(crate) mod page;
mod question;
mod step;
mod table;
mod teacher;
mod text;
mod turn;
