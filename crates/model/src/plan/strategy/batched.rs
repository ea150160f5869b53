//! So many at once for each host and each link.

use super::draft;
use crate::plan::Plan;
use crate::plan::rules::Rule;
use crate::plan::task::Task;
use crate::scenario::CheckedSite;

/// At most so many migrations from and to a host, and over each direction of a link, at once; the next begins as soon as one has ended. Where
/// rules set tighter limits, those hold.
#[must_use]
pub fn batched(site: &CheckedSite, task: &Task, rules: &[Rule], per_host: Option<u32>, per_link: Option<u32>) -> Plan {
    let mut plan = draft::plan(site, task, rules);
    plan.at_once.per_host = draft::tighter(plan.at_once.per_host, per_host);
    plan.at_once.per_link = draft::tighter(plan.at_once.per_link, per_link);
    plan
}
