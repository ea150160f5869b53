//! From a value to its place along an axis and back, on a linear or a logarithmic scale.

use super::Range;

/// The scale of an axis. Its range went through the guard, whatever the values were.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Of the values, or of their logarithms.
    range: Range,
    logarithmic: bool,
}

impl Scale {
    /// Equal steps for equal differences.
    #[must_use]
    pub const fn linear(range: Range) -> Self {
        Self { range, logarithmic: false }
    }

    /// Equal steps for equal ratios, from `floor` to the range's upper end, at least a decade. Zero, which has no
    /// logarithm, and all that is below the floor stand at the floor.
    #[must_use]
    pub fn logarithmic(floor: f64, range: Range) -> Self {
        let floor = Range::around(0.0, floor).max().clamp(1e-12, 1e200);
        let top = range.max().max(floor * 10.0);
        Self { range: Range::around(floor.ln(), top.ln()), logarithmic: true }
    }

    /// Whether it is logarithmic.
    #[must_use]
    pub const fn is_logarithmic(self) -> bool {
        self.logarithmic
    }

    /// The value at the lower end.
    #[must_use]
    pub fn min(self) -> f64 {
        if self.logarithmic { self.range.min().exp() } else { self.range.min() }
    }

    /// The value at the upper end.
    #[must_use]
    pub fn max(self) -> f64 {
        if self.logarithmic { self.range.max().exp() } else { self.range.max() }
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper one; values beyond are at the ends.
    #[must_use]
    pub fn share(self, value: f64) -> f64 {
        // The logarithm of zero is minus infinity, which lies at the lower end; that of less than zero is none.
        self.range.share(if self.logarithmic { value.max(0.0).ln() } else { value })
    }

    /// The value that lies there, between 0 at the lower end and 1 at the upper one.
    #[must_use]
    pub fn value(self, share: f64) -> f64 {
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        let value = self.range.min() * (1.0 - share) + self.range.max() * share;
        if self.logarithmic { value.exp() } else { value }
    }

    /// The scale on the way to another one: 0 is here, 1 is there. Between linear and logarithmic there is no way.
    #[must_use]
    pub fn toward(self, other: Self, share: f64) -> Self {
        if self.logarithmic != other.logarithmic {
            return other;
        }
        let share = if share.is_nan() { 1.0 } else { share.clamp(0.0, 1.0) };
        let mix = |from: f64, to: f64| from * (1.0 - share) + to * share;
        let range = Range::around(mix(self.range.min(), other.range.min()), mix(self.range.max(), other.range.max()));
        Self { range, ..other }
    }

    /// Whether a value lies on the axis, its ends included.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        self.min() <= value && value <= self.max()
    }

    /// Whether some of the values between two of them lie on the axis.
    #[must_use]
    pub fn meets(self, from: f64, to: f64) -> bool {
        from <= self.max() && self.min() <= to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_scales_there_is_a_way_if_they_are_of_one_kind() {
        let (near, far) = (Scale::linear(Range::around(0.0, 10.0)), Scale::linear(Range::around(10.0, 40.0)));
        let middle = near.toward(far, 0.5);
        assert_eq!((middle.min(), middle.max()), (5.0, 25.0));
        assert_eq!((near.toward(far, 0.0), near.toward(far, 1.0), near.toward(far, f64::NAN)), (near, far, far));
        let other = Scale::logarithmic(1.0, Range::around(0.0, 100.0));
        assert_eq!(near.toward(other, 0.1), other);
    }

    #[test]
    fn what_begins_before_an_axis_and_ends_after_it_is_on_it() {
        let scale = Scale::linear(Range::around(10.0, 20.0));
        let meets = |from, to| scale.meets(from, to);
        assert!(meets(5.0, 25.0) && meets(12.0, 13.0) && meets(5.0, 10.0) && meets(20.0, 25.0));
        assert!(!meets(1.0, 9.0) && !meets(21.0, 25.0));
    }

    #[test]
    fn decades_are_equally_long_and_zero_stands_at_the_floor() {
        let scale = Scale::logarithmic(1.0, Range::around(0.0, 1e6));
        let places = [0.0, 0.5, 1.0, 1e3, 1e6, 1e9].map(|value| (scale.share(value) * 1e9).round() / 1e9);
        assert_eq!(places, [0.0, 0.0, 0.0, 0.5, 1.0, 1.0]);
    }

    #[test]
    fn there_and_back() {
        let range = Range::around(0.0, 40.0);
        for scale in [Scale::linear(range), Scale::logarithmic(0.01, range)] {
            for value in [0.01, 0.5, 7.0, 39.0, 40.0] {
                assert!((scale.value(scale.share(value)) / value - 1.0).abs() < 1e-9, "{scale:?} {value}");
            }
        }
    }

    #[test]
    fn anything_makes_a_scale() {
        let odd =
            [0.0, -1.0, 1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 1e-300, 1e15];
        for floor in odd {
            for max in odd {
                let scale = Scale::logarithmic(floor, Range::around(0.0, max));
                assert!(
                    0.0 < scale.min() && scale.min() * 9.0 < scale.max() && scale.max().is_finite(),
                    "{floor} {max}"
                );
                for value in odd {
                    assert!((0.0..=1.0).contains(&scale.share(value)), "{floor} {max} {value}");
                    assert!(scale.value(value).is_finite(), "{floor} {max} {value}");
                }
            }
        }
    }
}
