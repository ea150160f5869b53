//! Every sentence that the panels say, but those that come with the scenarios and the kinds of guests.

pub mod akoush;
pub mod explain;
pub mod measure;
pub mod products;
pub mod recorded;
pub mod scenarios;
pub mod share;
pub mod ways_out;
