//! Which page of the hot set is written when. Shapes have no size of their own: they are shares of the hot set and of the
//! dirty rate, so that both can be changed and the shape stays.

use std::sync::Arc;

use crate::quantity::{Pages, PagesPerSecond, Seconds};

/// Which page is written when.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Pattern {
    /// One after the other, in a circle.
    #[default]
    RoundRobin,
    /// The same, and it is known more of it: the hot set is one block of memory, which is gone through in the order of its addresses, and
    /// at least half of the other pages with content lie behind it.
    InOrder,
    /// Any, at random: after τ a page has been written with probability 1 − exp(−RATE·τ/HWSET).
    Uniform,
    /// Several hot sets, each one round-robin.
    HotSets(HotSets),
    /// Round-robin at a rate that changes with time: cyclic phases, or a recorded history that repeats itself.
    Load(Load),
    /// So many distinct pages after τ as were measured, all of them new: the additive worst case.
    Distinct(DistinctCurve),
}

/// One of several hot sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HotSet {
    /// Its share of the hot set.
    pub of_hot_set: f64,
    /// Its share of the dirty rate.
    pub of_rate: f64,
}

/// Several hot sets that make up the hot set together.
#[derive(Clone, Debug, PartialEq)]
pub struct HotSets(Arc<[HotSet]>);

impl HotSets {
    /// How many hot sets there may be.
    pub const MOST: usize = 16;

    /// Takes sizes and rates in any unit. None unless each is finite and not negative, sums are positive, and there are from
    /// one to [`Self::MOST`] of them.
    #[must_use]
    pub fn new(sets: &[HotSet]) -> Option<Self> {
        let sound = |share: f64| share.is_finite() && 0.0 <= share;
        if Self::MOST < sets.len() || !sets.iter().all(|set| sound(set.of_hot_set) && sound(set.of_rate)) {
            return None;
        }
        let pages: f64 = sets.iter().map(|set| set.of_hot_set).sum();
        let rate: f64 = sets.iter().map(|set| set.of_rate).sum();
        let positive = 0.0 < pages && 0.0 < rate && pages.is_finite() && rate.is_finite();
        let shares = sets.iter().map(|set| HotSet { of_hot_set: set.of_hot_set / pages, of_rate: set.of_rate / rate });
        positive.then(|| Self(shares.collect()))
    }

    /// The sets, as shares that add up to one.
    #[must_use]
    pub fn sets(&self) -> &[HotSet] {
        &self.0
    }
}

/// A part of a load that changes with time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Phase {
    /// How long it lasts.
    pub lasts: Seconds,
    /// Its share of the dirty rate.
    pub of_rate: f64,
}

/// A dirty rate that changes with time, in a cycle that begins with the migration.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    phases: Arc<[Phase]>,
    /// By the end of each phase: seconds since the cycle began, and seconds at the full rate that its writes would take.
    ends: Arc<[(f64, f64)]>,
}

impl Load {
    /// How many phases there may be: an hour of seconds, and some.
    pub const MOST: usize = 4096;

    /// Takes rates in any unit; the highest becomes the full rate. None unless all are finite and not negative, lengths are
    /// positive, some rate is, and there are from one to [`Self::MOST`] phases.
    ///
    /// ```
    /// use precopy_model::quantity::Seconds;
    /// use precopy_model::scenario::{Load, Phase};
    /// let phase = |seconds, of_rate| Phase { lasts: Seconds::from_seconds(seconds), of_rate };
    /// let load = Load::new(&[phase(2.0, 500.0), phase(1.0, 0.0), phase(1.0, 1000.0)]).unwrap();
    /// // Two cycles and a half: twice (1 s + 0 + 1 s) at the full rate, and 1 s more.
    /// assert_eq!(load.full_rate_seconds(10.0), 5.0);
    /// ```
    #[must_use]
    pub fn new(phases: &[Phase]) -> Option<Self> {
        let sound = |phase: &Phase| {
            Seconds::ZERO < phase.lasts && phase.lasts.is_finite() && phase.of_rate.is_finite() && 0.0 <= phase.of_rate
        };
        let highest = phases.iter().map(|phase| phase.of_rate).fold(0.0, f64::max);
        if Self::MOST < phases.len() || highest <= 0.0 || !phases.iter().all(sound) {
            return None;
        }
        let phases: Arc<[Phase]> =
            phases.iter().map(|phase| Phase { of_rate: phase.of_rate / highest, ..*phase }).collect();
        let (mut seconds, mut full) = (0.0, 0.0);
        let mut ends = Vec::with_capacity(phases.len());
        for phase in &*phases {
            seconds += phase.lasts.as_seconds();
            full += phase.lasts.as_seconds() * phase.of_rate;
            ends.push((seconds, full));
        }
        (full.is_finite() && seconds.is_finite()).then(|| Self { phases, ends: ends.into() })
    }

