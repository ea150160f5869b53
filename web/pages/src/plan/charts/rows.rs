//! Which bar stands in which row: a row a step where there are few, else a row a host, in which the VMs that leave it are packed.

use precopy_model::plan::Action;

use super::fate::{Bar, Fate};
use super::order::by_moment;
use super::scene::Played;

/// Up to so many migrations each has a row of its own.
const FEW: usize = 40;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A host: what it does, and in rows of hosts what leaves it.
    Host(usize),
    /// A step: the migration of a VM.
    Step(usize),
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about.
    pub about: About,
    /// What came of its step, should that never have been begun.
    pub not_begun: Option<Fate>,
    /// Lanes one below the other, each with bars, by number, in the order of their beginning.
    pub lanes: Vec<Vec<usize>>,
}

/// All rows, from the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<Row>,
    /// Lanes in all.
    pub lanes: usize,
    /// Whether rows are of hosts, with VMs packed into them.
    pub by_host: bool,
}

/// Room between two rows of hosts.
const GAP: f64 = 5.0;
/// A row of a host is at least so high: its name has to be read.
const LEAST: f64 = 15.0;
/// Above the first row, and below the last one.
const EDGE: f64 = 4.0;
/// Lanes that are at least so high have names in them.
pub(super) const HIGH_ENOUGH: f64 = 13.0;

impl Rows {
    /// The rows of a plan that was played.
    #[must_use]
    pub fn of(played: &Played, bars: &[Bar]) -> Self {
        let migrations = played.timeline.ran.iter().filter(|ran| matches!(ran.action, Action::Migrate { .. })).count();
        let by_host = FEW < migrations;
        let rows = if by_host { of_hosts(bars, played.site.hosts.len()) } else { of_steps(played, bars) };
        let lanes = rows.iter().map(|row| row.lanes.len()).sum();
        Self { rows, lanes, by_host }
    }

    /// How high a lane is, in CSS pixels: the fewer there are, the higher.
    #[must_use]
    pub const fn lane_height(&self) -> f64 {
        match self.lanes {
            0..=16 => 22.0,
            17..=32 => 17.0,
            33..=60 => 14.0,
            61..=140 => 7.0,
            _ => 5.0,
        }
    }

    const fn gap(&self) -> f64 {
        if self.by_host { GAP } else { 0.0 }
    }

    /// How high a row is.
    #[must_use]
    pub fn row_height(&self, row: &Row) -> f64 {
        let lanes = row.lanes.len() as f64 * self.lane_height();
        if self.by_host { lanes.max(LEAST) } else { lanes }
    }

    /// How high all of them are.
    #[must_use]
    pub fn height(&self) -> f64 {
        let rows: f64 = self.rows.iter().map(|row| self.row_height(row)).sum();
        2.0 * EDGE + rows + self.rows.len().saturating_sub(1) as f64 * self.gap()
    }

    /// All rows, each with where it begins.
    pub fn placed(&self) -> impl Iterator<Item = (f64, &Row)> {
        let mut top = EDGE;
        self.rows.iter().map(move |row| {
            let at = top;
            top += self.row_height(row) + self.gap();
            (at, row)
        })
    }

    /// The row at a height, and its lane.
    #[must_use]
    pub fn at(&self, y: f64) -> Option<(&Row, &[usize])> {
        let height = self.lane_height();
        self.placed().find_map(|(top, row)| {
            let lane = (y - top) / height;
            // Casts of floats saturate.
            (0.0 <= lane).then(|| row.lanes.get(lane as usize)).flatten().map(|lane| (row, lane.as_slice()))
        })
    }

    /// From where to where the lane of a step is.
    #[must_use]
    pub fn place(&self, bars: &[Bar], step: usize) -> Option<(f64, f64)> {
        let height = self.lane_height();
        self.placed().find_map(|(top, row)| {
            let is_it = |bar: &usize| bars.get(*bar).is_some_and(|bar| bar.step == step);
            let lane = row.lanes.iter().position(|lane| lane.iter().any(is_it));
            let lane = lane.or((row.about == About::Step(step)).then_some(0))?;
            let top = top + lane as f64 * height;
            Some((top, top + height))
        })
    }

    /// The steps in the order in which one goes through them: by rows, then by their beginning.
    #[must_use]
    pub fn steps(&self, bars: &[Bar]) -> Vec<usize> {
        let mut steps = Vec::with_capacity(bars.len());
        for row in &self.rows {
            if let (About::Step(step), Some(_)) = (row.about, row.not_begun) {
                steps.push(step);
            }
            let all = row.lanes.iter().flatten().filter_map(|&at| Some((bars.get(at)?.start, at)));
            steps.extend(by_moment(all).into_iter().filter_map(|(_, at)| Some(bars.get(at)?.step)));
        }
        steps
    }
}

/// A row for each migration and each host that is switched, in the order in which they are begun; what never was comes last.
fn of_steps(played: &Played, bars: &[Bar]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (_, at) in by_moment(bars.iter().enumerate().map(|(at, bar)| (bar.start, at))) {
        let Some(bar) = bars.get(at) else { continue };
        let about = if bar.fate.is_of_host() { About::Host(bar.host) } else { About::Step(bar.step) };
        match rows.iter_mut().find(|row| row.about == about).and_then(|row| row.lanes.first_mut()) {
            Some(lane) => lane.push(at),
            None => rows.push(Row { about, not_begun: None, lanes: vec![vec![at]] }),
        }
    }
    for (step, ran) in played.timeline.ran.iter().enumerate() {
        let fate = Fate::of(ran);
        if ran.start.is_none() && matches!(fate, Fate::NotBegun(_)) {
            rows.push(Row { about: About::Step(step), not_begun: Some(fate), lanes: vec![Vec::new()] });
        }
    }
    rows
}

/// A row for each host at which something is done, in the order of the hosts.
fn of_hosts(bars: &[Bar], hosts: usize) -> Vec<Row> {
    // By host: lanes, and when the last bar of each ends.
    let mut packed: Vec<(Vec<Vec<usize>>, Vec<f64>)> = vec![Default::default(); hosts];
    for (start, at) in by_moment(bars.iter().enumerate().map(|(at, bar)| (bar.start, at))) {
        let Some((bar, (lanes, ends))) = bars.get(at).and_then(|bar| Some((bar, packed.get_mut(bar.host)?))) else {
            continue;
        };
        match ends.iter().position(|end| *end <= start) {
            Some(free) => {
                if let Some((lane, end)) = lanes.get_mut(free).zip(ends.get_mut(free)) {
                    lane.push(at);
                    *end = bar.end;
                }
            }
            None => {
                lanes.push(vec![at]);
                ends.push(bar.end);
            }
        }
    }
    let rows = packed.into_iter().enumerate().filter(|(_, (lanes, _))| !lanes.is_empty());
    rows.map(|(host, (lanes, _))| Row { about: About::Host(host), not_begun: None, lanes }).collect()
}
