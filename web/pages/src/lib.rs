//! The pages beside the calculator: plans for many VMs; a site's own migrations, out of its logs; lessons; and the evidence: recorded
//! migrations against what the predictors say, where every constant comes from, and when the bound holds. Each is linked into a program
//! of its own ([`program`]), so that neither the first load nor another page carries it.
//!
//! The calculator opens one in an element of its own; the boot script has said before who reads data ([`read_data_by`]).

mod browser;
pub mod charts;
pub mod evidence;
pub mod learn;
mod page;
mod parts;
pub mod plan;
pub mod records;
mod store;

pub use browser::data::read_data_by;
pub use browser::mount::Opened;
pub use evidence::app::Evidence;
pub use learn::app::Learn;
pub use page::{Given, Page};
pub use plan::app::Planner;
pub use records::app::Records;
