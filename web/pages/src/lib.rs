//! The pages beside the calculator: plans for many VMs; a site's own migrations, out of its logs; lessons; and the evidence: recorded migrations against what the predictors say, where
//! every constant comes from, and when the bound holds. A program of its own, so that the first load of the page does not carry it.
//!
//! The page calls [`open`] with an element of its own; the boot script has said before where the data lies ([`find_data_in`], [`find_lessons_in`]).

mod app;
mod browser;
pub mod charts;
pub mod evidence;
pub mod learn;
mod parts;
pub mod plan;
pub mod records;

pub use browser::data::find_data_in;
pub use browser::lessons::find_lessons_in;
pub use browser::mount::{Opened, open};
