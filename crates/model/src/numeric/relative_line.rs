//! A straight line through points whose scatter grows with their height, and some of which are far off.

use super::{Interval, normal_quantile, quantile};

/// Huber's constant: 95 % as good as least squares where everything is normal.
const HUBER: f64 = 1.345;

/// The median of absolute deviations, times this, is the standard deviation of a normal distribution.
const NORMAL_PER_MEDIAN: f64 = 1.4826;

/// Passes; weights have come to rest after a dozen.
const PASSES: u32 = 30;

/// The line never counts as lower than this share of a point: else a weight would be without end.
const LOWEST_SHARE: f64 = 0.05;

/// A point pulls the line no closer than this: what lies on a line of its own would have no error.
const MOST_LEVERAGE: f64 = 0.9;

/// A point: height y, and the numbers that it depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelativePoint {
    /// What it mainly depends on.
    pub x: f64,
    /// What it depends on besides.
    pub besides: f64,
    /// Its height.
    pub y: f64,
}

/// `y = constant + slope·x + beside·besides`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelativeLine {
    /// Constant, slope, and the slope of what it depends on besides (0 where that was left out).
    pub terms: [f64; 3],
    /// Their standard errors.
    pub errors: [f64; 3],
    /// The standard deviation of (y − line)/line, by its median.
    pub scatter: f64,
}

impl RelativeLine {
    /// The height of the line at a point.
    #[must_use]
    pub fn at(&self, point: &RelativePoint) -> f64 {
        let [constant, slope, beside] = self.terms;
        constant + slope * point.x + beside * point.besides
    }

    /// Between which values a term lies: constant, slope, beside.
    #[must_use]
    pub fn intervals(&self, confidence: f64) -> [Interval; 3] {
        let z = normal_quantile((1.0 + confidence) / 2.0);
        let [[constant, slope, beside], [of_constant, of_slope, of_beside]] = [self.terms, self.errors];
        [
            Interval::around(constant, z * of_constant),
            Interval::around(slope, z * of_slope),
            Interval::around(beside, z * of_beside),
        ]
    }

