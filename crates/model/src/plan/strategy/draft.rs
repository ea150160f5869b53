//! A task as steps, with what each has to wait for whatever the strategy: a destination that is off or restarted, what is to be switched off,
//! and rules.

use crate::plan::rules::Rule;
use crate::plan::task::{Task, Wanted};
use crate::plan::{Action, AtOnce, Plan, Step};
use crate::scenario::{CheckedSite, Subject};

/// The steps of a task, in its order: each host that has to come up right before the first VM that goes there, each that is to be
/// switched off or restarted right after its last VM has left. A VM whose destination is restarted comes after that, with those that follow in
/// the order of the task.
pub(super) fn plan(site: &CheckedSite, task: &Task, rules: &[Rule]) -> Plan {
    let mut draft = Draft::of(site, task);
    // Hosts that are empty are restarted at once.
    for &host in &task.restart {
        draft.leave(host);
    }
    let mut open: Vec<&Wanted> = task.moves.iter().collect();
    while !open.is_empty() {
        let before = open.len();
        let mut later = Vec::new();
        for one in open {
            if draft.has_to_wait_for(one.to) {
                later.push(one);
            } else {
                draft.migrate(one);
            }
        }
        open = later;
        // They wait for each other's hosts: no order does it, and the check will say so.
        if open.len() == before {
            for one in std::mem::take(&mut open) {
                draft.migrate(one);
            }
        }
    }
    // Hosts that were empty to begin with.
    for &host in &task.switch_off {
        draft.leave(host);
    }
    let mut steps = draft.steps;
    for rule in rules {
        keep(site, &mut steps, rule);
    }
    Plan { steps, at_once: at_once(rules) }
}

/// Steps, as they come.
struct Draft<'a> {
    site: &'a CheckedSite,
    steps: Vec<Step>,
    /// By host.
    hosts: Vec<HostDraft>,
}

/// What is known of a host while steps are put in order.
#[derive(Clone, Debug, Default)]
struct HostDraft {
    is_switched_off: bool,
    is_restarted: bool,
    /// VMs that have yet to leave it, and the steps of those that have.
    leaving: usize,
    left: Vec<usize>,
    /// Whether its turn to go down has come.
    is_over: bool,
    /// The step by which it comes up.
    boot: Option<usize>,
}

impl<'a> Draft<'a> {
    fn of(site: &'a CheckedSite, task: &Task) -> Self {
        let mut hosts = vec![HostDraft::default(); site.hosts.len()];
        // A host that is off is off already, and has been started anew when it comes up.
        let is_on = |host: usize| site.hosts.get(host).is_some_and(|host| host.is_on);
        for &host in task.switch_off.iter().filter(|&&host| is_on(host)) {
            if let Some(host) = hosts.get_mut(host) {
                host.is_switched_off = true;
            }
        }
        for &host in task.restart.iter().filter(|&&host| is_on(host)) {
            if let Some(host) = hosts.get_mut(host) {
                host.is_restarted = true;
            }
        }
        for one in &task.moves {
            let host = site.guests.get(one.guest).and_then(|guest| hosts.get_mut(guest.host));
            if let Some(host) = host {
                host.leaving += 1;
            }
        }
        Self { site, steps: Vec::with_capacity(task.moves.len() + 2 * hosts.len()), hosts }
    }

    fn push(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    fn has_to_wait_for(&self, host: usize) -> bool {
        self.hosts.get(host).is_some_and(|host| host.is_restarted && !host.is_over)
    }

    fn migrate(&mut self, one: &Wanted) {
        let is_off = self.site.hosts.get(one.to).is_some_and(|host| !host.is_on);
        let mut boot = self.hosts.get(one.to).and_then(|host| host.boot);
        if is_off && boot.is_none() {
            boot = Some(self.push(Step::new(Action::Boot(one.to))));
            if let Some(host) = self.hosts.get_mut(one.to) {
                host.boot = boot;
            }
        }
        let step = Step::new(Action::Migrate { guest: one.guest, to: one.to, technique: one.technique });
        let at = self.push(step.after(boot));
        let Some(from) = self.site.guests.get(one.guest).map(|guest| guest.host) else { return };
        if let Some(host) = self.hosts.get_mut(from) {
            host.left.push(at);
            host.leaving = host.leaving.saturating_sub(1);
        }
        self.leave(from);
    }

    /// Whoever leaves a host has left it: it goes down if it is to, and comes up again.
    fn leave(&mut self, at: usize) {
        let Some(host) = self.hosts.get_mut(at) else { return };
        let goes_down = host.is_switched_off || host.is_restarted;
        if host.leaving != 0 || host.is_over || !goes_down {
            return;
        }
        host.is_over = true;
        let (left, comes_back) = (std::mem::take(&mut host.left), host.is_restarted && !host.is_switched_off);
        let down = self.push(Step::new(Action::Shutdown(at)).after(left));
        if comes_back {
            let up = self.push(Step::new(Action::Boot(at)).after([down]));
            if let Some(host) = self.hosts.get_mut(at) {
                host.boot = Some(up);
            }
        }
    }
}

/// What a rule says about the order.
fn keep(site: &CheckedSite, steps: &mut [Step], rule: &Rule) {
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
        Rule::HostsOn { hosts, most } => keep_off(site, steps, hosts, *most as usize),
        // No order keeps these; or limits on concurrency do.
        Rule::EndTogether { .. } | Rule::AtMost { .. } | Rule::Deadline(_) | Rule::PowerCap(_) | Rule::Apart(_) => {}
    }
}

/// One of these hosts that would be one too many comes up when as many as that have gone down, of those that do so before it in the order of the
/// plan. Where these are too few, it does not wait: no order would help.
fn keep_off(site: &CheckedSite, steps: &mut [Step], hosts: &[usize], most: usize) {
    let mut on = hosts.iter().filter(|&&host| site.hosts.get(host).is_some_and(|host| host.is_on)).count();
    let mut down: Vec<usize> = Vec::new();
    for (at, step) in steps.iter_mut().enumerate() {
        match step.action {
            Action::Shutdown(host) if hosts.contains(&host) => down.push(at),
            Action::Boot(host) if hosts.contains(&host) => {
                on += 1;
                let awaited = on.saturating_sub(most);
                if awaited <= down.len() {
                    step.after.extend(down.iter().take(awaited));
                }
            }
            Action::Shutdown(_) | Action::Boot(_) | Action::Migrate { .. } => {}
        }
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
            let limit = limits.counted(*scope);
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