    /// The same cycle for one that begins to watch it at a moment.
    ///
    /// ```
    /// use precopy_model::quantity::Seconds;
    /// use precopy_model::scenario::{Load, Phase};
    /// let phase = |seconds, of_rate| Phase { lasts: Seconds::from_seconds(seconds), of_rate };
    /// let load = Load::new(&[phase(2.0, 1.0), phase(1.0, 0.0)]).unwrap();
    /// let later = load.beginning_at(Seconds::from_seconds(7.5));
    /// assert_eq!(later.phases(), [phase(0.5, 1.0), phase(1.0, 0.0), phase(1.5, 1.0)]);
    /// ```
    #[must_use]
    pub fn beginning_at(&self, moment: Seconds) -> Self {
        let cycle = self.cycle().as_seconds();
        let within = moment.as_seconds() - libm::floor(moment.as_seconds() / cycle) * cycle;
        let index = self.ends.partition_point(|end| end.0 <= within);
        let (Some(now), Some(end)) = (self.phases.get(index), self.ends.get(index)) else { return self.clone() };
        let gone = Seconds::from_seconds(within - (end.0 - now.lasts.as_seconds()));
        let (before, after) = self.phases.split_at(index);
        let rest = [Phase { lasts: now.lasts - gone, ..*now }];
        let first = [Phase { lasts: gone, ..*now }];
        let phases: Vec<Phase> = rest.iter().chain(after.iter().skip(1)).chain(before).chain(&first).copied().collect();
        let phases: Vec<Phase> = phases.into_iter().filter(|phase| Seconds::ZERO < phase.lasts).collect();
        Self::new(&phases).unwrap_or_else(|| self.clone())
    }

    /// Its phases, as shares of the highest rate.
    #[must_use]
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// How long a cycle is.
    #[must_use]
    pub fn cycle(&self) -> Seconds {
        Seconds::from_seconds(self.ends.last().map_or(0.0, |end| end.0))
    }

    /// The mean rate, as a share of the highest.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.ends.last().map_or(0.0, |&(cycle, full)| full / cycle)
    }

    /// In any span τ no more is written than mean·τ and this, in seconds at the full rate: the highest minus the lowest of what has been
    /// written by a moment less mean times that moment, over a cycle and from whichever moment on.
    ///
    /// ```
    /// use precopy_model::quantity::Seconds;
    /// use precopy_model::scenario::{Load, Phase};
    /// let phase = |seconds, of_rate| Phase { lasts: Seconds::from_seconds(seconds), of_rate };
    /// let load = Load::new(&[phase(1.0, 1.0), phase(3.0, 0.0)]).unwrap();
    /// assert_eq!((load.mean(), load.excess()), (0.25, 0.75));
    /// ```
    #[must_use]
    pub fn excess(&self) -> f64 {
        let mean = self.mean();
        let ahead = self.ends.iter().map(|&(moment, full)| full - mean * moment);
        let (lowest, highest) = ahead.fold((0.0_f64, 0.0_f64), |(low, high), ahead| (low.min(ahead), high.max(ahead)));
        highest - lowest
    }

    /// How long a guest at the full rate would take for what this one writes from the beginning to a moment.
    #[must_use]
    pub fn full_rate_seconds(&self, moment: f64) -> f64 {
        let Some(&(cycle, full)) = self.ends.last() else { return moment };
        let cycles = libm::floor(moment / cycle);
        let within = moment - cycles * cycle;
        let index = self.ends.partition_point(|end| end.0 <= within);
        let (began, before) = index.checked_sub(1).and_then(|index| self.ends.get(index)).copied().unwrap_or_default();
        let share = self.phases.get(index).map_or(0.0, |phase| phase.of_rate);
        cycles * full + before + (within - began) * share
    }
}