    /// Which line do points follow whose scatter is a share of their height?
    ///
    /// The solution of Σ ψ((y − ŷ)/(s·ŷ))·(1, x, w)/ŷ = 0 by reweighted least squares:
    ///
    /// | symbol | meaning | unit |
    /// | --- | --- | --- |
    /// | ŷ | height of the line at the point | of y |
    /// | x, w | what y depends on, and what besides | any |
    /// | s | scatter: 1.4826 × the median of the absolute relative deviations | – |
    /// | ψ | ψ(u) = u up to ±1.345, and that beyond | – |
    ///
    /// Errors come from A⁻¹·M·A⁻¹ with A = Σ ψ′·vvᵀ, M = Σ ψ²·s²·vvᵀ/(1 − h)², v = (1, x, w)/ŷ, h = vᵀ·A⁻¹·v, so that they need no
    /// assumption about the scatter but that points do not depend on each other; h makes up for points that pull the line to themselves
    /// (MacKinnon and White, *Some heteroskedasticity-consistent covariance matrix estimators with improved finite sample properties*,
    /// Journal of Econometrics 29, 1985). Sources: Huber, *Robust estimation of a location parameter*, Annals of
    /// Mathematical Statistics 35, 1964; *The behavior of maximum likelihood estimates under nonstandard conditions*, Fifth Berkeley
    /// Symposium 1, 1967.
    ///
    /// Conditions: deviations lie evenly to both sides. Edges: none of fewer than `3 + 1` points with heights above zero, or where x does not
    /// vary; with `with_besides` none where w does not vary by itself.
    ///
    /// ```
    /// use precopy_model::numeric::{RelativeLine, RelativePoint};
    /// let points: Vec<RelativePoint> = (1..9).map(f64::from).map(|x| RelativePoint { x, besides: 0.0, y: 3.0 + 2.0 * x }).collect();
    /// let line = RelativeLine::through(&points, false).unwrap();
    /// assert!((line.terms[0] - 3.0).abs() < 1e-9 && (line.terms[1] - 2.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn through(points: &[RelativePoint], with_besides: bool) -> Option<Self> {
        let usable = |point: &&RelativePoint| 0.0 < point.y && (point.x + point.besides + point.y).is_finite();
        let points: Vec<&RelativePoint> = points.iter().filter(usable).collect();
        if points.len() <= 3 {
            return None;
        }
        // Columns of nearly one size, so that what is nearly singular can be told.
        let mean =
            |of: fn(&RelativePoint) -> f64| points.iter().map(|point| of(point)).sum::<f64>() / points.len() as f64;
        let (x_unit, besides_unit) =
            (mean(|point| point.x), if with_besides { mean(|point| point.besides) } else { 1.0 });
        if !(0.0 < x_unit && 0.0 < besides_unit) {
            return None;
        }
        let columns = |point: &RelativePoint| {
            [1.0, point.x / x_unit, if with_besides { point.besides / besides_unit } else { 0.0 }]
        };
        let mut heights: Vec<f64> = points.iter().map(|point| point.y).collect();
        let mut scatter = f64::INFINITY;
        let mut line = Self { terms: [0.0; 3], errors: [0.0; 3], scatter };
        for _ in 0..PASSES {
            let mut sums = Symmetric::default();
            let mut right = [0.0; 3];
            for (point, height) in points.iter().zip(&heights) {
                let deviation = (point.y - height) / (height * scatter);
                let kept = if deviation.abs() <= HUBER { 1.0 } else { HUBER / deviation.abs() };
                let weight = kept / (height * height);
                let columns = columns(point);
                sums.add(columns, weight);
                for (sum, column) in right.iter_mut().zip(columns) {
                    *sum += weight * column * point.y;
                }
            }
            line.terms = sums.inverse(with_besides)?.times(right);
            let value = |point: &RelativePoint| dot(columns(point), line.terms);
            heights = points.iter().map(|point| value(point).max(LOWEST_SHARE * point.y)).collect();
            let deviations: Vec<f64> =
                points.iter().zip(&heights).map(|(point, height)| ((point.y - height) / height).abs()).collect();
            // Points on a line have no scatter; a little keeps the weights finite.
            scatter = (NORMAL_PER_MEDIAN * quantile(&deviations, 0.5)?).max(1e-12);
        }
        let deviation = |point: &RelativePoint, height: f64| (point.y - height) / (height * scatter);
        let per_height = |point: &RelativePoint, height: f64| columns(point).map(|column| column / height);
        let mut inside = Symmetric::default();
        for (point, height) in points.iter().zip(&heights) {
            if deviation(point, *height).abs() <= HUBER {
                inside.add(per_height(point, *height), 1.0);
            }
        }
        let inverse = inside.inverse(with_besides)?;
        let mut spread = Symmetric::default();
        for (point, height) in points.iter().zip(&heights) {
            let columns = per_height(point, *height);
            let leverage = dot(columns, inverse.times(columns)).min(MOST_LEVERAGE);
            let bounded = deviation(point, *height).clamp(-HUBER, HUBER) * scatter / (1.0 - leverage);
            spread.add(columns, bounded * bounded);
        }
        line.errors = inverse.variances_around(&spread).map(libm::sqrt);
        line.scatter = scatter;
        for (number, unit) in [line.terms.iter_mut(), line.errors.iter_mut()]
            .into_iter()
            .flat_map(|terms| terms.zip([1.0, x_unit, besides_unit]))
        {
            *number /= unit;
        }
        (line.terms.iter().chain(&line.errors).all(|number| number.is_finite())).then_some(line)
    }
}

