//! What the guest has written since the loop last looked.

use super::unsent::Unsent;
use crate::scenario::{DistinctCurve, Load, Pattern};

/// A hot set and its writer.
#[derive(Clone, Copy, Debug)]
struct Area {
    from: f64,
    pages: f64,
    /// Its share of the writes.
    of_rate: f64,
    /// Where a round-robin writer was at the last look, in pages from the area's beginning.
    pen: f64,
}

/// How writes fall on pages.
#[derive(Clone, Debug)]
enum Law {
    /// One after the other, in one area or several.
    RoundRobin,
    Random,
    Distinct(DistinctCurve),
}

/// What has been written since the last look, for whoever shows it.
#[derive(Clone, Debug, Default)]
pub(super) struct SinceLook {
    /// Stretches of hot pages, from and to, none beyond the last one.
    pub(super) stretches: Vec<[f64; 2]>,
    /// That a page has been written.
    pub(super) probability: f64,
    /// The share of all pages that has, besides those that are known.
    pub(super) share: f64,
    /// Where a round-robin writer is.
    pub(super) pen: Option<f64>,
}

/// The guest's writes since the last look.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    law: Law,
    areas: Vec<Area>,
    load: Option<Load>,
    hot: f64,
    /// RATE, as it is now.
    rate: f64,
    /// Writes since the last look, all areas together.
    writes: f64,
    /// Until when they have been counted.
    counted_until: f64,
}

impl Writer {
    /// A writer that begins at a share of the hot set.
    pub(super) fn new(pattern: &Pattern, hot: f64, rate: f64, begins: f64) -> Self {
        let whole = |pen: f64| vec![Area { from: 0.0, pages: hot, of_rate: 1.0, pen }];
        let areas = match pattern {
            Pattern::HotSets(sets) => {
                let mut from = 0.0;
                sets.sets()
                    .iter()
                    .map(|set| {
                        let pages = hot * set.of_hot_set;
                        let area = Area { from, pages, of_rate: set.of_rate, pen: begins * pages };
                        from += pages;
                        area
                    })
                    .collect()
            }
            _ => whole(begins * hot),
        };
        let law = match pattern {
            Pattern::Uniform => Law::Random,
            Pattern::Distinct(curve) => Law::Distinct(curve.clone()),
            Pattern::RoundRobin | Pattern::InOrder | Pattern::HotSets(_) | Pattern::Load(_) => Law::RoundRobin,
        };
        let load = match pattern {
            Pattern::Load(load) => Some(load.clone()),
            _ => None,
        };
        Self { law, areas, load, hot, rate, writes: 0.0, counted_until: 0.0 }
    }

    /// How long it takes until the load repeats itself; zero when it does not change.
    pub(super) fn cycle(&self) -> f64 {
        self.load.as_ref().map_or(0.0, |load| load.cycle().as_seconds())
    }

    /// The guest runs until a moment.
    pub(super) fn write_until(&mut self, moment: f64) {
        if moment <= self.counted_until || self.hot == 0.0 {
            return;
        }
        let seconds = match &self.load {
            None => moment - self.counted_until,
            Some(load) => load.full_rate_seconds(moment) - load.full_rate_seconds(self.counted_until),
        };
        self.writes += self.rate * seconds;
        self.counted_until = moment;
    }

    /// From now on it writes at this rate.
    pub(super) const fn set_rate(&mut self, rate: f64) {
        self.rate = rate;
    }

    /// Distinct pages written since the last look.
    pub(super) fn distinct(&self) -> f64 {
        match &self.law {
            Law::RoundRobin => self.areas.iter().map(|area| area.pages.min(self.writes * area.of_rate)).sum(),
            Law::Random => self.hot * self.probability(),
            Law::Distinct(curve) => self.hot * curve.at(self.writes / self.hot.max(f64::MIN_POSITIVE)).min(1.0),
        }
    }

    /// That a page has been written since the last look.
    fn probability(&self) -> f64 {
        if self.hot == 0.0 { 0.0 } else { -libm::expm1(-self.writes / self.hot) }
    }

    /// The loop looks: what was written becomes known.
    pub(super) fn look(&mut self, unsent: &mut Unsent) {
        if self.writes == 0.0 {
            return;
        }
        match &self.law {
            Law::RoundRobin => {
                for area in &mut self.areas {
                    let written = self.writes * area.of_rate;
                    if area.pages == self.hot {
                        // The unsent pages are a circle themselves: no need to cut at its end.
                        unsent.mark(area.pen, written, 1.0);
                    } else if area.pages <= written {
                        unsent.mark(area.from, area.pages, 1.0);
                    } else {
                        let to_the_end = area.pages - area.pen;
                        unsent.mark(area.from + area.pen, written.min(to_the_end), 1.0);
                        unsent.mark(area.from, written - to_the_end, 1.0);
                    }
                    if 0.0 < area.pages {
                        let pen = area.pen + written;
                        area.pen = pen - libm::floor(pen / area.pages) * area.pages;
                    }
                }
            }
            Law::Random => unsent.mark(0.0, self.hot, self.probability()),
            Law::Distinct(_) => {
                let distinct = self.distinct();
                unsent.spread(unsent.count() + distinct);
            }
        }
        self.writes = 0.0;
    }

    /// What has been written since the last look.
    pub(super) fn since_look(&self) -> SinceLook {
        let mut since = SinceLook::default();
        match &self.law {
            Law::RoundRobin => {
                for area in self.areas.iter().filter(|area| 0.0 < area.pages) {
                    let written = self.writes * area.of_rate;
                    let (first, last) = (area.from, area.from + area.pages);
                    let to = area.pen + written.min(area.pages);
                    since.stretches.push([first + area.pen, (first + to).min(last)]);
                    since.stretches.push([first, first + (to - area.pages).max(0.0)]);
                    let pen = area.pen + written;
                    since.pen.get_or_insert(first + pen - libm::floor(pen / area.pages) * area.pages);
                }
            }
            Law::Random => since.probability = self.probability(),
            Law::Distinct(_) if 0.0 < self.hot => since.share = self.distinct() / self.hot,
            Law::Distinct(_) => {}
        }
        since
    }

    /// The rate of writing, where it does not change: the load's highest.
    pub(super) const fn rate(&self) -> f64 {
        self.rate
    }

    /// Where a round-robin writer was at the last look, in pages from the first hot one.
    pub(super) fn place(&self) -> f64 {
        self.areas.first().map_or(0.0, |area| area.from + area.pen)
    }

    /// What has been written counts from this moment on: the time until then has been reckoned with already.
    pub(super) const fn begin_at(&mut self, moment: f64) {
        self.counted_until = moment;
    }

    /// A span of time has been reckoned with, in which it wrote what was sent.
    pub(super) const fn skip(&mut self, seconds: f64) {
        self.counted_until += seconds;
    }

    /// Forgets what was written.
    pub(super) const fn forget(&mut self) {
        self.writes = 0.0;
    }
}
