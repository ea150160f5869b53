//! Powers with whole exponents, by squaring: only multiplications, so the same bits everywhere, and quick.

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
