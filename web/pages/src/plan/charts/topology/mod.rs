//! Hosts, switches and links at a moment, with the VMs that are on their way.

mod draw;
mod layout;
mod pick;
mod way;

pub use draw::draw;
pub use layout::{Layout, Rect};
pub use pick::Picked;
