//! Improves a plan, step by step, as long as one lets it.

use super::objective::{Grade, Objective};
use super::{batched, convergence_aware, parallel, sequential};
use crate::numeric::Random;
use crate::plan::rules::Rule;
use crate::plan::task::Task;
use crate::plan::timeline::Timeline;
use crate::plan::{AtOnce, Breach, Plan, breaches, play};
use crate::scenario::CheckedSite;

/// The best plan so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The plan.
    pub plan: Plan,
    /// What comes of it.
    pub timeline: Timeline,
    /// What it does not keep to.
    pub breaches: Vec<Breach>,
    /// The objective's value.
    pub value: f64,
}

/// A plan that is to be tried next, with what it was made of.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The plan.
    pub plan: Plan,
    order: Task,
    at_once: AtOnce,
    is_chain: bool,
}

/// A search for a better plan.
///
/// Question: in which order, and with how many at once, is the objective least?
///
/// Method. It begins with what the other strategies make of the task, and keeps the best. Then it changes that a little, now and then in several places (a VM moves to
/// another place in the order, two change places, a limit on concurrency goes up or down, migrations have to converge or not), plays it, and
/// keeps what is no worse. A plan that does more of what is wanted, or breaks fewer rules, is better whatever its objective. Steps that
/// wait for others are begun in the order of the plan as soon as they can be ([`crate::plan::Player`]), so an order is a plan.
///
/// Conditions: it is a search, not a proof. [`crate::plan::least_completion`] says how much could be left to gain. The same seed gives the same
/// plans. It can be stopped after any step.
#[derive(Clone, Debug)]
pub struct Search<'a> {
    site: &'a CheckedSite,
    task: &'a Task,
    rules: &'a [Rule],
    objective: Objective,
    dice: Random,
    /// Task and limits of the best.
    order: Task,
    at_once: AtOnce,
    is_chain: bool,
    best: Option<(Grade, Found)>,
    tried: u32,
}

/// Steps of the search that begin with other strategies.
const SEEDS: u32 = 6;

impl<'a> Search<'a> {
    /// Nothing has been tried.
    #[must_use]
    pub fn new(site: &'a CheckedSite, task: &'a Task, rules: &'a [Rule], objective: Objective, seed: u64) -> Self {
        let (dice, order) = (Random::seeded(seed), task.clone());
        let at_once = AtOnce::default();
        Self { site, task, rules, objective, dice, order, at_once, is_chain: false, best: None, tried: 0 }
    }

    /// Plans that were tried.
    #[must_use]
    pub const fn tried(&self) -> u32 {
        self.tried
    }

    /// The best so far; none before the first step.
    #[must_use]
    pub fn best(&self) -> Option<&Found> {
        self.best.as_ref().map(|(_, found)| found)
    }

    /// Tries one more plan. Whether it is better than all before.
    pub fn go_on(&mut self) -> bool {
        let proposal = self.propose();
        let timeline = play(self.site, &proposal.plan);
        self.take(proposal, timeline)
    }

    /// What is to be tried next, for those who play it themselves, with pauses, and then say what came of it ([`Self::take`]).
    pub fn propose(&mut self) -> Proposal {
        let (site, task, rules) = (self.site, self.task, self.rules);
        let tried = self.tried;
        self.tried = tried.saturating_add(1);
        if tried < SEEDS {
            let plan = match tried {
                0 => convergence_aware(site, task, rules),
                1 => parallel(site, task, rules),
                2 => batched(site, task, rules, Some(1), None),
                3 => batched(site, task, rules, Some(2), None),
                4 => batched(site, task, rules, None, Some(1)),
                _ => sequential(site, task, rules),
            };
            let at_once = plan.at_once;
            return Proposal { plan, order: self.task.clone(), at_once, is_chain: tried + 1 == SEEDS };
        }
        let mut order = self.order.clone();
        let mut at_once = self.at_once;
        let mut is_chain = self.is_chain;
        // Now and then several at once: what no single change makes better is left that way.
        self.change(&mut order, &mut at_once, &mut is_chain);
        while self.below(3) == 0 {
            self.change(&mut order, &mut at_once, &mut is_chain);
        }
        let mut plan = if is_chain { sequential(site, &order, rules) } else { parallel(site, &order, rules) };
        let limits = plan.at_once;
        plan.at_once = tightest(limits, at_once);
        Proposal { plan, order, at_once, is_chain }
    }

    /// What came of a proposal when it was played. Whether it is better than all before.
    pub fn take(&mut self, proposal: Proposal, timeline: Timeline) -> bool {
        let Proposal { plan, order, at_once, is_chain } = proposal;
        let breaches = breaches(self.site, &timeline, self.rules);
        let grade = Grade::of(&timeline, &breaches, &self.objective);
        let is_no_worse = self.best.as_ref().is_none_or(|(best, _)| grade <= *best);
        let is_better = self.best.as_ref().is_none_or(|(best, _)| grade < *best);
        if is_no_worse {
            (self.order, self.at_once, self.is_chain) = (order, at_once, is_chain);
            let value = grade.value;
            self.best = Some((grade, Found { plan, timeline, breaches, value }));
        }
        is_better
    }

    /// A small change.
    fn change(&mut self, order: &mut Task, at_once: &mut AtOnce, is_chain: &mut bool) {
        let count = order.moves.len();
        match self.below(8) {
            0..=2 if 1 < count => {
                let (from, to) = (self.below(count), self.below(count));
                let one = order.moves.remove(from);
                order.moves.insert(to, one);
            }
            3 | 4 if 1 < count => {
                let (a, b) = (self.below(count), self.below(count));
                order.moves.swap(a, b);
            }
            5 => at_once.while_they_converge = !at_once.while_they_converge,
            6 if self.below(8) == 0 => *is_chain = !*is_chain,
            _ => {
                let which = self.below(3);
                let up = self.below(2) == 0;
                let limit = match which {
                    0 => &mut at_once.per_host,
                    1 => &mut at_once.per_link,
                    _ => &mut at_once.in_all,
                };
                let most = u32::try_from(count).unwrap_or(u32::MAX);
                *limit = match *limit {
                    None => Some(4.min(most.max(1))),
                    Some(limit) if up && most <= limit => None,
                    Some(limit) if up => Some(limit + 1),
                    Some(limit) => Some(limit.saturating_sub(1).max(1)),
                };
            }
        }
    }

    fn below(&mut self, most: usize) -> usize {
        ((self.dice.share() * most as f64) as usize).min(most.saturating_sub(1))
    }
}

/// Both at once.
fn tightest(a: AtOnce, b: AtOnce) -> AtOnce {
    use super::draft::tighter;
    AtOnce {
        from_host: tighter(a.from_host, b.from_host),
        to_host: tighter(a.to_host, b.to_host),
        per_host: tighter(a.per_host, b.per_host),
        per_link: tighter(a.per_link, b.per_link),
        in_all: tighter(a.in_all, b.in_all),
        booting: tighter(a.booting, b.booting),
        while_they_converge: a.while_they_converge || b.while_they_converge,
    }
}