fn dot(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// A symmetric matrix of three rows, by its rows.
#[derive(Clone, Copy, Debug, Default)]
struct Symmetric([[f64; 3]; 3]);

impl Symmetric {
    fn add(&mut self, columns: [f64; 3], weight: f64) {
        for (row, one) in self.0.iter_mut().zip(columns) {
            for (sum, other) in row.iter_mut().zip(columns) {
                *sum += weight * one * other;
            }
        }
    }

    /// The inverse of all three rows, or of the first two.
    fn inverse(&self, with_third: bool) -> Option<Self> {
        let [[a, b, c], [_, d, e], [.., f]] = self.0;
        let f = if with_third { f } else { 1.0 };
        let (top, middle, bottom) = (d * f - e * e, c * e - b * f, b * e - c * d);
        let determinant = a * top + b * middle + c * bottom;
        // Of columns that hardly differ nothing can be told.
        let is_sound = 1e-10 * a * d * f < determinant;
        if !is_sound {
            return None;
        }
        let (second, across, third) = (a * f - c * c, b * c - a * e, a * d - b * b);
        let last = if with_third { third } else { 0.0 };
        Some(Self(
            [[top, middle, bottom], [middle, second, across], [bottom, across, last]]
                .map(|row| row.map(|n| n / determinant)),
        ))
    }

    fn times(&self, vector: [f64; 3]) -> [f64; 3] {
        self.0.map(|row| dot(row, vector))
    }

    /// The diagonal of A·M·A, for a symmetric A.
    fn variances_around(&self, middle: &Self) -> [f64; 3] {
        self.0.map(|row| dot(row, middle.times(row)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Random;
    use super::*;

    #[test]
    fn a_few_points_that_are_far_off_do_not_matter() {
        let mut random = Random::seeded(9);
        let points: Vec<RelativePoint> = (0..200)
            .map(|index| {
                let x = 1.0 + 99.0 * random.share();
                let noise = 1.0 + 0.02 * normal_quantile(random.share());
                let disturbed = if index % 10 == 0 { 8.0 } else { 1.0 };
                RelativePoint { x, besides: 0.0, y: (5.0 + 2.0 * x) * noise * disturbed }
            })
            .collect();
        let line = RelativeLine::through(&points, false).unwrap();
        let [constant, slope, beside] = line.terms;
        assert!((constant - 5.0).abs() < 0.2 && (slope - 2.0).abs() < 0.02 && beside == 0.0, "{line:?}");
    }

    #[test]
    fn nothing_is_said_of_too_little() {
        let point = |x, besides, y| RelativePoint { x, besides, y };
        assert_eq!(RelativeLine::through(&[point(1.0, 0.0, 1.0); 3], false), None);
        assert_eq!(RelativeLine::through(&[point(1.0, 0.0, 1.0); 9], false), None);
        let same: Vec<RelativePoint> = (1..9).map(f64::from).map(|x| point(x, x, 3.0 * x)).collect();
        assert_eq!(RelativeLine::through(&same, true), None);
        assert!(RelativeLine::through(&same, false).is_some());
    }

    #[test]
    fn the_truth_lies_within_as_often_as_promised() {
        let mut random = Random::seeded(31);
        let truth = [2.0, 8.0, 0.5];
        let mut held = [0; 3];
        for _ in 0..200 {
            let points: Vec<RelativePoint> = (0..250)
                .map(|_| {
                    let (x, besides) = (0.2 + 10.0 * random.share(), 6.0 * random.share());
                    let noise = 1.0 + 0.1 * normal_quantile(random.share());
                    RelativePoint { x, besides, y: dot([1.0, x, besides], truth) * noise }
                })
                .collect();
            let line = RelativeLine::through(&points, true).unwrap();
            for ((held, interval), truth) in held.iter_mut().zip(line.intervals(0.95)).zip(truth) {
                *held += u32::from(interval.contains(truth));
            }
        }
        assert!(held.iter().all(|&held| 180 <= held), "{held:?} of 200");
    }
}
