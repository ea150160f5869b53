//! Two numbers that come in pairs: how closely they go together, and the straight line through them.

use super::{Interval, normal_quantile};

/// Sums over pairs, taken one by one, from which correlation and straight line follow.
///
/// ```text
/// r = S_xy/√(S_xx·S_yy)      y = ȳ + S_xy/S_xx·(x − x̄)      R² = r²
/// ```
///
/// | symbol | meaning | unit |
/// | --- | --- | --- |
/// | S_xy | sum of (x − x̄)(y − ȳ); S_xx, S_yy alike | of x times of y |
/// | r | Pearson's correlation | – |
/// | R² | share of the variance of y that the line explains | – |
///
/// Sources: Pearson, *Notes on regression and inheritance in the case of two parents*, Proceedings of the Royal Society 58, 1895; the sums
/// are kept as Welford does, *Note on a method for calculating corrected sums of squares and products*, Technometrics 4, 1962, so that a
/// large mean loses no digits.
///
/// Conditions: finite numbers; pairs with others are left out. Edges: nothing is said of fewer than two pairs, or where x or y does not vary.
///
/// ```
/// use precopy_model::numeric::Bivariate;
/// // The first of Anscombe's quartet (The American Statistician 27, 1973): y = 3.00 + 0.500 x, R² = 0.67.
/// let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
/// let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
/// let pairs = Bivariate::of(x.into_iter().zip(y));
/// let line = pairs.line().unwrap();
/// assert!((line.intercept - 3.0001).abs() < 5e-5 && (line.slope - 0.5001).abs() < 5e-5);
/// assert!((line.r_squared - 0.6665).abs() < 5e-5);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bivariate {
    count: u64,
    mean_x: f64,
    mean_y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
}

/// A straight line by least squares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// y where x is zero.
    pub intercept: f64,
    /// What y grows by when x grows by one.
    pub slope: f64,
    /// Share of the variance of y that the line explains.
    pub r_squared: f64,
}

impl Line {
    /// y on the line.
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

impl Bivariate {
    /// Of some pairs.
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut sums = Self::default();
        for (x, y) in pairs {
            sums.add(x, y);
        }
        sums
    }

    /// Takes one more pair.
    pub fn add(&mut self, x: f64, y: f64) {
        if !(x.is_finite() && y.is_finite()) {
            return;
        }
        self.count += 1;
        let n = self.count as f64;
        let (dx, dy) = (x - self.mean_x, y - self.mean_y);
        self.mean_x += dx / n;
        self.mean_y += dy / n;
        self.xx += dx * (x - self.mean_x);
        self.yy += dy * (y - self.mean_y);
        self.xy += dx * (y - self.mean_y);
    }

    /// How many pairs.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Mean and standard deviation of x; none of no pairs.
    #[must_use]
    pub fn spread_of_x(&self) -> Option<(f64, f64)> {
        (0 < self.count).then(|| (self.mean_x, libm::sqrt(self.xx / self.count as f64)))
    }

    /// Pearson's r.
    #[must_use]
    pub fn pearson(&self) -> Option<f64> {
        let is_known = 2 <= self.count && 0.0 < self.xx && 0.0 < self.yy;
        is_known.then(|| (self.xy / (libm::sqrt(self.xx) * libm::sqrt(self.yy))).clamp(-1.0, 1.0))
    }

    /// The straight line.
    #[must_use]
    pub fn line(&self) -> Option<Line> {
        let r = self.pearson()?;
        let slope = self.xy / self.xx;
        Some(Line { intercept: self.mean_y - slope * self.mean_x, slope, r_squared: r * r })
    }

    /// The interval of Pearson's r; none of fewer than four pairs.
    #[must_use]
    pub fn pearson_interval(&self, confidence: f64) -> Option<Interval> {
        fisher(self.pearson()?, self.count, 1.0, confidence)
    }

    /// The interval of Spearman's ρ, where the pairs are ranks.
    #[must_use]
    pub fn spearman_interval(&self, confidence: f64) -> Option<Interval> {
        let rho = self.pearson()?;
        fisher(rho, self.count, 1.0 + rho * rho / 2.0, confidence)
    }
}

/// Between which values does a correlation lie that was r in n pairs? atanh r is nearly normal with variance v/(n − 3):
///
/// ```text
/// tanh(atanh r ± z·√(v/(n − 3)))
/// ```
///
/// Sources: v = 1 for Pearson's r, Fisher, *On the "probable error" of a coefficient of correlation deduced from a small sample*, Metron 1,
/// 1921; v = 1 + ρ²/2 for Spearman's ρ, Bonett and Wright, *Sample size requirements for estimating Pearson, Kendall and Spearman
/// correlations*, Psychometrika 65, 2000. Conditions: derived for pairs that are jointly normal; for a y of zeros and ones it is an
/// approximation. Edges: none of fewer than four pairs; all at r where r is ±1.
fn fisher(r: f64, count: u64, variance: f64, confidence: f64) -> Option<Interval> {
    if count < 4 {
        return None;
    }
    let half = normal_quantile((1.0 + confidence) / 2.0) * libm::sqrt(variance / (count - 3) as f64);
    Some(Interval::around(libm::atanh(r), half).through(libm::tanh))
}

