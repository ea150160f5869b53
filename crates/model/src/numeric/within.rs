//! A number held within two others.

/// The number itself, or the end of the range beyond which it lies. What `f64::clamp` does, but without its check of the ends, which can panic
/// and prints them when it does; with the ends the wrong way round it is one of the two.
///
/// ```
/// # use precopy_model::numeric::within;
/// assert_eq!([within(-1.0, 0.0, 5.0), within(3.0, 0.0, 5.0), within(7.0, 0.0, 5.0)], [0.0, 3.0, 5.0]);
/// ```
#[must_use]
pub fn within(number: f64, least: f64, most: f64) -> f64 {
    if number < least {
        least
    } else if most < number {
        most
    } else {
        number
    }
}
