//! What is known of a number that is not known exactly.

use std::fmt;

use super::{normal_quantile, within};

/// How likely each value of an uncertain number is, in whatever unit the caller has.
///
/// Ends that meet are allowed: the number then is exactly that value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// Known: always this value.
    Exactly(f64),
    /// Anywhere in a range, no value likelier than another.
    Uniform {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
    /// In a range, likelier the closer to the likeliest value, by straight lines.
    Triangular {
        /// The lower end.
        low: f64,
        /// The likeliest value.
        mode: f64,
        /// The upper end.
        high: f64,
    },
    /// Above zero, and its logarithm is normal: as often at twice the median and more as at half of it and less.
    LogNormal {
        /// Half of the values are below it.
        median: f64,
        /// 95 of 100 values are below it.
        p95: f64,
    },
}

impl Distribution {
    /// Which value does the number stay below with probability u?
    ///
    /// Quantiles F⁻¹(u), the inverse of each distribution function:
    ///
    /// | distribution | F⁻¹(u) |
    /// | --- | --- |
    /// | exactly v | v |
    /// | uniform | low + u · (high − low) |
    /// | triangular, up to the mode (u ≤ c) | low + (high − low) · √(u · c) |
    /// | triangular, beyond it | high − (high − low) · √((1 − u) · (1 − c)) |
    /// | log-normal | median · exp(σ · Φ⁻¹(u)) |
    ///
    /// | symbol | meaning | unit |
    /// | --- | --- | --- |
    /// | u | probability | – |
    /// | c | (mode − low)/(high − low), the probability below the mode | – |
    /// | σ | ln(p95/median)/Φ⁻¹(0.95), the logarithm's standard deviation; Φ⁻¹(0.95) = 1.6449 | – |
    ///
    /// Source: Evans, Hastings and Peacock, *Statistical Distributions* (3rd edition, 2000), triangular and log-normal; σ is the
    /// log-normal's quantile at 0.95 solved for it.
    ///
    /// Conditions: 0 < u < 1 and [`check`](Self::check) finds no fault; then the value is finite, and grows with u or stays (a
    /// log-normal one within its last digit, where two u are neighbouring numbers). With u even between 0 and 1 (as of
    /// [`LowDiscrepancy`](super::LowDiscrepancy) or [`Random`](super::Random)) the values are distributed as described. Edges: at 0
    /// and 1 the ends, a log-normal's 0 and the largest number there is; u outside is held within. Parameters with faults give some
    /// number or NaN. A log-normal value can lie beyond what an input accepts: the caller holds it within.
    ///
    /// ```
    /// use precopy_model::numeric::Distribution;
    /// let dirty_rate = Distribution::LogNormal { median: 20_000.0, p95: 60_000.0 };
    /// assert!(dirty_rate.check().is_empty());
    /// assert_eq!(dirty_rate.at(0.5), 20_000.0);
    /// assert!((dirty_rate.at(0.95) - 60_000.0).abs() < 1e-8);
    /// assert!((dirty_rate.at(0.05) - 20_000.0 / 3.0).abs() < 1e-8); // as far below by factor as p95 is above
    /// ```
    #[must_use]
    pub fn at(&self, probability: f64) -> f64 {
        let u = within(probability, 0.0, 1.0);
        match *self {
            Self::Exactly(value) => value,
            Self::Uniform { low, high } => within(low + u * (high - low), low, high),
            Self::Triangular { low, mode, high } => {
                let width = high - low;
                let below_mode = if width == 0.0 { 0.0 } else { (mode - low) / width };
                if u <= below_mode {
                    within(low + width * libm::sqrt(u * below_mode), low, mode)
                } else {
                    within(high - width * libm::sqrt((1.0 - u) * (1.0 - below_mode)), mode, high)
                }
            }
            Self::LogNormal { median, p95 } => {
                if median == p95 {
                    return median;
                }
                let deviation = (libm::log(p95) - libm::log(median)) / NORMAL_P95;
                within(median * libm::exp(deviation * normal_quantile(u)), 0.0, f64::MAX)
            }
        }
    }

    /// What is wrong with the parameters: all of it, nothing when they are right.
    ///
    /// Each has to be finite, they have to stand in order (two may be the same), and a log-normal's have to be above zero.
    ///
    /// ```
    /// use precopy_model::numeric::{Distribution, DistributionFault, Parameter};
    /// let range = Distribution::Uniform { low: 9.0, high: 1.0 };
    /// assert_eq!(range.check(), [DistributionFault::OutOfOrder(Parameter::Low, Parameter::High)]);
    /// assert_eq!(range.check()[0].to_string(), "The low end is above the high end.");
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<DistributionFault> {
        use DistributionFault::{NotAboveZero, NotFinite, OutOfOrder};
        let parameters = self.parameters();
        let mut faults = Vec::new();
        for (index, &(parameter, value)) in parameters.iter().enumerate() {
            if !value.is_finite() {
                faults.push(NotFinite(parameter));
                continue;
            }
            if matches!(self, Self::LogNormal { .. }) && value <= 0.0 {
                faults.push(NotAboveZero(parameter));
            }
            let above = parameters.iter().skip(index + 1).filter(|(_, later)| later.is_finite() && *later < value);
            faults.extend(above.map(|(later, _)| OutOfOrder(parameter, *later)));
        }
        faults
    }