/// Ranks of numbers that stand in rising order, each with the place where it came from: from 1, equal numbers share the mean of theirs.
/// Returned by place.
///
/// ```
/// use precopy_model::numeric::{Bivariate, Sorting, ranks};
/// // Hours of television a week against IQ: ρ = −29/165, Wikipedia's worked example of Spearman's coefficient.
/// let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
/// let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
/// let ranked = |numbers: [f64; 10]| ranks(&Sorting::new(numbers).at_once());
/// let rho = Bivariate::of(ranked(iq).into_iter().zip(ranked(hours))).pearson().unwrap();
/// assert!((rho + 29.0 / 165.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn ranks(sorted: &[(f64, u32)]) -> Vec<f64> {
    let mut ranks = vec![0.0; sorted.len()];
    let mut before = 0_usize;
    for equal in sorted.chunk_by(|one, other| one.0 == other.0) {
        let rank = before as f64 + (equal.len() as f64 + 1.0) / 2.0;
        for (_, place) in equal {
            if let Some(at) = ranks.get_mut(*place as usize) {
                *at = rank;
            }
        }
        before += equal.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::super::{Random, Sorting};
    use super::*;

    /// Anscombe 1973: four sets of pairs with the same sums; r as R's `cor` gives it, the interval of the first as its `cor.test`.
    #[test]
    fn anscombes_quartet() {
        let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
        let last_x = [8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 19.0, 8.0, 8.0, 8.0];
        let sets = [
            (x, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68], 0.81642),
            (x, [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74], 0.81624),
            (x, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73], 0.81629),
            (last_x, [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89], 0.81652),
        ];
        for (x, y, r) in sets {
            let pairs = Bivariate::of(x.into_iter().zip(y));
            assert!((pairs.pearson().unwrap() - r).abs() <= 5e-6);
            let line = pairs.line().unwrap();
            assert!((line.slope - 0.5).abs() < 5e-4 && (line.intercept - 3.0).abs() < 5e-3);
        }
        let first = Bivariate::of(sets[0].0.into_iter().zip(sets[0].1)).pearson_interval(0.95).unwrap();
        assert!((first.least - 0.424_391_2).abs() < 1e-6 && (first.most - 0.950_693_3).abs() < 1e-6, "{first:?}");
    }

    #[test]
    fn nothing_is_said_of_what_does_not_vary() {
        assert_eq!(Bivariate::default().pearson(), None);
        assert_eq!(Bivariate::of([(1.0, 2.0)]).line(), None);
        assert_eq!(Bivariate::of([(1.0, 2.0), (1.0, 3.0)]).line(), None);
        let exact = Bivariate::of([(1.0, 2.0), (2.0, 4.0), (3.0, 6.0), (4.0, 8.0), (f64::NAN, 0.0)]);
        assert!(exact.count() == 4 && (exact.pearson().unwrap() - 1.0).abs() < 1e-15);
        assert_eq!(fisher(1.0, 4, 1.0, 0.95), Some(Interval { least: 1.0, most: 1.0 }));
        assert_eq!(Bivariate::of([(1.0, 2.0), (2.0, 1.0), (3.0, 3.0)]).pearson_interval(0.95), None);
    }

    #[test]
    fn a_large_mean_loses_no_digits() {
        let pairs = [(1.0, 2.0), (2.0, 2.5), (3.0, 4.5), (4.0, 4.0), (5.0, 7.0)];
        let far = pairs.map(|(x, y)| (x + 1.7e9, y));
        let (near, far) = (Bivariate::of(pairs).pearson().unwrap(), Bivariate::of(far).pearson().unwrap());
        assert!((near - far).abs() < 1e-9);
    }

    #[test]
    fn equal_numbers_share_their_ranks() {
        let sorted = Sorting::new([30.0, 10.0, 20.0, 10.0, 10.0]).at_once();
        assert_eq!(ranks(&sorted), [5.0, 2.0, 4.0, 2.0, 2.0]);
    }

    /// Pairs that are jointly normal with a known correlation; Spearman's of such is 6/π·asin(ρ/2) (Pearson 1907).
    #[test]
    fn the_truth_lies_within_as_often_as_promised() {
        let mut random = Random::seeded(5);
        let mut normal = || normal_quantile(random.share());
        let rho = 0.6;
        let of_ranks = 6.0 / std::f64::consts::PI * libm::asin(rho / 2.0);
        let (mut held, mut held_of_ranks) = (0, 0);
        for _ in 0..200 {
            let pairs: Vec<(f64, f64)> = (0..120)
                .map(|_| {
                    let (x, other) = (normal(), normal());
                    (x, rho * x + libm::sqrt(1.0 - rho * rho) * other)
                })
                .collect();
            held += u32::from(Bivariate::of(pairs.iter().copied()).pearson_interval(0.95).unwrap().contains(rho));
            let ranked = |numbers: Vec<f64>| ranks(&Sorting::new(numbers).at_once());
            let x = ranked(pairs.iter().map(|pair| pair.0).collect());
            let y = ranked(pairs.iter().map(|pair| pair.1).collect());
            let pairs = Bivariate::of(x.into_iter().zip(y));
            held_of_ranks += u32::from(pairs.spearman_interval(0.95).unwrap().contains(of_ranks));
        }
        assert!(180 <= held && 180 <= held_of_ranks, "{held} and {held_of_ranks} of 200");
    }
}
