//! The guard in front of every chart: a range of an axis that is finite, ordered and not empty.

/// A range of an axis: both ends finite, `min < max`, wide enough to divide by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    min: f64,
    max: f64,
}

/// Nothing that is drawn is larger; beyond it, sums of two ends would overflow.
const LARGEST: f64 = 1e300;

impl Range {
    /// The range from `min` to `max`, mended where they make none: ends that are not finite are brought within bounds,
    /// ends in the wrong order are exchanged, an empty range is widened.
    #[must_use]
    pub fn around(min: f64, max: f64) -> Self {
        let finite = |value: f64| if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) };
        let (a, b) = (finite(min), finite(max));
        let (min, max) = if a <= b { (a, b) } else { (b, a) };
        let least = (max.abs().max(min.abs()) * 1e-9).max(1e-12);
        if max - min < least { Self { min, max: min + least.max(1.0) } } else { Self { min, max } }
    }

    /// From zero to the first step of a ladder above `value`, so that an axis stands still while its content moves a
    /// little.
    #[must_use]
    pub fn from_zero_to_step_above(value: f64) -> Self {
        const LADDER: [f64; 11] = [1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.4, 8.0, 10.0];
        let value = Self::around(0.0, value).max.max(1e-9);
        let decade = decade(value);
        let step = LADDER.into_iter().find(|step| value <= step * decade).unwrap_or(10.0);
        Self::around(0.0, step * decade)
    }

    /// The lower end.
    #[must_use]
    pub const fn min(self) -> f64 {
        self.min
    }

    /// The upper end.
    #[must_use]
    pub const fn max(self) -> f64 {
        self.max
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper one; values beyond are at the ends.
    #[must_use]
    pub fn share(self, value: f64) -> f64 {
        // Halves, so that the difference of two huge ends does not overflow.
        let share = (value / 2.0 - self.min / 2.0) / (self.max / 2.0 - self.min / 2.0);
        if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
    }
}

/// The largest power of ten that is not above a positive value.
#[must_use]
pub fn decade(value: f64) -> f64 {
    let mut decade = 1.0;
    while decade * 10.0 <= value && decade < 1e300 {
        decade *= 10.0;
    }
    while value < decade && 1e-300 < decade {
        decade /= 10.0;
    }
    decade
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades() {
        assert_eq!([1.0, 9.99, 10.0, 1000.0, 1e15, 0.5, 0.1].map(decade), [1.0, 1.0, 10.0, 1000.0, 1e15, 0.1, 0.1]);
        assert!(decade(f64::INFINITY).is_finite() && 0.0 < decade(0.0) && decade(f64::NAN) == 1.0);
    }

    #[test]
    fn anything_makes_a_range() {
        let odd = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            f64::EPSILON,
            1e-300,
            1e15,
        ];
        for a in odd {
            for b in odd {
                for range in [Range::around(a, b), Range::from_zero_to_step_above(b)] {
                    assert!(range.min.is_finite() && range.max.is_finite() && range.min < range.max, "{a} {b}");
                    for value in odd {
                        let share = range.share(value);
                        assert!((0.0..=1.0).contains(&share), "{a} {b} {value}: {share}");
                    }
                }
            }
        }
    }

    #[test]
    fn an_axis_stands_still_while_its_content_moves_a_little() {
        assert_eq!(Range::from_zero_to_step_above(33.0), Range::from_zero_to_step_above(39.0));
        assert!(33.0 <= Range::from_zero_to_step_above(33.0).max());
    }
}
