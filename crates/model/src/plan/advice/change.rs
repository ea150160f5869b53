//! What advice changes, and how it is changed.

use std::borrow::Cow;

use crate::plan::rules::Scope;
use crate::plan::{Action, Plan, Step, Technique};
use crate::quantity::BytesPerSecond;
use crate::scenario::CheckedSite;

/// A change to a plan, or to its site.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// No more migrations at once than that.
    AtMost {
        /// So many.
        migrations: u32,
        /// Counted there.
        scope: Scope,
    },
    /// Only as many at once as still converge.
    WhileTheyConverge,
    /// These VMs follow by post-copy.
    PostCopy {
        /// The VMs.
        guests: Vec<usize>,
    },
    /// These VMs stay where they are.
    LeaveOut {
        /// The VMs.
        guests: Vec<usize>,
        /// Hosts that therefore are not switched off.
        stay_on: Vec<usize>,
    },
    /// Links carry more.
    Widen {
        /// The links.
        links: Vec<usize>,
        /// Each of their cables, in each direction: payload.
        rate: BytesPerSecond,
    },
}

impl Change {
    /// What disturbs least comes first: another order, another technique, a VM less, another cable.
    pub(super) const fn disturbs(&self) -> u8 {
        match self {
            Self::WhileTheyConverge => 0,
            Self::AtMost { .. } => 1,
            Self::PostCopy { .. } => 2,
            Self::LeaveOut { .. } => 3,
            Self::Widen { .. } => 4,
        }
    }

    /// VMs that are left out.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        match self {
            Self::LeaveOut { guests, .. } => guests.len(),
            Self::AtMost { .. } | Self::WhileTheyConverge | Self::PostCopy { .. } | Self::Widen { .. } => 0,
        }
    }

    /// The site and the plan with the change made. None when the site would not be sound: a link faster than any there is.
    #[must_use]
    pub fn made<'a>(&self, site: &'a CheckedSite, plan: &Plan) -> Option<(Cow<'a, CheckedSite>, Plan)> {
        let mut plan = plan.clone();
        match self {
            Self::AtMost { migrations, scope } => {
                let limit = plan.at_once.counted(*scope);
                *limit = Some(limit.map_or(*migrations, |limit| limit.min(*migrations)));
            }
            Self::WhileTheyConverge => plan.at_once.while_they_converge = true,
            Self::PostCopy { guests } => {
                for step in &mut plan.steps {
                    if let Action::Migrate { guest, technique, .. } = &mut step.action
                        && guests.contains(guest)
                    {
                        *technique = Technique::PostCopy;
                    }
                }
            }
            Self::LeaveOut { guests, stay_on } => {
                plan.steps = without(&plan.steps, |action| match action {
                    Action::Migrate { guest, .. } => guests.contains(&guest),
                    Action::Boot(host) | Action::Shutdown(host) => stay_on.contains(&host),
                });
            }
            Self::Widen { links, rate } => {
                let mut inner = site.clone().into_inner();
                for &link in links {
                    inner.network.links.get_mut(link)?.rate = *rate;
                }
                return Some((Cow::Owned(inner.check().ok()?), plan));
            }
        }
        Some((Cow::Borrowed(site), plan))
    }
}

/// The steps but for some; whoever waited for one of those waits for what it waited for.
fn without(steps: &[Step], is_left_out: impl Fn(Action) -> bool) -> Vec<Step> {
    let mut numbers: Vec<Option<usize>> = Vec::with_capacity(steps.len());
    let mut count = 0;
    for step in steps {
        let stays = !is_left_out(step.action);
        numbers.push(stays.then_some(count));
        count += usize::from(stays);
    }
    let mut left: Vec<Step> = Vec::with_capacity(count);
    for (step, _) in steps.iter().zip(&numbers).filter(|(_, number)| number.is_some()) {
        let mut after: Vec<usize> = Vec::with_capacity(step.after.len());
        let mut open: Vec<usize> = step.after.clone();
        let mut seen: Vec<usize> = Vec::new();
        while let Some(before) = open.pop() {
            match numbers.get(before) {
                Some(Some(number)) => after.push(*number),
                Some(None) if !seen.contains(&before) => {
                    seen.push(before);
                    open.extend(steps.get(before).into_iter().flat_map(|step| &step.after));
                }
                Some(None) => {}
                // A step that does not exist is never over.
                None => after.push(usize::MAX),
            }
        }
        crate::numeric::sort(&mut after);
        after.dedup();
        left.push(Step { after, ..step.clone() });
    }
    left
}