/// How many distinct pages are dirty after τ, as a shape: y(x) with x = RATE·τ/HWSET and y = d(τ)/HWSET, never above
/// min(1, x).
#[derive(Clone, Debug, PartialEq)]
pub struct DistinctCurve(Arc<[(f64, f64)]>);

impl DistinctCurve {
    /// How many points there may be.
    pub const MOST: usize = 1024;

    /// The shape of measured points (window, distinct pages), with the hot set and the dirty rate that belong to it. Left of the
    /// first point the slope of the first two is continued, right of the last one that of the last two, up to `most` pages.
    /// None unless windows are positive and rise, counts do not fall, some page is written, and there are from one to
    /// [`Self::MOST`] points.
    ///
    /// Source: Gudkov's predictor on qemu-devel, 2023, continues the curve in this way. Where its first slope would begin
    /// above zero, a line from zero to the first point is taken instead.
    #[must_use]
    pub fn of_points(points: &[(Seconds, Pages)], most: Pages) -> Option<(Self, Pages, PagesPerSecond)> {
        let points: Vec<(f64, f64)> = points.iter().map(|(at, pages)| (at.as_seconds(), pages.as_pages())).collect();
        let (&(first_at, first), &(last_at, last)) = (points.first()?, points.last()?);
        let rising = points.windows(2).all(|pair| matches!(pair, [a, b] if a.0 < b.0 && a.1 <= b.1));
        let sound = points.iter().all(|point| point.0.is_finite() && point.1.is_finite());
        let most = most.as_pages();
        if Self::MOST < points.len()
            || !rising
            || !sound
            || first_at <= 0.0
            || first < 0.0
            || last <= 0.0
            || most < last
        {
            return None;
        }
        let slope = |pair: Option<&[(f64, f64)]>| match pair {
            Some([a, b]) => (b.1 - a.1) / (b.0 - a.0),
            _ => 0.0,
        };
        let mut curve = vec![(0.0, 0.0)];
        let rises_at = first_at - first / slope(points.get(..2));
        if 0.0 < rises_at && rises_at < first_at {
            curve.push((rises_at, 0.0));
        }
        curve.extend(&points);
        let end = slope(points.len().checked_sub(2).and_then(|from| points.get(from..)));
        let full_at = last_at + (most - last) / end;
        // Where all that can be was measured already, the last point is the end: a second one there would be no curve.
        let hot = if 0.0 < end && last_at < full_at {
            curve.push((full_at, most));
            most
        } else {
            last
        };
        // No chord from zero is steeper than the rate.
        let rate = curve.iter().filter(|point| 0.0 < point.0).map(|point| point.1 / point.0).fold(0.0, f64::max);
        let shape = curve.iter().map(|&(at, pages)| (at * rate / hot, pages / hot)).collect();
        Some((Self(shape), Pages::from_pages(hot), PagesPerSecond::from_pages_per_second(rate)))
    }

    /// A shape from its own points, as [`Self::points`] gives them. None unless they begin at zero, rise, and stay at or below
    /// min(1, x).
    #[must_use]
    pub fn of_shape(points: &[(f64, f64)]) -> Option<Self> {
        let begins = points.first() == Some(&(0.0, 0.0)) && (2..=Self::MOST + 2).contains(&points.len());
        let rising = points.windows(2).all(|pair| matches!(pair, [a, b] if a.0 < b.0 && a.1 <= b.1));
        let below = points.iter().all(|&(x, y)| x.is_finite() && y <= x * (1.0 + 1e-9) && y <= 1.0 + 1e-9);
        (begins && rising && below).then(|| Self(points.into()))
    }

    /// Its points.
    #[must_use]
    pub fn points(&self) -> &[(f64, f64)] {
        &self.0
    }

    /// y(x).
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        let after = self.0.partition_point(|point| point.0 <= x);
        match (after.checked_sub(1).and_then(|index| self.0.get(index)), self.0.get(after)) {
            (Some(a), Some(b)) => a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0),
            (Some(last), None) => last.1,
            (None, _) => 0.0,
        }
    }
}
