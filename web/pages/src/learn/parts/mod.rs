//! What the page of lessons is made of.

mod block;
mod course;
pub(crate) mod exercise;
mod explained;
mod figure;
mod gallery;
mod graph;
mod grid;
mod head;
mod list;
mod map;
mod math;
pub(crate) mod page;
mod paper;
mod played;
mod printed;
mod products;
mod question;
mod recorded;
mod remade;
mod sheet;
mod spread;
mod step;
mod table;
mod teacher;
mod text;
mod turn;
