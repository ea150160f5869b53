//! Piecewise-linear functions of time that share their break points: value, crossing, area.

use super::within;

/// One break point: a moment, and the value of each of the `N` functions there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knot<const N: usize> {
    /// When, in the unit of the caller (seconds, everywhere in this crate).
    pub at: f64,
    /// The values.
    pub values: [f64; N],
}

/// `N` functions, linear between common break points.
///
/// Before the first knot and after the last one, each function keeps that knot's value. Two knots at the same moment
/// make a step; there the later knot's value counts. A curve without knots is zero everywhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve<const N: usize> {
    knots: Vec<Knot<N>>,
}

impl<const N: usize> Curve<N> {
    /// No knots yet, with room for some.
    #[must_use]
    pub fn with_capacity(knots: usize) -> Self {
        Self { knots: Vec::with_capacity(knots) }
    }

    /// Adds a knot at the end. A moment before the last knot's is moved up to it; a knot that repeats the last one
    /// is dropped.
    pub fn push(&mut self, at: f64, values: [f64; N]) {
        let at = self.knots.last().map_or(at, |last| at.max(last.at));
        let knot = Knot { at, values };
        if self.knots.last() != Some(&knot) {
            self.knots.push(knot);
        }
    }

    /// Cuts the curve off after a moment, where it gets a knot of its own; returns the values there.
    ///
    /// ```
    /// # use precopy_model::numeric::Curve;
    /// let mut curve = Curve::default();
    /// curve.push(0.0, [10.0]);
    /// curve.push(5.0, [0.0]);
    /// assert_eq!(curve.cut_after(2.0), [6.0]);
    /// assert_eq!(curve.values(4.0), [6.0]);
    /// ```
    pub fn cut_after(&mut self, at: f64) -> [f64; N] {
        if let Some(last) = self.knots.last().filter(|last| last.at == at) {
            return last.values;
        }
        let values = self.values(at);
        let kept = self.knots.partition_point(|knot| knot.at <= at);
        self.knots.truncate(kept);
        self.push(at, values);
        values
    }

    /// The break points in order of time.
    #[must_use]
    pub fn knots(&self) -> &[Knot<N>] {
        &self.knots
    }

    /// All values at a moment.
    ///
    /// ```
    /// # use precopy_model::numeric::Curve;
    /// let mut curve = Curve::default();
    /// curve.push(0.0, [10.0]);
    /// curve.push(5.0, [0.0]);
    /// assert_eq!(curve.values(2.0), [6.0]);
    /// assert_eq!(curve.values(99.0), [0.0]);
    /// ```
    #[must_use]
    pub fn values(&self, at: f64) -> [f64; N] {
        let after = self.knots.partition_point(|knot| knot.at <= at);
        let left = after.checked_sub(1).and_then(|index| self.knots.get(index));
        match (left, self.knots.get(after)) {
            (Some(left), Some(right)) => between(left, right, at),
            (Some(only), None) | (None, Some(only)) => only.values,
            (None, None) => [0.0; N],
        }
    }

    /// The first moment from the first knot on at which function `index` is at or below `level`; none if it never is.
    #[must_use]
    pub fn first_at_or_below(&self, index: usize, level: f64) -> Option<f64> {
        let value = |knot: &Knot<N>| knot.values.get(index).copied().unwrap_or(f64::NAN);
        let first = self.knots.first()?;
        if value(first) <= level {
            return Some(first.at);
        }
        self.knots.windows(2).find_map(|pair| {
            let [left, right] = pair else { return None };
            let (high, low) = (value(left), value(right));
            (low <= level).then(|| {
                let share = (high - level) / (high - low);
                if right.at > left.at && share < 1.0 { left.at + share * (right.at - left.at) } else { right.at }
            })
        })
    }

    /// The area under function `index` from the first to the last knot.
    #[must_use]
    pub fn area(&self, index: usize) -> f64 {
        let value = |knot: &Knot<N>| knot.values.get(index).copied().unwrap_or(0.0);
        self.knots
            .windows(2)
            .map(|pair| match pair {
                [left, right] => (right.at - left.at) * (value(left) + value(right)) / 2.0,
                _ => 0.0,
            })
            .sum()
    }
}

/// The straight line between two knots.
fn between<const N: usize>(left: &Knot<N>, right: &Knot<N>, at: f64) -> [f64; N] {
    let span = right.at - left.at;
    let share = if span > 0.0 { within((at - left.at) / span, 0.0, 1.0) } else { 1.0 };
    let mut values = left.values;
    for (value, end) in values.iter_mut().zip(right.values) {
        *value += (end - *value) * share;
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tent() -> Curve<1> {
        let mut curve = Curve::with_capacity(3);
        for (at, value) in [(0.0, 4.0), (2.0, 8.0), (6.0, 0.0)] {
            curve.push(at, [value]);
        }
        curve
    }

    #[test]
    fn value_between_and_beyond_the_knots() {
        let curve = tent();
        assert_eq!([-1.0, 0.0, 1.0, 4.0, 6.0, 9.0].map(|at| curve.values(at)[0]), [4.0, 4.0, 6.0, 4.0, 0.0, 0.0]);
    }

    #[test]
    fn crossing_is_the_first_one() {
        let curve = tent();
        assert_eq!(curve.first_at_or_below(0, 5.0), Some(0.0));
        assert_eq!(curve.first_at_or_below(0, 2.0), Some(5.0));
        assert_eq!(curve.first_at_or_below(0, -1.0), None);
        assert_eq!(Curve::<1>::default().first_at_or_below(0, 1.0), None);
    }

    #[test]
    fn a_step_takes_its_later_value() {
        let mut curve = Curve::default();
        curve.push(0.0, [9.0]);
        curve.push(0.0, [3.0]);
        curve.push(1.0, [3.0]);
        assert_eq!(curve.values(0.0), [3.0]);
        assert_eq!(curve.first_at_or_below(0, 5.0), Some(0.0));
    }

    #[test]
    fn area_is_that_of_the_trapezia() {
        assert_eq!(tent().area(0), 12.0 + 16.0);
    }
}
