//! Ways to order what is wanted. None of them judges itself: [`super::check()`] does.
//!
//! | strategy | file |
//! | --- | --- |
//! | one thing after another | [`sequential`] |
//! | everything as soon as it can be begun | [`parallel`] |
//! | so many for each host and link | [`batched`] |
//! | as many at once as still converge | [`convergence_aware`] |
//! | whatever improves one of these | [`Search`] |

mod batched;
mod convergence_aware;
mod draft;
mod objective;
mod parallel;
mod search;
mod sequential;

pub use batched::batched;
pub use convergence_aware::convergence_aware;
pub use objective::{Objective, Weights};
pub use parallel::parallel;
pub use search::{Found, Proposal, Search};
pub use sequential::sequential;
