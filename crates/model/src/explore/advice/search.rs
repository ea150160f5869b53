//! Looking for the smallest change that meets all targets.

use super::Change;
use super::dial::Run;
use super::ladder;
use crate::explore::{Figures, Target, Verdict, Who};
use crate::quantity::Seconds;
use crate::scenario::Checked;

/// Changes that were tried, and what came of them.
#[derive(Clone, Debug)]
pub(super) struct Tried {
    pub(super) changes: Vec<Change>,
    pub(super) scenario: Checked,
    pub(super) who: Who,
    pub(super) figures: Figures,
    /// How far off the targets it is, all together, as shares of them; infinite where it does not complete.
    pub(super) miss: f64,
}

impl Tried {
    pub(super) fn is_met(&self) -> bool {
        self.miss == 0.0
    }
}

/// How far off all targets some figures are, as shares of them: zero only if all are met.
pub(super) fn miss(targets: &[Target], figures: &Figures) -> f64 {
    targets.iter().fold(0.0, |sum, target| {
        let wanted = match target {
            Target::Downtime(time) | Target::MigrationTime(time) => time.as_seconds(),
            Target::Data(bytes) => bytes.as_bytes(),
            Target::Completes => 1.0,
        };
        sum + match target.judge(figures) {
            Verdict::Met => 0.0,
            // What is wanted may be nothing; a miss is never nothing.
            verdict => (verdict.miss() / wanted.max(f64::MIN_POSITIVE)).max(f64::MIN_POSITIVE),
        }
    })
}

/// A question, and how often it has been asked.
pub(super) struct Search<'a> {
    pub(super) targets: &'a [Target],
    pub(super) who: Who,
    pub(super) predictions: u32,
    /// The nearest miss so far.
    pub(super) nearest: Option<Tried>,
}

impl Search<'_> {
    /// What comes of changes to a scenario in which others have been made already; none where it cannot be.
    ///
    /// The bound knows nothing of slowing down: with it, the loop is simulated.
    pub(super) fn try_changes(&mut self, scenario: &Checked, before: &[Change], changes: &[Change]) -> Option<Tried> {
        let mut changed = scenario.clone();
        for change in changes {
            changed = change.apply(&changed)?;
        }
        let changes: Vec<Change> = before.iter().chain(changes).copied().collect();
        if changes.iter().any(|change| is_beyond_the_link(*change, &changed)) {
            return None;
        }
        let who = if changes.contains(&Change::SlowedDown) { Who::Rounds } else { self.who };
        self.predictions += 1;
        let figures = who.figures(&changed);
        // What never comes into play is no help: it would have ended so without it.
        if who == Who::Rounds && changes.contains(&Change::SlowedDown) && figures.brownout == Seconds::ZERO {
            return None;
        }
        let miss = miss(self.targets, &figures);
        let tried = Tried { changes, scenario: changed, who, figures, miss };
        let nearer = self.nearest.as_ref().is_none_or(|nearest| tried.miss < nearest.miss);
        if nearer && 0.0 < miss && miss.is_finite() {
            self.nearest = Some(tried.clone());
        }
        Some(tried)
    }

    /// The nearest figure of a run that meets all targets, and whose next one does as well: rounds make steps, and a lucky moment is
    /// no advice. Where there is none such, the nearest that meets them. Where none does, finer figures next to the nearest miss are
    /// tried, and for a quieter time finer ones on this side of the figure.
    pub(super) fn along(&mut self, scenario: &Checked, before: &[Change], run: &Run, sharp: bool) -> Option<Tried> {
        let mut misses: Vec<f64> = Vec::with_capacity(run.figures.len());
        if let Some((index, found)) = self.first_sure(scenario, before, run, &run.figures, &mut misses) {
            if !(sharp && run.dial.has_finer()) {
                return Some(found);
            }
            let last = index.checked_sub(1).and_then(|index| run.figures.get(index)).copied().unwrap_or(run.present);
            let here = run.figures.get(index).copied().unwrap_or(last);
            let finer = between(last, here);
            return self
                .first_sure(scenario, before, run, &finer, &mut Vec::new())
                .map(|(_, found)| found)
                .or(Some(found));
        }
        if !run.dial.has_finer() {
            return None;
        }
        let mut least: Option<(usize, f64)> = None;
        for (index, &miss) in misses.iter().enumerate() {
            if miss.is_finite() && least.is_none_or(|(_, least)| miss < least) {
                least = Some((index, miss));
            }
        }
        let (index, _) = least?;
        let at = |index: usize| run.figures.get(index).copied();
        let here = at(index)?;
        let last = index.checked_sub(1).and_then(at).unwrap_or(run.present);
        let mut finer = between(last, here);
        finer.extend(at(index + 1).map(|next| between(here, next)).unwrap_or_default());
        self.first_sure(scenario, before, run, &finer, &mut Vec::new()).map(|(_, found)| found)
    }

    fn first_sure(
        &mut self,
        scenario: &Checked,
        before: &[Change],
        run: &Run,
        figures: &[f64],
        misses: &mut Vec<f64>,
    ) -> Option<(usize, Tried)> {
        let mut candidate: Option<(usize, Tried)> = None;
        let mut unsure: Option<(usize, Tried)> = None;
        for (index, &figure) in figures.iter().enumerate() {
            let tried = self.try_changes(scenario, before, &run.changes(figure));
            misses.push(tried.as_ref().map_or(f64::INFINITY, |tried| tried.miss));
            match tried.filter(Tried::is_met) {
                Some(_) if candidate.is_some() => return candidate,
                Some(tried) => candidate = Some((index, tried)),
                None => {
                    let lucky = candidate.take();
                    if unsure.is_none() {
                        unsure = lucky;
                    }
                }
            }
        }
        candidate.or(unsure)
    }
}

/// A cap that no link of the scenario could reach.
fn is_beyond_the_link(change: Change, scenario: &Checked) -> bool {
    let available = || scenario.link.copy_rate(&scenario.hypervisor).available;
    matches!(change, Change::BandwidthCap(Some(cap)) if available() < cap)
}

/// Finer figures between two others, those next to the first one first.
fn between(first: f64, then: f64) -> Vec<f64> {
    let mut finer = ladder::finer(first.min(then), first.max(then));
    if then < first {
        finer.reverse();
    }
    finer
}

/// The time that a migration takes, for the order among equals.
pub(super) fn time(figures: &Figures) -> Seconds {
    figures.migration_time.unwrap_or(Seconds::ZERO)
}

/// The smaller of two changes.
pub(super) fn smaller(scenario: &Checked, one: Option<Tried>, two: Option<Tried>) -> Option<Tried> {
    let size = |tried: &Tried| tried.changes.iter().fold(0.0, |sum, change| sum + change.size(scenario));
    match (one, two) {
        (Some(one), Some(two)) => Some(if size(&two) < size(&one) { two } else { one }),
        (one, two) => one.or(two),
    }
}
