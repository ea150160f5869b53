//! The normal distribution, asked backwards.

/// Which number does a standard normal variable stay below with a given probability?
///
/// z = Φ⁻¹(p), where Φ(z) = (1/√2π) ∫ exp(−t²/2) dt from −∞ to z:
///
/// | symbol | meaning | unit |
/// | --- | --- | --- |
/// | p | probability | – |
/// | z | number, in standard deviations above the mean | – |
///
/// Source: Wichura, *Algorithm AS 241: The Percentage Points of the Normal Distribution*, Applied Statistics 37(3), 1988, its
/// routine PPND16: a rational function each of 0.180625 − q² in the middle (|q| ≤ 0.425, q = p − ½), of √(−ln p) − 1.6 down to
/// p = e⁻²⁵, and of √(−ln p) − 5 below. Good to about one part in 10¹⁶.
///
/// Conditions: 0 < p < 1. Edges: −∞ at 0, +∞ at 1, NaN outside. z(1 − p) = −z(p), bit for bit where 1 − p is exact.
///
/// ```
/// use precopy_model::numeric::normal_quantile;
/// assert_eq!(normal_quantile(0.5), 0.0);
/// assert!((normal_quantile(0.975) - 1.959963984540054).abs() < 1e-14); // the well-known 1.96
/// ```
#[must_use]
pub fn normal_quantile(probability: f64) -> f64 {
    let beyond_half = probability - 0.5;
    if beyond_half.abs() <= 0.425 {
        return beyond_half * MIDDLE.at(0.180625 - beyond_half * beyond_half);
    }
    let tail = if beyond_half < 0.0 { probability } else { 1.0 - probability };
    let depth = libm::sqrt(-libm::log(tail));
    let far = if depth == f64::INFINITY {
        depth
    } else if depth <= 5.0 {
        TAIL.at(depth - 1.6)
    } else {
        FAR_TAIL.at(depth - 5.0)
    };
    if beyond_half < 0.0 { -far } else { far }
}

/// A polynomial over another, constant terms first; the lower one's is 1.
struct Ratio {
    upper: [f64; 8],
    lower: [f64; 7],
}

impl Ratio {
    fn at(&self, x: f64) -> f64 {
        let polynomial = |terms: &[f64]| terms.iter().rev().fold(0.0, |sum, term| sum * x + term);
        polynomial(&self.upper) / (polynomial(&self.lower) * x + 1.0)
    }
}

// The coefficients with all digits that the paper prints, so that they can be held against it.

/// Its a₀ … a₇ and b₁ … b₇.
#[allow(clippy::excessive_precision)]
const MIDDLE: Ratio = Ratio {
    upper: [
        3.3871328727963666080e0,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3,
    ],
    lower: [
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3,
    ],
};

/// Its c₀ … c₇ and d₁ … d₇.
#[allow(clippy::excessive_precision)]
const TAIL: Ratio = Ratio {
    upper: [
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ],
    lower: [
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ],
};

/// Its e₀ … e₇ and f₁ … f₇.
#[allow(clippy::excessive_precision)]
const FAR_TAIL: Ratio = Ratio {
    upper: [
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ],
    lower: [
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(value: f64, expected: f64, relative: f64) {
        assert!((value - expected).abs() <= relative * expected.abs(), "{value} is not {expected}");
    }

    /// The paper gives the sum of the mantissas of each pair of polynomials, to find slips of the pen.
    #[test]
    fn coefficients_have_the_published_sums() {
        for (ratio, sum) in [(MIDDLE, 55.8831928806149), (TAIL, 49.3320650330161), (FAR_TAIL, 47.5258331754929)] {
            let mantissa = |term: &f64| term / libm::pow(10.0, libm::floor(libm::log10(*term)));
            near(ratio.upper.iter().chain(&ratio.lower).map(mantissa).sum(), sum, 1e-14);
        }
    }

    /// The paper's own three test values, one for each of its functions, and quantiles of tables.
    #[test]
    fn quantiles_are_the_published_ones() {
        let published = [
            (0.25, -0.6744897501960817),
            (0.001, -3.090232306167814),
            (1e-20, -9.262340089798408),
            (0.9, 1.2815515655446004),
            (0.95, 1.6448536269514722),
            (0.975, 1.959963984540054),
            (0.99, 2.3263478740408408),
            (0.995, 2.5758293035489004),
            (0.999, 3.090232306167813),
        ];
        for (probability, quantile) in published {
            near(normal_quantile(probability), quantile, 1e-15);
        }
    }

    #[test]
    fn the_two_sides_mirror_each_other() {
        for step in 1..512 {
            let probability = f64::from(step) / 1024.0;
            assert_eq!(normal_quantile(1.0 - probability).to_bits(), (-normal_quantile(probability)).to_bits());
        }
        assert_eq!(normal_quantile(0.5), 0.0);
    }

    /// There and back by the error function, over all three pieces. Far out, an error in z is one z² times as large in p.
    #[test]
    fn the_distribution_undoes_it() {
        let mut probability = 0.5;
        while 1e-300 < probability {
            near(0.5 * libm::erfc(-normal_quantile(probability) / core::f64::consts::SQRT_2), probability, 1e-12);
            probability *= 0.93;
        }
    }

    #[test]
    fn it_grows_across_the_seams() {
        let deep = libm::exp(-25.0);
        for (seam, step) in [(0.075, 1e-9), (0.925, 1e-9), (deep, deep * 1e-4), (1.0 - deep, deep * 1e-4)] {
            let around = [seam - step, seam, seam + step].map(normal_quantile);
            assert!(around[0] < around[1] && around[1] < around[2], "{seam}: {around:?}");
        }
    }

    #[test]
    fn edges_are_infinite_and_beyond_them_is_nothing() {
        assert_eq!([0.0, 1.0].map(normal_quantile), [f64::NEG_INFINITY, f64::INFINITY]);
        assert!([-0.1, 1.1, f64::NAN, f64::INFINITY].map(normal_quantile).iter().all(|value| value.is_nan()));
        assert!(normal_quantile(f64::from_bits(1)).is_finite());
    }
}
