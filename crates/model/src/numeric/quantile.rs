//! What lies in the middle and near the ends of some numbers.

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
    let mut sorted = numbers.to_vec();
    crate::numeric::sort_by(&mut sorted, f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = libm::floor(place);
    let (low, high) = (sorted.get(below as usize)?, sorted.get((below as usize + 1).min(last))?);
    Some(if low == high { *low } else { low + (high - low) * (place - below) })
}

/// The mean; none of no numbers.
#[must_use]
pub fn mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}
