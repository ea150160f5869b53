//! What there is to say of a scenario: what to change, and what comes of it.

use super::search::{self, Tried, miss};
use super::{Change, Disturbance, Headroom};
use crate::explore::{Figures, Target, Verdict, Who};
use crate::scenario::Checked;

/// A piece of advice: what to change, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The changes, in the order in which they are made: one, or two that belong together.
    pub changes: Vec<Change>,
    /// What they disturb: the most that one of them does.
    pub disturbance: Disturbance,
    /// How large they are together ([`Change::size`]).
    pub size: f64,
    /// The scenario with the changes made.
    pub scenario: Checked,
    /// Who promises it: who was asked, but the simulated loop where the guest is slowed down, of which the bound says nothing.
    pub promised_by: Who,
    /// What is promised: the prediction of that scenario.
    pub promised: Figures,
    /// What the other predictor says of it.
    pub other: Figures,
    /// What the promise is to each target, in their order.
    pub verdicts: Vec<Verdict>,
}

impl Advice {
    /// Whether the promise meets all targets.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.verdicts.iter().all(|verdict| verdict.is_met())
    }

    /// Whether what the other predictor says meets all targets as well.
    #[must_use]
    pub fn is_met_by_other(&self, targets: &[Target]) -> bool {
        miss(targets, &self.other) == 0.0
    }

    pub(super) fn of(scenario: &Checked, tried: Tried, targets: &[Target]) -> Self {
        let Tried { changes, scenario: changed, who, figures, .. } = tried;
        let disturbance =
            changes.iter().map(|change| change.disturbance(scenario)).max().unwrap_or(Disturbance::Migration);
        Self {
            disturbance,
            size: changes.iter().fold(0.0, |sum, change| sum + change.size(scenario)),
            promised_by: who,
            promised: figures,
            other: other(who).figures(&changed),
            verdicts: targets.iter().map(|target| target.judge(&figures)).collect(),
            scenario: changed,
            changes,
        }
    }

    /// Whether it comes before another one: it disturbs less, or as much and is smaller, or as small and takes less time.
    pub(super) fn comes_before(&self, other: &Self) -> bool {
        if self.disturbance != other.disturbance {
            return self.disturbance < other.disturbance;
        }
        if self.size != other.size {
            return self.size < other.size;
        }
        search::time(&self.promised) < search::time(&other.promised)
    }
}

pub(super) const fn other(who: Who) -> Who {
    match who {
        Who::Bound => Who::Rounds,
        Who::Rounds => Who::Bound,
    }
}

/// What there is to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Counsel {
    /// What the scenario gives as it is.
    pub now: Figures,
    /// What the other predictor says of it.
    pub other: Figures,
    /// What that is to each target, in their order, by who was asked.
    pub verdicts: Vec<Verdict>,
    /// Where all targets are met already: how much more the guest may write.
    pub headroom: Option<Headroom>,
    /// What to change, the least disturbing first; empty where nothing needs to be changed, or nothing that was tried meets all targets.
    pub advice: Vec<Advice>,
    /// Where nothing does: what comes nearest to it.
    pub nearest: Option<Advice>,
    /// How many predictions it took so far.
    pub predictions: u32,
}

impl Counsel {
    /// Whether all targets are met as it is.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.verdicts.iter().all(|verdict| verdict.is_met())
    }
}
