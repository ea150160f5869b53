//! How far off predictions are: coverage and error.

use crate::numeric::{mean, quantile};
use crate::quantity::Seconds;

/// A span of time that was predicted, and what it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// What was predicted; none: "never".
    pub predicted: Option<Seconds>,
    /// What it was.
    pub measured: Seconds,
}

impl Pair {
    /// Predicted minus measured, in seconds; infinite for "never".
    #[must_use]
    pub fn error(&self) -> f64 {
        self.predicted.map_or(f64::INFINITY, |predicted| (predicted - self.measured).as_seconds())
    }

    /// Whether what happened is no more than what was predicted. No slack.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.predicted.is_none_or(|predicted| self.measured <= predicted)
    }

    /// Whether the error is at most a share of what happened.
    #[must_use]
    pub fn is_within(&self, share: f64) -> bool {
        self.error().abs() <= share * self.measured.as_seconds()
    }
}

/// What many pairs come to. "Never" counts as covered and as wrong, and is left out of the errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// How many runs.
    pub runs: usize,
    /// For how many of them "never" was predicted.
    pub never: usize,
    /// Share of runs whose prediction is at least what happened, without slack.
    pub covered: f64,
    /// Mean of what happened.
    pub mean: Seconds,
    /// Median of the absolute error.
    pub median_error: Seconds,
    /// Mean of the absolute error.
    pub mean_error: Seconds,
    /// Mean of how much more happened than was predicted, over the runs for which that is so; zero where there is none.
    pub mean_under: Seconds,
    /// The most by which more happened than was predicted.
    pub most_under: Seconds,
    /// Share of runs whose error is at most 5 % of what happened.
    pub within_5: f64,
    /// The same for 10 %.
    pub within_10: f64,
}

impl Score {
    /// The mean absolute error as a share of the mean of what happened.
    #[must_use]
    pub fn mean_error_share(&self) -> f64 {
        self.mean_error / self.mean
    }

    /// The median absolute error as a share of the mean of what happened.
    #[must_use]
    pub fn median_error_share(&self) -> f64 {
        self.median_error / self.mean
    }
}

/// Scores pairs of one quantity; none of none.
///
/// ```
/// use precopy_model::quantity::Seconds;
/// use precopy_model::records::compare::{score, Pair};
/// let seconds = Seconds::from_seconds;
/// let pair = |predicted, measured| Pair { predicted: Some(seconds(predicted)), measured: seconds(measured) };
/// let score = score(&[pair(10.0, 9.0), pair(10.0, 10.0), pair(10.0, 11.0)]).unwrap();
/// assert_eq!(score.covered, 2.0 / 3.0);
/// assert_eq!(score.median_error, seconds(1.0));
/// assert_eq!(score.most_under, seconds(1.0));
/// assert_eq!(score.mean_error_share(), 2.0 / 3.0 / 10.0);
/// ```
#[must_use]
pub fn score(pairs: &[Pair]) -> Option<Score> {
    if pairs.is_empty() {
        return None;
    }
    let runs = pairs.len();
    let share = |holds: &dyn Fn(&Pair) -> bool| pairs.iter().filter(|pair| holds(pair)).count() as f64 / runs as f64;
    let finite: Vec<f64> = pairs.iter().map(Pair::error).filter(|error| error.is_finite()).collect();
    let absolute: Vec<f64> = finite.iter().map(|error| error.abs()).collect();
    let under: Vec<f64> = finite.iter().filter(|error| **error < 0.0).map(|error| -error).collect();
    let measured: Vec<f64> = pairs.iter().map(|pair| pair.measured.as_seconds()).collect();
    let seconds = |value: Option<f64>| Seconds::from_seconds(value.unwrap_or_default());
    Some(Score {
        runs,
        never: runs - finite.len(),
        covered: share(&Pair::is_covered),
        mean: seconds(mean(&measured)),
        median_error: seconds(quantile(&absolute, 0.5)),
        mean_error: seconds(mean(&absolute)),
        mean_under: seconds(mean(&under)),
        most_under: seconds(quantile(&under, 1.0)),
        within_5: share(&|pair| pair.is_within(0.05)),
        within_10: share(&|pair| pair.is_within(0.10)),
    })
}
