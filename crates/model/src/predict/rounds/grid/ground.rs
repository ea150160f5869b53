//! Which cells are empty, passive and hot, and in which stretch of memory each lies: the order of the simulation, to scale.

use super::super::fresh::{ByKind, Fresh, MOST};
use super::super::layout::Layout;
use super::Cell;
use crate::predict::Terms;

/// Cells are mixed in blocks of so many, so that they look like memory and not like a pattern.
const BLOCK: usize = 16;

/// The ground on which cells change.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    /// What each cell is before its first turn.
    pub(super) kinds: Vec<Cell>,
    /// Where each stretch of memory begins and ends, in cells.
    pub(super) stretches: [[usize; 2]; MOST],
    /// The stretches as they are before anything is sent.
    pub(super) whole: [ByKind; MOST],
    /// The cells of the hot set, in the order of addresses.
    pub(super) hot: Vec<usize>,
    /// HWSET in pages.
    pub(super) hot_pages: f64,
    /// Whether empty pages are not even looked at.
    pub(super) skips_empty: bool,
    /// VMSIZE in pages.
    pub(super) pages: f64,
}

impl Ground {
    /// The ground of a memory in at most so many cells.
    pub(super) fn of(terms: &Terms, layout: &Layout, most: usize) -> Self {
        // Pages that are skipped have their place too.
        let skips_empty = terms.r_e == f64::INFINITY;
        let seen = Terms { r_e: if skips_empty { terms.r_u } else { terms.r_e }, ..*terms };
        let all = *Fresh::of(&seen, layout).stretches();
        let whole = *Fresh::of(terms, layout).stretches();
        let count = (libm::ceil(terms.vmsize).max(1.0) as usize).min(most.max(1));
        let stretches = divided(&all.map(|stretch| stretch.all()), count);
        let mut kinds = Vec::with_capacity(count);
        for (stretch, [from, to]) in all.iter().zip(stretches) {
            mix(stretch, to - from, &mut kinds);
        }
        let hot = kinds.iter().enumerate().filter(|(_, kind)| **kind == Cell::Hot).map(|(at, _)| at).collect();
        Self { kinds, stretches, whole, hot, hot_pages: terms.hwset, skips_empty, pages: terms.vmsize }
    }

    /// The hot cell at so many hot pages: where the cells before it end.
    pub(super) fn hot_cell(&self, pages: f64) -> usize {
        if self.hot_pages <= 0.0 {
            return 0;
        }
        (libm::round(pages / self.hot_pages * self.hot.len() as f64).max(0.0) as usize).min(self.hot.len())
    }
}

/// Divides so many cells among stretches of pages; none that has pages goes without.
fn divided(pages: &[f64; MOST], count: usize) -> [[usize; 2]; MOST] {
    let all: f64 = pages.iter().sum();
    let share = |pages: f64| if 0.0 < all { libm::round(pages / all * count as f64) as usize } else { 0 };
    let mut cells = pages.map(|pages| if 0.0 < pages { share(pages).max(1) } else { 0 });
    // What rounding gave or took, the largest takes or gives.
    let sum: usize = cells.iter().sum();
    if let Some(largest) = cells.iter_mut().max() {
        *largest = (*largest + count).saturating_sub(sum);
    }
    let mut at = 0;
    cells.map(|cells| {
        let from = at.min(count);
        at = (at + cells).min(count);
        [from, at]
    })
}

/// Cells of a stretch, its kinds evenly mixed.
fn mix(stretch: &ByKind, count: usize, kinds: &mut Vec<Cell>) {
    let all = stretch.all();
    let of = |pages: f64| {
        let cells = libm::round(pages / all * count as f64) as usize;
        if 0.0 < pages && 1 < count { cells.max(1) } else { cells }
    };
    let hot = if 0.0 < all { of(stretch.hot).min(count) } else { 0 };
    let empty = if 0.0 < all { of(stretch.empty).min(count - hot) } else { 0 };
    let mut from = 0;
    while from < count {
        let to = (from + BLOCK).min(count);
        // So many of all up to here, rounded down: the same number in the end, block by block.
        let up_to = |cells: usize, at: usize| cells * at / count;
        let mut left = [up_to(hot, to) - up_to(hot, from), up_to(empty, to) - up_to(empty, from)];
        for at in from..to {
            let places = to - at;
            let drawn = noise(at, 0) * places as f64;
            let [hot, empty] = &mut left;
            if drawn < *hot as f64 {
                *hot -= 1;
                kinds.push(Cell::Hot);
            } else if drawn < (*hot + *empty) as f64 {
                *empty -= 1;
                kinds.push(Cell::Empty);
            } else {
                kinds.push(Cell::Passive);
            }
        }
        from = to;
    }
}

/// A number from zero to one for a cell and a turn, always the same: no two neighbours look alike.
pub(super) fn noise(cell: usize, turn: u8) -> f64 {
    let mut bits = (cell as u32).wrapping_mul(0x9e37_79b9) ^ u32::from(turn).wrapping_mul(0x85eb_ca6b);
    for (shift, factor) in [(16, 0x7feb_352d), (15, 0x846c_a68b)] {
        bits = (bits ^ bits >> shift).wrapping_mul(factor);
    }
    f64::from(bits ^ bits >> 16) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_with_pages_has_cells() {
        assert_eq!(divided(&[0.0, 1.0, 1e9, 3.0], 100), [[0, 0], [0, 1], [1, 99], [99, 100]]);
        assert_eq!(divided(&[0.0, 50.0, 50.0, 0.0], 100), [[0, 0], [0, 50], [50, 100], [100, 100]]);
        assert_eq!(divided(&[5.0, 0.0, 0.0, 0.0], 1), [[0, 1], [1, 1], [1, 1], [1, 1]]);
    }

    #[test]
    fn kinds_are_mixed_in_their_shares() {
        let mut kinds = Vec::new();
        mix(&ByKind { empty: 10.0, passive: 60.0, hot: 30.0 }, 1000, &mut kinds);
        let count = |kind: Cell| kinds.iter().filter(|one| **one == kind).count();
        assert_eq!([Cell::Empty, Cell::Passive, Cell::Hot].map(count), [100, 600, 300]);
        // In each part of it, too.
        let hot = kinds.iter().take(160).filter(|kind| **kind == Cell::Hot).count();
        assert_eq!(hot, 48);
    }
}
