//! Every sentence that a person reads on this page. (Reasons come from the model, problems and what columns mean from the formats.)

pub mod advice;
pub mod amounts;
pub mod compare;
pub mod details;
pub mod entered;
pub mod names;
pub mod outcome;

pub mod picture;
pub mod takeaway;

/// The head of the page.
pub const TITLE: &str = "In which order, and how many at once?";
/// What stands below it.
pub const LEAD: &str = "Hosts are emptied, VMs move, links are shared: every plan is played here as it would go, with the rules of the product \
    that moves them.";
