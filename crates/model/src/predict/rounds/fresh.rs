//! What the first pass has not reached yet: stretches of memory, each an even mixture of empty, passive and hot pages.

use super::layout::{Layout, Place};
use super::pace::Rates;
use crate::predict::Terms;

/// Pages of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ByKind {
    pub(super) empty: f64,
    pub(super) passive: f64,
    pub(super) hot: f64,
}

impl ByKind {
    pub(super) fn used(&self) -> f64 {
        self.passive + self.hot
    }

    pub(super) fn all(&self) -> f64 {
        self.empty + self.passive + self.hot
    }

    pub(super) fn times(self, share: f64) -> Self {
        Self { empty: self.empty * share, passive: self.passive * share, hot: self.hot * share }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { empty: self.empty + other.empty, passive: self.passive + other.passive, hot: self.hot + other.hot }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        let less = |a: f64, b: f64| (a - b).max(0.0);
        Self {
            empty: less(self.empty, other.empty),
            passive: less(self.passive, other.passive),
            hot: less(self.hot, other.hot),
        }
    }

    /// How long they take.
    pub(super) fn seconds(&self, rates: Rates) -> f64 {
        self.used() / rates.used + if self.empty == 0.0 { 0.0 } else { self.empty / rates.empty }
    }
}

/// At most so many stretches: low memory, empty first or last, hot first or last, and what lies between.
pub(super) const MOST: usize = 4;

/// The stretches that are left, in the order of sending.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fresh {
    stretches: [ByKind; MOST],
    at: usize,
    /// All that is left.
    pub(super) left: ByKind,
}

impl Fresh {
    /// All memory that is looked at: empty pages that are skipped are not.
    pub(super) fn of(terms: &Terms, layout: &Layout) -> Self {
        let eset = if terms.r_e == f64::INFINITY { 0.0 } else { terms.eset };
        let (hot, passive) = (terms.hwset, terms.pset);
        let used = match layout.hot {
            Place::First => [ByKind { hot, ..ByKind::default() }, ByKind { passive, ..ByKind::default() }],
            Place::Last => [ByKind { passive, ..ByKind::default() }, ByKind { hot, ..ByKind::default() }],
            Place::Spread => [ByKind { hot, passive, ..ByKind::default() }, ByKind::default()],
        };
        let low = ByKind { empty: layout.low.as_pages().min(eset), ..ByKind::default() };
        let empty = ByKind { empty: eset - low.empty, ..ByKind::default() };
        let [first, second] = used;
        let stretches = match layout.empty {
            Place::First => [low, empty, first, second],
            Place::Last => [low, first, second, empty],
            Place::Spread => {
                let share = |some: ByKind| if terms.wset == 0.0 { 0.0 } else { some.used() / terms.wset };
                let with = |some: ByKind| some.plus(empty.times(share(some)));
                if terms.wset == 0.0 {
                    [low, empty, first, second]
                } else {
                    [low, with(first), with(second), ByKind::default()]
                }
            }
        };
        let mut fresh = Self { stretches, at: 0, left: ByKind { empty: eset, passive, hot } };
        fresh.settle();
        fresh
    }

    /// All stretches, with what is left of each.
    pub(super) const fn stretches(&self) -> &[ByKind; MOST] {
        &self.stretches
    }

    /// The stretch that is being sent; none when all have been.
    pub(super) fn stretch(&self) -> Option<ByKind> {
        self.stretches.get(self.at).copied()
    }

    /// The stretches that are left.
    pub(super) fn rest(&self) -> impl Iterator<Item = ByKind> + '_ {
        self.stretches.iter().skip(self.at).copied()
    }

    /// The sender sends this share of the present stretch; returns what that was.
    pub(super) fn send(&mut self, share: f64) -> ByKind {
        let Some(stretch) = self.stretches.get_mut(self.at) else { return ByKind::default() };
        let sent = if 1.0 <= share { *stretch } else { stretch.times(share) };
        *stretch = if 1.0 <= share { ByKind::default() } else { stretch.minus(sent) };
        self.left = self.left.minus(sent);
        self.settle();
        sent
    }

    /// The sender has been through all of it; so many hot pages were among what was left.
    pub(super) fn send_all(&mut self) -> f64 {
        let hot = self.left.hot;
        self.at = MOST;
        self.left = ByKind::default();
        hot
    }

    /// Goes on to the next stretch that has pages.
    fn settle(&mut self) {
        while self.stretches.get(self.at).is_some_and(|stretch| stretch.all() <= 0.0) {
            self.at += 1;
        }
        if self.at == MOST {
            self.left = ByKind::default();
        }
    }
}
