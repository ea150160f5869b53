//! What is to be planned, as the model takes it.

use std::rc::Rc;

use precopy_formats::maintenance::Maintenance;
use precopy_model::plan::{Limit, NoRoom, Rule, Task, least_completion};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::CheckedSite;

/// What is to be planned.
#[derive(Clone, Debug)]
pub struct Case {
    /// All that it was made of.
    pub told: Maintenance,
    /// Hosts, network and VMs.
    pub site: Rc<CheckedSite>,
    /// What is to be done.
    pub task: Task,
    /// What has to be kept to: the person's own rules, then the product's.
    pub rules: Vec<Rule>,
    /// What nothing is quicker than, and why.
    pub least: (Seconds, Limit),
}

impl Case {
    /// Finds a place for every VM that has to leave.
    ///
    /// # Errors
    /// A VM for which no host has room.
    pub fn of(told: Maintenance) -> Result<Self, NoRoom> {
        let task = told.task()?;
        let (site, rules) = (Rc::new(told.site.clone()), told.all_rules());
        let least = least_completion(&site, &task, &rules);
        Ok(Self { told, site, task, rules, least })
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.task.moves.is_empty() && self.task.switch_off.is_empty() && self.task.restart.is_empty()
    }
}

impl PartialEq for Case {
    /// A case is made anew whenever anything changes.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
