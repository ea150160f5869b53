//! All that follows from a plan that was played and is drawn: reckoned once, whatever is looked at.

use std::rc::Rc;

use precopy_model::plan::{Action, Steps, Timeline};
use precopy_model::quantity::Seconds;
use precopy_model::scenario::{CheckedSite, Node};

use super::contention::{Contention, greatest};
use super::critical::chain;
use super::fate::Bar;
use super::order::by_moment;
use super::rows::Rows;

/// A plan that was played.
#[derive(Clone, Debug)]
pub struct Played {
    /// Where.
    pub site: Rc<CheckedSite>,
    /// What came of it.
    pub timeline: Rc<Timeline>,
}

impl PartialEq for Played {
    /// The same one: equal ones that were played twice are drawn twice.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.site, &other.site) && Rc::ptr_eq(&self.timeline, &other.timeline)
    }
}

impl Played {
    /// The lanes that a migration takes; none of a step that is none, or was never begun.
    fn way(&self, step: usize) -> Option<Vec<usize>> {
        let ran = self.timeline.ran.get(step)?;
        let Action::Migrate { to, .. } = ran.action else { return None };
        self.site.lanes().between(ran.migrated()?.from, to)
    }
}

/// What is drawn of it.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What was played.
    pub played: Played,
    /// All steps that were begun, in the order of the plan.
    pub bars: Vec<Bar>,
    /// By step: the lanes that its migration takes; none where it is no migration that was begun.
    pub ways: Vec<Vec<usize>>,
    /// Which stands where.
    pub rows: Rows,
    /// By step: whether the end hangs on it.
    pub is_critical: Vec<bool>,
    /// The moment of greatest contention.
    pub contention: Option<Contention>,
    /// Lanes over which something goes, the most used first.
    pub lanes: Vec<usize>,
    /// Until when there is something to see, in seconds.
    pub whole: f64,
    /// All moments at which something begins or ends, in order, each once.
    pub events: Vec<f64>,
}

/// How much is shown of what comes after the end.
const AFTER: f64 = 0.02;
/// The same where something never ends.
const AFTER_NEVER: f64 = 0.15;

impl Scene {
    /// What is drawn of a plan.
    #[must_use]
    pub fn of(played: Played) -> Self {
        let timeline = &played.timeline;
        let bars: Vec<Bar> = timeline.ran.iter().enumerate().filter_map(|(step, ran)| Bar::of(step, ran)).collect();
        let rows = Rows::of(&played, &bars);
        let mut is_critical = vec![false; timeline.ran.len()];
        for step in chain(&bars) {
            if let Some(is_critical) = is_critical.get_mut(step) {
                *is_critical = true;
            }
        }
        let ways: Vec<Vec<usize>> = (0..timeline.ran.len()).map(|step| played.way(step).unwrap_or_default()).collect();
        let contention = greatest(&played, &bars, &ways);
        let whole = whole(timeline, &bars);
        let all = bars.iter().flat_map(|bar| [Some(bar.start), Some(bar.end), bar.still.map(|still| still.0)]);
        let all = all.flatten().filter(|at| at.is_finite()).chain([0.0]);
        let mut events: Vec<f64> = by_moment(all.map(|at| (at, 0))).into_iter().map(|(at, _)| at).collect();
        events.dedup_by(|one, before| *one - *before <= whole * 1e-9);
        let lanes = lanes_by_use(&played);
        Self { played, bars, ways, rows, is_critical, contention, lanes, whole, events }
    }

    /// The bar of a step, if it was begun.
    #[must_use]
    pub fn bar(&self, step: usize) -> Option<&Bar> {
        let at = self.bars.partition_point(|bar| bar.step < step);
        self.bars.get(at).filter(|bar| bar.step == step)
    }

    /// What a lane carries at a moment: migrations and applications, in bytes/s.
    #[must_use]
    pub fn carried(&self, lane: usize, at: f64) -> [f64; 2] {
        let timeline = &self.played.timeline;
        [&timeline.migrating, &timeline.applications].map(|all| all.get(lane).map_or(0.0, |steps| steps.at(at)))
    }

    /// What a lane can carry, in bytes/s.
    #[must_use]
    pub fn capacity(&self, lane: usize) -> f64 {
        self.played.site.lanes().all().get(lane).map_or(0.0, |lane| lane.rate.as_bytes_per_second())
    }

    /// The lane at a host that is used most, by the way in which lanes are ordered; none where nothing goes over any.
    #[must_use]
    pub fn lane_of(&self, host: usize) -> Option<usize> {
        let site = &self.played.site;
        let is_its = |lane: &usize| {
            let link = site.lanes().all().get(*lane).and_then(|lane| site.network.links.get(lane.link));
            link.is_some_and(|link| link.ends.contains(&Node::Host(host)))
        };
        self.lanes.iter().copied().find(is_its)
    }

    /// The event after a moment, or before it; the last, or the first, beyond.
    #[must_use]
    pub fn event(&self, from: f64, forward: bool) -> f64 {
        let near = self.whole * 1e-9;
        let next = if forward {
            let at = self.events.partition_point(|at| *at <= from + near);
            self.events.get(at).or(self.events.last())
        } else {
            let at = self.events.partition_point(|at| *at < from - near);
            at.checked_sub(1).and_then(|at| self.events.get(at)).or(self.events.first())
        };
        next.copied().unwrap_or(0.0)
    }
}

/// Until when there is something to see.
fn whole(timeline: &Timeline, bars: &[Bar]) -> f64 {
    let last = |steps: &Steps| steps.values.last().map_or(0.0, |(at, _)| *at);
    let mut end = timeline.end.as_seconds().max(last(&timeline.power)).max(last(&timeline.at_once));
    end = timeline.migrating.iter().map(last).fold(end, f64::max);
    let mut after = AFTER;
    for bar in bars {
        end = end.max(bar.start);
        if bar.end.is_finite() {
            end = end.max(bar.end);
        } else {
            after = AFTER_NEVER;
            let ran = timeline.ran.get(bar.step).and_then(|ran| ran.migrated());
            let pass = ran.map_or(0.0, |migrated| migrated.prediction.first_pass_end.as_seconds());
            end = end.max(bar.start + if pass.is_finite() { pass } else { 0.0 });
        }
    }
    let end = Seconds::from_seconds(end).as_seconds() * (1.0 + after);
    if 0.0 < end && end.is_finite() { end } else { 1.0 }
}

/// Lanes over which something goes, by the share of them that migrations use in all, then by their number.
fn lanes_by_use(played: &Played) -> Vec<usize> {
    let until = played.timeline.end.as_seconds();
    let lanes = played.site.lanes().all().iter().enumerate();
    let used = lanes.filter_map(|(at, lane)| {
        let [migrating, applications] = [&played.timeline.migrating, &played.timeline.applications]
            .map(|all| all.get(at).map_or((0.0, 0.0), |steps| (steps.area(until), steps.peak())));
        // What never ends has used something by its peak.
        let used = migrating.0 + migrating.1 * 1e-3 + (applications.0 + applications.1) * 1e-6;
        (0.0 < used).then(|| (-used / lane.rate.as_bytes_per_second(), at))
    });
    by_moment(used).into_iter().map(|(_, at)| at).collect()
}