    /// The parameters, in the order that their values have to have.
    fn parameters(&self) -> Vec<(Parameter, f64)> {
        match *self {
            Self::Exactly(value) => vec![(Parameter::Value, value)],
            Self::Uniform { low, high } => vec![(Parameter::Low, low), (Parameter::High, high)],
            Self::Triangular { low, mode, high } => {
                vec![(Parameter::Low, low), (Parameter::Mode, mode), (Parameter::High, high)]
            }
            Self::LogNormal { median, p95 } => vec![(Parameter::Median, median), (Parameter::P95, p95)],
        }
    }
}

/// Φ⁻¹(0.95).
const NORMAL_P95: f64 = 1.644_853_626_951_472_7;

/// A parameter of a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// The value of a number that is known.
    Value,
    /// The lower end.
    Low,
    /// The likeliest value.
    Mode,
    /// The upper end.
    High,
    /// What half of the values are below.
    Median,
    /// What 95 of 100 values are below.
    P95,
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Value => "value",
            Self::Low => "low end",
            Self::Mode => "likeliest value",
            Self::High => "high end",
            Self::Median => "median",
            Self::P95 => "P95",
        })
    }
}

/// What is wrong with a distribution. Its text is a sentence without the field's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DistributionFault {
    /// Infinite, or no number.
    NotFinite(Parameter),
    /// A log-normal number is above zero.
    NotAboveZero(Parameter),
    /// The first is above the second.
    OutOfOrder(Parameter, Parameter),
}

