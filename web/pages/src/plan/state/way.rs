//! The ways in which a task can be done, side by side.

use precopy_model::plan::Plan;
use precopy_model::plan::strategy::{batched, convergence_aware, parallel, sequential};

use super::case::Case;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One thing after another.
    Sequential,
    /// Everything as soon as it can be begun.
    Parallel,
    /// So many for each host.
    Batched,
    /// As many as still converge.
    ConvergenceAware,
    /// The best that a search has found.
    Searched,
}

impl Way {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::Sequential, Self::Parallel, Self::Batched, Self::ConvergenceAware, Self::Searched];

    /// In names of elements and files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sequential => "sequential",
            Self::Parallel => "parallel",
            Self::Batched => "batched",
            Self::ConvergenceAware => "convergence-aware",
            Self::Searched => "searched",
        }
    }

    /// Its plan; none of a search, which has many.
    #[must_use]
    pub fn plan(self, case: &Case, per_host: u32) -> Option<Plan> {
        let Case { site, task, rules, .. } = case;
        match self {
            Self::Sequential => Some(sequential(site, task, rules)),
            Self::Parallel => Some(parallel(site, task, rules)),
            Self::Batched => Some(batched(site, task, rules, Some(per_host), None)),
            Self::ConvergenceAware => Some(convergence_aware(site, task, rules)),
            Self::Searched => None,
        }
    }
}
