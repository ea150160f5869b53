//! How far a link is to be widened: twice, wider until all converge, and back to the least that is enough.

use super::Figures;

/// The least that is tried beyond twice as much, in quarters of what there is.
const QUARTERS: u32 = 4;
/// The most: sixty-four times as much.
const MOST: u32 = 64 * QUARTERS;

/// A search for a factor.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Widening {
    pub(super) links: Vec<usize>,
    /// What was tried, in quarters: the most that is not enough, and the least that is.
    misses: u32,
    meets: Option<u32>,
}

impl Widening {
    pub(super) const fn of(links: Vec<usize>) -> Self {
        Self { links, misses: QUARTERS, meets: None }
    }

    /// The next factor, in quarters; none when there is nothing more to try.
    pub(super) const fn next(&self) -> Option<u32> {
        match self.meets {
            None if self.misses < MOST => Some(self.misses * 2),
            // Twice as much that is enough is what is advised.
            None | Some(8) => None,
            Some(meets) if self.misses + 1 < meets => Some(u32::midpoint(self.misses, meets)),
            Some(_) => None,
        }
    }

    /// What came of a factor. Wider is not tried when something else holds all of them back by now.
    pub(super) fn tried(&mut self, quarters: u32, figures: &Figures, before: &Figures) {
        if figures.migrations <= figures.converged {
            self.meets = Some(quarters);
        } else if figures.converged <= before.converged && QUARTERS * 2 < quarters {
            // Twice and four times as much have not helped one more to converge.
            self.misses = MOST;
        } else {
            self.misses = quarters;
        }
    }

    pub(super) fn factor(quarters: u32) -> f64 {
        f64::from(quarters) / f64::from(QUARTERS)
    }
}
