//! What would make a plan better: each piece of advice played, with what it comes to.
//!
//! | what | file |
//! | --- | --- |
//! | what is changed, and how | [`Change`] |
//! | what a plan comes to | [`Figures`] |
//! | what is tried, one play after the other | [`Advisor`] |

mod advisor;
mod change;
mod figures;
mod widening;

pub use advisor::{Advice, Advisor, Trial};
pub use change::Change;
pub use figures::Figures;

use super::Plan;
use crate::scenario::CheckedSite;

/// What would make a plan better, the best first; nothing where nothing that was tried does.
///
/// Question: would fewer migrations at once, a wider link, post-copy, or leaving VMs out make this plan better, and what would it come to?
///
/// Method. Every change is made and the plan is played again ([`super::play`]); what is told is what came of that. Tried are
///
/// | change | how far |
/// | --- | --- |
/// | fewer at once | for each host, over each link, in all: 1, 2, 3, 4, 6, 8, 12, 16 of them, where that is fewer than there are now; and only as many as converge |
/// | a wider link | the three that held migrations back longest, each alone, and all that migrations pass of the first one's kind together: at twice their rate; where not all converge then, wider, up to 64 times, until they do, and back in quarters of what they carry now to the least that is enough |
/// | post-copy | for the VMs that do not converge in this plan, where the product has it |
/// | left out | the VMs that converge under no share of their way; hosts that they would have left stay on |
///
/// Of each kind the best is kept, if it is better than the plan: more is done, or fewer have to be stopped by a limit, or it is over sooner, or
/// it is over as soon with less downtime, by a hundredth at least. The order is the same, with what disturbs less first where two come to the same
/// ([`Figures::comes_before`]).
///
/// Conditions: as for playing; a change is tried by itself, never two together. Edges: a plan without migrations gets no advice. Deterministic.
#[must_use]
pub fn advise(site: &CheckedSite, plan: &Plan) -> Vec<Advice> {
    let mut advisor = Advisor::new(site, plan);
    while advisor.go_on() {}
    advisor.finish()
}
