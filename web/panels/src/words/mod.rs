//! Every sentence that the panels say, but those that come with the scenarios and the kinds of guests.

pub mod measure;
pub mod recorded;
pub mod scenarios;
