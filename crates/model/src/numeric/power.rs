//! Powers with whole exponents and sums of them, by squaring: only sums and products of positive numbers, so the same bits
//! everywhere, no digits lost, and quick.

/// `base` to the power of `exponent`.
///
/// ```
/// # use precopy_model::numeric::whole_power;
/// assert_eq!(whole_power(0.5, 4), 0.0625);
/// assert_eq!(whole_power(0.0, 0), 1.0);
/// ```
#[must_use]
pub fn whole_power(base: f64, exponent: u32) -> f64 {
    let (mut result, mut square, mut rest) = (1.0, base, exponent);
    while 0 < rest {
        if rest & 1 == 1 {
            result *= square;
        }
        square *= square;
        rest >>= 1;
    }
    result
}

/// 1 + ratio + ratio² + … with so many terms. Unlike (1 − ratioⁿ)/(1 − ratio) it loses no digits near a ratio of one.
///
/// ```
/// # use precopy_model::numeric::geometric_sum;
/// assert_eq!(geometric_sum(0.5, 3), 1.75);
/// assert_eq!(geometric_sum(1.0, 7), 7.0);
/// assert_eq!(geometric_sum(0.5, 0), 0.0);
/// ```
#[must_use]
pub fn geometric_sum(ratio: f64, terms: u32) -> f64 {
    // `sum` covers the terms so far, `block` the next power of two of them: sum(a + b) = sum(a) + ratio^a · sum(b).
    let (mut sum, mut power) = (0.0, 1.0);
    let (mut block, mut block_power) = (1.0, ratio);
    let mut rest = terms;
    while 0 < rest {
        if rest & 1 == 1 {
            sum += power * block;
            power *= block_power;
        }
        block += block_power * block;
        block_power *= block_power;
        rest >>= 1;
    }
    sum
}
