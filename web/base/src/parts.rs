//! What both programs of the page show alike.

use precopy_model::scenario::Mark;

/// The class that colours a mark; none for one that needs no notice.
#[must_use]
pub const fn mark_colour(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Assumed => Some("mark--assumed"),
        Mark::Entered => Some("mark--entered"),
        Mark::SourceCode | Mark::Documentation | Mark::ThirdParty | Mark::Inferred => None,
    }
}