impl fmt::Display for DistributionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite(parameter) => write!(f, "The {parameter} is not a finite number."),
            Self::NotAboveZero(parameter) => write!(f, "The {parameter} has to be above zero."),
            Self::OutOfOrder(lower, upper) => write!(f, "The {lower} is above the {upper}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LowDiscrepancy, mean};
    use super::*;

    const UNIFORM: Distribution = Distribution::Uniform { low: 2.0, high: 10.0 };
    const TRIANGLE: Distribution = Distribution::Triangular { low: 0.0, mode: 4.0, high: 16.0 };
    const LOG_NORMAL: Distribution = Distribution::LogNormal { median: 100.0, p95: 400.0 };

    #[track_caller]
    fn near(value: f64, expected: f64, relative: f64) {
        assert!((value - expected).abs() <= relative * expected.abs(), "{value} is not {expected}");
    }

    /// The triangle's by areas: up to 2 a half of the height, so a quarter of the left part, which is a quarter of the whole;
    /// beyond 10 half of the height and width of the right part, so a quarter of its three quarters.
    #[test]
    fn quantiles_by_hand() {
        assert_eq!([0.0, 0.25, 0.5, 1.0].map(|u| UNIFORM.at(u)), [2.0, 4.0, 6.0, 10.0]);
        assert_eq!([0.0, 0.0625, 0.25, 1.0 - 0.1875, 1.0].map(|u| TRIANGLE.at(u)), [0.0, 2.0, 4.0, 10.0, 16.0]);
        assert_eq!([0.1, 0.9].map(|u| Distribution::Exactly(7.0).at(u)), [7.0, 7.0]);
        // One standard deviation of the logarithm is ln 4/1.644853626951473 = 0.842807127884: by factor 2.322878450104.
        near(LOG_NORMAL.at(0.841_344_746_068_542_9), 232.287_845_010_4, 1e-12);
    }

    #[test]
    fn triangles_with_the_mode_at_an_end() {
        let falling = Distribution::Triangular { low: 0.0, mode: 0.0, high: 1.0 };
        let rising = Distribution::Triangular { low: 0.0, mode: 1.0, high: 1.0 };
        assert_eq!([0.0, 0.75, 1.0].map(|u| falling.at(u)), [0.0, 0.5, 1.0]);
        assert_eq!([0.0, 0.25, 1.0].map(|u| rising.at(u)), [0.0, 0.5, 1.0]);
    }

    #[test]
    fn a_log_normal_keeps_its_median_and_p95() {
        for (median, p95) in [(100.0, 400.0), (1.0, 1.0001), (3e9, 3e9), (1e-6, 1e12), (2.5e11, 2.6e11)] {
            let distribution = Distribution::LogNormal { median, p95 };
            assert_eq!(distribution.at(0.5), median);
            near(distribution.at(0.95), p95, 1e-13);
            near(distribution.at(0.05), median / (p95 / median), 1e-13);
        }
    }

    #[test]
    fn they_grow_and_stay_within_their_ends() {
        let steps = (0..=10_000).map(|step| f64::from(step) / 10_000.0);
        for distribution in [UNIFORM, TRIANGLE, LOG_NORMAL] {
            let values: Vec<f64> = steps.clone().map(|u| distribution.at(u)).collect();
            assert!(values.windows(2).all(|pair| pair[0] < pair[1]), "{distribution:?}");
        }
        let odd = Distribution::Uniform { low: 0.1, high: 0.7 };
        let peaked = Distribution::Triangular { low: 0.1, mode: 0.3, high: 0.7 };
        for u in steps {
            assert!([odd, peaked].iter().all(|distribution| (0.1..=0.7).contains(&distribution.at(u))));
        }
    }

    #[test]
    fn ends_that_meet_are_exactly_that_value() {
        let (low, mode, high) = (0.3, 0.3, 0.3);
        let all = [
            Distribution::Uniform { low, high },
            Distribution::Triangular { low, mode, high },
            Distribution::LogNormal { median: low, p95: high },
        ];
        for distribution in all {
            assert!(distribution.check().is_empty());
            assert_eq!([0.0, 0.2, 0.5, 0.9, 1.0].map(|u| distribution.at(u)), [0.3; 5], "{distribution:?}");
        }
    }

    /// Mean and variance, by hand: uniform 6 and 8²/12; the triangle 20/3 and (0² + 4² + 16² − 0 − 64 − 0)/18 = 104/9; the
    /// log-normal exp(σ²/2) = 1.426411611 times its median, with σ = 0.842807128, and that squared times exp(σ²) − 1 = 1.034650083.
    #[test]
    fn moments_are_the_planted_ones() {
        let planted = [
            (Distribution::Exactly(3.0), 3.0, 0.0, 1e-12),
            (UNIFORM, 6.0, 16.0 / 3.0, 1e-3),
            (TRIANGLE, 20.0 / 3.0, 104.0 / 9.0, 2e-3),
            (LOG_NORMAL, 142.641_161_1, 21_051.51, 2e-2),
        ];
        let points = LowDiscrepancy::seeded(42);
        for (dimension, (distribution, expected, variance, relative)) in planted.into_iter().enumerate() {
            let values: Vec<f64> = (0..4096).map(|index| distribution.at(points.point(index)[dimension])).collect();
            let found = mean(&values).unwrap();
            near(found, expected, relative);
            let squares: Vec<f64> = values.iter().map(|value| (value - expected) * (value - expected)).collect();
            near(mean(&squares).unwrap(), variance, 5.0 * relative);
        }
    }

    #[test]
    fn all_faults_are_found_at_once() {
        use DistributionFault::{NotAboveZero, NotFinite, OutOfOrder};
        use Parameter::{High, Low, Median, Mode, P95, Value};
        for right in [UNIFORM, TRIANGLE, LOG_NORMAL, Distribution::Exactly(-1.0)] {
            assert_eq!(right.check(), []);
        }
        let wrong = |distribution: Distribution| distribution.check();
        assert_eq!(wrong(Distribution::Exactly(f64::NAN)), [NotFinite(Value)]);
        assert_eq!(wrong(Distribution::Uniform { low: 2.0, high: f64::INFINITY }), [NotFinite(High)]);
        assert_eq!(
            wrong(Distribution::Triangular { low: 3.0, mode: 2.0, high: 1.0 }),
            [OutOfOrder(Low, Mode), OutOfOrder(Low, High), OutOfOrder(Mode, High)]
        );
        assert_eq!(
            wrong(Distribution::Triangular { low: 3.0, mode: f64::NAN, high: 1.0 }),
            [OutOfOrder(Low, High), NotFinite(Mode)]
        );
        assert_eq!(
            wrong(Distribution::LogNormal { median: 0.0, p95: -1.0 }),
            [NotAboveZero(Median), OutOfOrder(Median, P95), NotAboveZero(P95)]
        );
    }

    #[test]
    fn what_is_checked_is_finite() {
        let wild = [
            Distribution::LogNormal { median: 1e-300, p95: 1e300 },
            Distribution::LogNormal { median: f64::from_bits(1), p95: f64::MAX },
            Distribution::Triangular { low: 0.0, mode: f64::from_bits(1), high: f64::MAX },
        ];
        for distribution in wild {
            assert!(distribution.check().is_empty());
            assert!([1e-12, 0.2, 0.5, 0.95, 1.0 - 1e-12].iter().all(|u| distribution.at(*u).is_finite()));
        }
    }

    #[test]
    fn faulty_parameters_and_shares_do_no_harm() {
        let faulty = Distribution::LogNormal { median: -1.0, p95: f64::NAN };
        assert!(faulty.at(0.3).is_nan());
        assert_eq!([-1.0, 2.0].map(|u| UNIFORM.at(u)), [2.0, 10.0]);
        assert_eq!([0.0, 1.0].map(|u| LOG_NORMAL.at(u)), [0.0, f64::MAX]);
    }
}
