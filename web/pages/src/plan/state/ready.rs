//! Ready-made plans, by name.

use precopy_formats::maintenance::Sheets;
use precopy_formats::maintenance::ready::{ReadyMade, find};

/// The sheets of a ready-made plan.
#[must_use]
pub fn sheets(id: &str) -> Option<Sheets> {
    find(id).map(|one: &ReadyMade| (one.make)())
}
