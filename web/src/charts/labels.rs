//! Where labels are: so that none lies over another, and lines do not strike through them.

use precopy_base::charts::pen::Point;

/// A box in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// The box of a text of one line, from its left end and middle height.
    pub(super) fn of_text((left, middle): Point, width: f64, size: f64) -> Self {
        Self { left, right: left + width, top: middle - size * 0.62, bottom: middle + size * 0.62 }
    }

    /// The box around a point, so far in each direction.
    pub(super) fn around((x, y): Point, far: f64) -> Self {
        Self { left: x, right: x, top: y, bottom: y }.grown(far)
    }

    fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, right: self.right + by, top: self.top - by, bottom: self.bottom + by }
    }

    fn touches(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether a straight line from one point to another goes through the box.
    fn is_cut_by(self, (x0, y0): Point, (x1, y1): Point) -> bool {
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (from, to, low, high) in [(x0, x1, self.left, self.right), (y0, y1, self.top, self.bottom)] {
            let by = to - from;
            if by.abs() < 1e-9 {
                if from < low || high < from {
                    return false;
                }
                continue;
            }
            let (a, b) = ((low - from) / by, (high - from) / by);
            enters = enters.max(a.min(b));
            leaves = leaves.min(a.max(b));
        }
        enters < leaves
    }
}

/// The labels that have a place so far, and the lines they keep away from.
#[derive(Default)]
pub(super) struct Labels<'a> {
    taken: Vec<Rect>,
    lines: Vec<&'a [Point]>,
}

impl<'a> Labels<'a> {
    /// A line that later labels keep away from.
    pub(super) fn avoid(&mut self, line: &'a [Point]) {
        self.lines.push(line);
    }

    /// Whether a label would lie over another one.
    pub(super) fn is_taken(&self, place: Rect) -> bool {
        let place = place.grown(3.0);
        self.taken.iter().any(|&other| place.touches(other))
    }

    /// Whether a line would strike through a label.
    pub(super) fn is_struck(&self, place: Rect) -> bool {
        let place = place.grown(1.5);
        let cuts = |pair: &[Point]| matches!(*pair, [from, to] if place.is_cut_by(from, to));
        self.lines.iter().any(|line| line.windows(2).any(cuts))
    }

    /// Gives a place away.
    pub(super) fn take(&mut self, place: Rect) {
        self.taken.push(place);
    }

    /// The first place that is free of labels and lines; else, where that will do, the first that is free of labels.
    pub(super) fn choose(&self, places: &[Rect], free_of_lines: bool) -> Option<Rect> {
        let free = || places.iter().copied().filter(|&place| !self.is_taken(place));
        let clear = free().find(|&place| !self.is_struck(place));
        if free_of_lines { clear } else { clear.or_else(|| free().next()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Rect = Rect { left: 10.0, top: 10.0, right: 30.0, bottom: 20.0 };

    #[test]
    fn lines_strike_through_boxes_that_they_cross() {
        assert!(PLACE.is_cut_by((0.0, 15.0), (40.0, 15.0)));
        assert!(PLACE.is_cut_by((0.0, 0.0), (40.0, 30.0)));
        assert!(PLACE.is_cut_by((15.0, 12.0), (16.0, 12.0)), "inside");
        assert!(!PLACE.is_cut_by((0.0, 15.0), (9.0, 15.0)), "ends before");
        assert!(!PLACE.is_cut_by((0.0, 0.0), (8.0, 40.0)), "goes by");
        assert!(!PLACE.is_cut_by((0.0, 25.0), (40.0, 25.0)), "below");
    }

    #[test]
    fn the_first_place_that_is_free_is_chosen() {
        let line = [(0.0, 15.0), (40.0, 15.0)];
        let below = Rect { top: 24.0, bottom: 34.0, ..PLACE };
        let mut labels = Labels::default();
        labels.avoid(&line);
        assert_eq!(labels.choose(&[PLACE, below], true), Some(below));
        labels.take(below);
        assert_eq!(labels.choose(&[PLACE, below], true), None);
        assert_eq!(labels.choose(&[PLACE, below], false), Some(PLACE));
    }
}
