//! What the page of lessons is made of.

mod block;
mod figure;
mod gallery;
mod graph;
mod head;
mod list;
mod math;
pub(crate) mod page;
mod paper;
mod played;
mod printed;
mod question;
mod recorded;
mod remade;
mod sheet;
mod step;
mod table;
mod teacher;
mod text;
mod turn;
