//! As many at once as still converge.

use super::draft;
use crate::plan::Plan;
use crate::plan::rules::Rule;
use crate::plan::task::Task;
use crate::scenario::CheckedSite;

/// A migration is begun when it, and all that go on already, still converge with the shares of the links that they would have then: their
/// bounds complete by their thresholds ([`crate::plan::least_share`]). One that converges under no share is begun alone.
///
/// What Kherbache, Madelaine and Hermenier conclude by hand for their own site (section 4: two VMs to a link at 200 requests/s), by
/// machine, VM by VM.
#[must_use]
pub fn convergence_aware(site: &CheckedSite, task: &Task, rules: &[Rule]) -> Plan {
    let mut plan = draft::plan(site, task, rules);
    plan.at_once.while_they_converge = true;
    plan
}
