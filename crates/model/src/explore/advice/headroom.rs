//! Where all targets are met: how much more the guest may write until one is missed.

use super::dial::{Dial, Run};
use super::ladder;
use super::search::{Search, Tried};
use crate::explore::{Figures, Input};
use crate::quantity::PagesPerSecond;
use crate::scenario::Checked;

/// The least dirty rate that is looked at, in pages/s.
const QUIET: f64 = 10.0;

/// How far the dirty rate may grow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headroom {
    /// The largest figure up to which every one that was tried meets all targets; the present rate where the next one does not.
    pub dirty_rate: PagesPerSecond,
    /// What that gives.
    pub figures: Figures,
    /// The next figure, which misses one; none where the guest may write as much as any does.
    pub missed: Option<PagesPerSecond>,
}

impl Headroom {
    pub(super) fn of(search: &mut Search<'_>, scenario: &Checked, now: Figures) -> Self {
        let present = scenario.dirtying.rate.as_pages_per_second();
        let most = Input::DirtyRate.plausible(scenario).map_or(present, |span| span.to);
        let mut figures = ladder::figures(present.max(QUIET), most);
        figures.retain(|&figure| present < figure);
        let mut last = (present, now);
        let coarse = until_missed(search, scenario, &mut last, &figures);
        let finer = coarse.map(|missed| ladder::finer(last.0, missed)).unwrap_or_default();
        let missed = until_missed(search, scenario, &mut last, &finer).or(coarse);
        let rate = PagesPerSecond::from_pages_per_second;
        Self { dirty_rate: rate(last.0), figures: last.1, missed: missed.map(rate) }
    }
}

/// Goes up until a figure misses a target, and returns that.
fn until_missed(
    search: &mut Search<'_>,
    scenario: &Checked,
    last: &mut (f64, Figures),
    figures: &[f64],
) -> Option<f64> {
    let run = Run::new(Dial::DirtyRate, last.0, Vec::new());
    for &figure in figures {
        match search.try_changes(scenario, &[], &run.changes(figure)).filter(Tried::is_met) {
            Some(tried) => *last = (figure, tried.figures),
            None => return Some(figure),
        }
    }
    None
}
