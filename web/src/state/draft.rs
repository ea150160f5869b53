//! A text that is being typed.

use precopy_model::problem::Problem;

/// What stands in a field while it differs from the printed value.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// As it was typed.
    pub text: String,
    /// Why it does not count; none when it does.
    pub problem: Option<Problem>,
}
