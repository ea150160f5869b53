//! One thing after another.

use super::draft;
use crate::plan::Plan;
use crate::plan::rules::Rule;
use crate::plan::task::Task;
use crate::scenario::CheckedSite;

/// Each step waits for the one before it: hosts come up one by one, VMs move one by one, hosts go down one by one.
///
/// The most careful plan, and the one that takes longest: what Kherbache, Madelaine and Hermenier call sequential (*Planning Live-Migrations
/// to Prepare Servers for Maintenance*, section 2.1).
#[must_use]
pub fn sequential(site: &CheckedSite, task: &Task, rules: &[Rule]) -> Plan {
    let mut plan = draft::plan(site, task, rules);
    for (at, step) in plan.steps.iter_mut().enumerate() {
        step.after.extend(at.checked_sub(1));
    }
    plan
}
