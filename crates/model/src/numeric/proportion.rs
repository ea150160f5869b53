//! How sure a share is that was counted.

use super::{Interval, normal_quantile, within};

/// Of `trials` so many were hits: between which shares does the true one lie?
///
/// Wilson's score interval: all shares π that a test would not reject, that is |p − π| ≤ z·√(π(1 − π)/n):
///
/// ```text
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
/// ```
///
/// | symbol | meaning | unit |
/// | --- | --- | --- |
/// | p | share that was counted, hits/n | – |
/// | n | trials | – |
/// | z | Φ⁻¹((1 + confidence)/2) | – |
///
/// Source: Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22, 1927; recommended over the
/// textbook's interval by Newcombe, *Two-sided confidence intervals for the single proportion*, Statistics in Medicine 17, 1998.
///
/// Conditions: trials do not depend on each other. Edges: none of no trials; where nothing or everything hit, that end is exactly 0 or 1.
///
/// ```
/// use precopy_model::numeric::wilson;
/// // Newcombe's first example, method 3: 81 of 263.
/// let sure = wilson(81, 263, 0.95).unwrap();
/// assert!((sure.least - 0.2553).abs() < 5e-5 && (sure.most - 0.3662).abs() < 5e-5);
/// ```
#[must_use]
pub fn wilson(hits: u64, trials: u64, confidence: f64) -> Option<Interval> {
    if trials == 0 {
        return None;
    }
    let n = trials as f64;
    let share = hits.min(trials) as f64 / n;
    let z = normal_quantile((1.0 + confidence) / 2.0);
    let shrink = 1.0 + z * z / n;
    let middle = (share + z * z / (2.0 * n)) / shrink;
    let half = z / shrink * libm::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
    // At the ends the difference is nothing but rounding.
    let least = if hits == 0 { 0.0 } else { within(middle - half, 0.0, 1.0) };
    let most = if trials <= hits { 1.0 } else { within(middle + half, 0.0, 1.0) };
    Some(Interval { least, most })
}

#[cfg(test)]
mod tests {
    use super::super::Random;
    use super::*;

    /// Newcombe 1998, table I, method 3, to its four places.
    #[test]
    fn the_published_examples() {
        for (hits, trials, least, most) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let sure = wilson(hits, trials, 0.95).unwrap();
            assert!(
                (sure.least - least).abs() <= 5e-5 && (sure.most - most).abs() <= 5e-5,
                "{hits}/{trials}: {sure:?}"
            );
        }
    }

    #[test]
    fn ends_are_exact_and_nothing_is_said_of_nothing() {
        assert_eq!(wilson(0, 0, 0.95), None);
        assert_eq!(wilson(0, 7, 0.95).unwrap().least, 0.0);
        assert_eq!(wilson(7, 7, 0.95).unwrap().most, 1.0);
        let (low, high) = (wilson(3, 40, 0.95).unwrap(), wilson(37, 40, 0.95).unwrap());
        assert!((low.least - (1.0 - high.most)).abs() < 1e-15 && (low.most - (1.0 - high.least)).abs() < 1e-15);
    }

    #[test]
    fn the_truth_lies_within_as_often_as_promised() {
        let mut random = Random::seeded(11);
        for truth in [0.02, 0.1, 0.4] {
            let held = (0..200)
                .filter(|_| {
                    let hits = (0..400).filter(|_| random.share() < truth).count() as u64;
                    wilson(hits, 400, 0.95).unwrap().contains(truth)
                })
                .count();
            assert!(180 <= held, "{truth}: {held} of 200");
        }
    }
}
