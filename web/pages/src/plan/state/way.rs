//! The ways in which a task can be done, side by side.

use precopy_model::plan::Plan;
use precopy_model::plan::strategy::{Strategy, batched, convergence_aware, parallel, sequential};

use super::case::Case;
use super::how::How;

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

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id() == name)
    }

    /// Whether its plans are those of a strategy, whatever numbers that takes.
    #[must_use]
    pub const fn is_by(self, strategy: Strategy) -> bool {
        matches!(
            (self, strategy),
            (Self::Sequential, Strategy::Sequential)
                | (Self::Parallel, Strategy::Parallel)
                | (Self::Batched, Strategy::Batched { .. })
                | (Self::ConvergenceAware, Strategy::ConvergenceAware)
        )
    }

    /// Its plan; none of a search, which has many.
    #[must_use]
    pub fn plan(self, case: &Case, how: &How) -> Option<Plan> {
        let Case { site, task, rules, .. } = case;
        match self {
            Self::Sequential => Some(sequential(site, task, rules)),
            Self::Parallel => Some(parallel(site, task, rules)),
            Self::Batched => Some(batched(site, task, rules, Some(how.per_host), how.per_link)),
            Self::ConvergenceAware => Some(convergence_aware(site, task, rules)),
            Self::Searched => None,
        }
    }
}
