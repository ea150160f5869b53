//! What is asked about rules that throttle.

use precopy_model::numeric::Logistic;
use precopy_model::records::log::{Measure, Rule, RuleKind, Swept};

use super::large::Large;

/// Had this rule been in force?
#[derive(Clone, Debug, PartialEq)]
pub struct Throttle {
    /// What was in flight.
    pub swept: Large<Swept>,
    /// The rule.
    pub rule: Rule,
    /// What the curve goes by.
    pub measure: Measure,
    /// The curve of failure over pressure.
    pub curve: Option<Logistic>,
}

/// Which limit keeps failures below a share?
#[derive(Clone, Debug, PartialEq)]
pub struct Recommend {
    /// What was in flight.
    pub swept: Large<Swept>,
    /// Among these rules.
    pub kind: RuleKind,
    /// What the curve goes by.
    pub measure: Measure,
    /// The curve of failure over pressure.
    pub curve: Logistic,
    /// The share.
    pub target: f64,
}
