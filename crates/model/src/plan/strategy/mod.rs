//! Ways to order what is wanted. None of them judges itself: [`super::check()`] does.
//!
//! | strategy | file |
//! | --- | --- |
//! | one thing after another | [`sequential`] |
//! | everything as soon as it can be begun | [`parallel`] |
//! | so many for each host and link | [`batched`] |
//! | as many at once as still converge | [`convergence_aware`] |
//! | whatever improves one of these | [`Search`] |
//!
//! The first four by name: [`Strategy`].

mod batched;
mod convergence_aware;
mod draft;
mod objective;
mod parallel;
mod search;
mod sequential;

use super::Plan;
use super::rules::Rule;
use super::task::Task;
use crate::scenario::CheckedSite;

pub use batched::batched;
pub use convergence_aware::convergence_aware;
pub use objective::{Objective, Weights};
pub use parallel::parallel;
pub use search::{Found, Proposal, Search};
pub use sequential::sequential;

/// A strategy that makes a plan at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strategy {
    /// One thing after another ([`sequential`]).
    Sequential,
    /// Everything as soon as it can be begun ([`parallel`]).
    Parallel,
    /// So many for each host and link ([`batched`]).
    Batched {
        /// Migrations from and to a host.
        per_host: Option<u32>,
        /// Migrations over a direction of a link.
        per_link: Option<u32>,
    },
    /// As many at once as still converge ([`convergence_aware`]).
    ConvergenceAware,
}

impl Strategy {
    /// What it makes of a task.
    #[must_use]
    pub fn plan(self, site: &CheckedSite, task: &Task, rules: &[Rule]) -> Plan {
        match self {
            Self::Sequential => sequential(site, task, rules),
            Self::Parallel => parallel(site, task, rules),
            Self::Batched { per_host, per_link } => batched(site, task, rules, per_host, per_link),
            Self::ConvergenceAware => convergence_aware(site, task, rules),
        }
    }
}
