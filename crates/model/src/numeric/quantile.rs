//! What lies in the middle and near the ends of some numbers.

use std::cmp::Ordering;

/// The value below which a share of the numbers lies, straight between neighbours (definition 7 of Hyndman and Fan, *Sample
/// Quantiles in Statistical Packages*, The American Statistician 50(4), 1996). None of no numbers; NaN counts as the largest.
///
/// ```
/// use precopy_model::numeric::quantile;
/// assert_eq!(quantile(&[4.0, 1.0, 2.0, 3.0], 0.5), Some(2.5));
/// assert_eq!(quantile(&[4.0, 1.0, 2.0, 3.0], 1.0), Some(4.0));
/// assert_eq!(quantile(&[], 0.5), None);
/// ```
#[must_use]
pub fn quantile(numbers: &[f64], share: f64) -> Option<f64> {
    let last = numbers.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = libm::floor(place);
    let (low, high) = neighbours(numbers, below as usize)?;
    Some(if low == high { low } else { low + (high - low) * (place - below) })
}

/// So often numbers are parted; those that are then still many lie so unluckily that sorting them is faster.
const PARTINGS: u32 = 64;

/// The number at a place in rising order and the next one, or the same at the end: numbers are parted at one of them, again and again, and only
/// the part goes on that holds the place (Hoare, *Algorithm 65: find*, Communications of the ACM 4(7), 1961).
fn neighbours(numbers: &[f64], place: usize) -> Option<(f64, f64)> {
    let (mut part, mut place, mut beyond) = (numbers.to_vec(), place, None);
    for _ in 0..PARTINGS {
        let mut three = [*part.first()?, *part.get(part.len() / 2)?, *part.last()?];
        crate::numeric::sort_by(&mut three, f64::total_cmp);
        let [_, pivot, _] = three;
        let (mut below, mut above) = (Vec::with_capacity(part.len()), Vec::with_capacity(part.len()));
        for number in &part {
            match number.total_cmp(&pivot) {
                Ordering::Less => below.push(*number),
                Ordering::Greater => above.push(*number),
                Ordering::Equal => {}
            }
        }
        let not_above = part.len() - above.len();
        if place < below.len() {
            (part, beyond) = (below, Some(pivot));
        } else if place < not_above {
            let next = if place + 1 < not_above { Some(pivot) } else { above.into_iter().min_by(f64::total_cmp) };
            return Some((pivot, next.or(beyond).unwrap_or(pivot)));
        } else {
            place -= not_above;
            part = above;
        }
    }
    crate::numeric::sort_by(&mut part, f64::total_cmp);
    let low = *part.get(place)?;
    Some((low, part.get(place + 1).copied().or(beyond).unwrap_or(low)))
}

/// The mean; none of no numbers.
#[must_use]
pub fn mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::super::Random;
    use super::*;

    /// By sorting.
    fn sorted(numbers: &[f64], place: usize) -> (f64, f64) {
        let mut numbers = numbers.to_vec();
        numbers.sort_by(f64::total_cmp);
        (numbers[place], numbers[(place + 1).min(numbers.len() - 1)])
    }

    #[test]
    fn parting_finds_what_sorting_does() {
        let mut random = Random::seeded(5);
        for round in 0..300 {
            let count = 1 + (random.bits() % 40) as usize;
            // Some are alike, some have no end.
            let numbers: Vec<f64> = (0..count)
                .map(|_| match random.bits() % 12 {
                    0 => f64::INFINITY,
                    1 => -0.0,
                    _ => (random.share() * if round % 2 == 0 { 8.0 } else { 1e6 }).floor(),
                })
                .collect();
            for place in 0..count {
                assert_eq!(neighbours(&numbers, place), Some(sorted(&numbers, place)), "{numbers:?} at {place}");
            }
        }
    }

    #[test]
    fn unlucky_orders_are_sorted() {
        // The middle of three is always the second smallest: each parting takes two away.
        let mut unlucky: Vec<f64> = Vec::new();
        for number in (0..400).rev() {
            unlucky.insert(unlucky.len() / 2, f64::from(number));
        }
        for place in [0, 1, 200, 398, 399] {
            assert_eq!(neighbours(&unlucky, place), Some(sorted(&unlucky, place)));
        }
        assert_eq!(neighbours(&[], 0), None);
        assert!(quantile(&[1.0, f64::NAN], 1.0).unwrap().is_nan());
    }
}
