//! Everything as soon as it can be begun.

use super::draft;
use crate::plan::Plan;
use crate::plan::rules::Rule;
use crate::plan::task::Task;
use crate::scenario::CheckedSite;

/// Nothing waits but for what it needs: hosts come up at once, each VM moves as soon as its destination is there, each host goes down as soon
/// as it is empty. Limits that rules set are kept.
///
/// With many VMs on one link none of them may converge: that is what the paper warns of.
#[must_use]
pub fn parallel(site: &CheckedSite, task: &Task, rules: &[Rule]) -> Plan {
    draft::plan(site, task, rules)
}
