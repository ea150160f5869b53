//! A task as steps, with what each has to wait for whatever the strategy: a destination that is off, what is to be switched off, and rules.

use crate::plan::rules::{Rule, Scope};
use crate::plan::task::Task;
use crate::plan::{Action, AtOnce, Plan, Step};
use crate::scenario::{CheckedSite, Subject};

/// The steps of a task, in its order: each host that has to come up right before the first VM that goes there, each that is to be
/// switched off right after its last VM has left.
pub(super) fn plan(site: &CheckedSite, task: &Task, rules: &[Rule]) -> Plan {
    let mut steps: Vec<Step> = Vec::with_capacity(task.moves.len() + 2 * task.switch_off.len());
    let mut boots: Vec<Option<usize>> = vec![None; site.hosts.len()];
    let host_of = |guest: usize| site.guests.get(guest).map(|guest| guest.host);
    for (at, one) in task.moves.iter().enumerate() {
        let is_off = site.hosts.get(one.to).is_some_and(|host| !host.is_on);
        if let Some(boot) = boots.get_mut(one.to).filter(|boot| is_off && boot.is_none()) {
            *boot = Some(steps.len());
            steps.push(Step::new(Action::Boot(one.to)));
        }
        let mut step = Step::new(Action::Migrate { guest: one.guest, to: one.to, technique: one.technique });
        step.after.extend(boots.get(one.to).copied().flatten());
        steps.push(step);
        // The last to leave a host that is to be switched off.
        let from = host_of(one.guest);
        let is_last = !task.moves.iter().skip(at + 1).any(|later| host_of(later.guest) == from);
        if let Some(host) = from.filter(|host| is_last && task.switch_off.contains(host)) {
            let leave = steps.iter().enumerate().filter_map(|(at, step)| match step.action {
                Action::Migrate { guest, .. } if host_of(guest) == Some(host) => Some(at),
                _ => None,
            });
            let leave: Vec<usize> = leave.collect();
            steps.push(Step::new(Action::Shutdown(host)).after(leave));
        }
    }
    // Hosts that were empty to begin with.
    for &host in &task.switch_off {
        let is_known = steps.iter().any(|step| step.action == Action::Shutdown(host));
        if !is_known {
            steps.push(Step::new(Action::Shutdown(host)));
        }
    }
    for rule in rules {
        keep(&mut steps, rule);
    }
    Plan { steps, at_once: at_once(rules) }
}

/// What a rule says about the order.
fn keep(steps: &mut [Step], rule: &Rule) {
    match rule {
        Rule::Before { first, then } => {
            let before: Vec<usize> = about(steps, *first);
            for step in about(steps, *then) {
                if let Some(step) = steps.get_mut(step) {
                    step.after.extend(&before);
                }
            }
        }
        // One after the other, in the order of the plan.
        Rule::NeverTogether(guests) => {
            let of = steps.iter().enumerate().filter(|(_, step)| match step.action {
                Action::Migrate { guest, .. } => guests.contains(&guest),
                Action::Boot(_) | Action::Shutdown(_) => false,
            });
            let of: Vec<usize> = of.map(|(at, _)| at).collect();
            for pair in of.windows(2) {
                if let [before, after] = *pair
                    && let Some(step) = steps.get_mut(after)
                {
                    step.after.push(before);
                }
            }
        }
        // No order keeps these; or limits on concurrency do.
        Rule::EndTogether { .. }
        | Rule::AtMost { .. }
        | Rule::Deadline(_)
        | Rule::PowerCap(_)
        | Rule::HostsOn { .. }
        | Rule::Apart(_) => {}
    }
}

/// Steps about a VM or a host.
fn about(steps: &[Step], subject: Subject) -> Vec<usize> {
    let is_about = |step: &Step| match (step.action, subject) {
        (Action::Boot(host) | Action::Shutdown(host), Subject::Host(of)) => host == of,
        (Action::Migrate { guest, .. }, Subject::Guest(of)) => guest == of,
        _ => false,
    };
    steps.iter().enumerate().filter(|(_, step)| is_about(step)).map(|(at, _)| at).collect()
}

/// The limits that rules set.
pub(super) fn at_once(rules: &[Rule]) -> AtOnce {
    let mut limits = AtOnce::default();
    for rule in rules {
        if let Rule::AtMost { migrations, scope } = rule {
            let limit = match scope {
                Scope::FromHost => &mut limits.from_host,
                Scope::ToHost => &mut limits.to_host,
                Scope::Host => &mut limits.per_host,
                Scope::Link => &mut limits.per_link,
                Scope::Site => &mut limits.in_all,
            };
            *limit = tighter(*limit, Some(*migrations));
        }
    }
    limits
}

/// The tighter of two limits.
pub(super) fn tighter(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
