//! How the probability of something grows with a number: logistic regression, in pieces.

use super::{Bivariate, Interval, normal_quantile};

/// Passes after which it is given up; ten are many.
const MOST_PASSES: u32 = 100;

/// So close to the top, in log-likelihood, the last step is taken without looking again.
const CLOSE: f64 = 1e-12;

/// Why there is no fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFit {
    /// Nothing, or everything, happened.
    OneOutcome,
    /// The number does not vary.
    NoSpread,
    /// Everything with a higher number happened and nothing with a lower one, or the other way round: the steeper the curve, the
    /// better it fits, without end.
    Separated,
    /// The numbers are too extreme to be reckoned with.
    Unsettled,
}

/// A fitted curve: `ln(p/(1 − p)) = intercept + slope·x`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Logistic {
    /// The logit where x is zero.
    pub intercept: f64,
    /// What the logit grows by when x grows by one.
    pub slope: f64,
    /// Variance of the intercept, covariance of the two, variance of the slope.
    pub covariance: [f64; 3],
    /// ln of the likelihood, with the slope.
    pub log_likelihood: f64,
    /// The same where p is the same for all.
    pub null_log_likelihood: f64,
    /// How many points.
    pub count: u64,
    /// For how many of them it happened.
    pub events: u64,
}

impl Logistic {
    /// p at x.
    #[must_use]
    pub fn probability(&self, x: f64) -> f64 {
        expit(self.intercept + self.slope * x)
    }

    /// Between which values p lies at x: on the logit, ± z standard errors.
    #[must_use]
    pub fn probability_interval(&self, x: f64, confidence: f64) -> Interval {
        let [ii, is, ss] = self.covariance;
        let variance = ii + 2.0 * x * is + x * x * ss;
        let half = normal_quantile((1.0 + confidence) / 2.0) * libm::sqrt(variance.max(0.0));
        Interval::around(self.intercept + self.slope * x, half).through(expit)
    }

    /// Between which values the slope lies (Wald).
    #[must_use]
    pub fn slope_interval(&self, confidence: f64) -> Interval {
        let [.., variance] = self.covariance;
        Interval::around(self.slope, normal_quantile((1.0 + confidence) / 2.0) * libm::sqrt(variance))
    }

    /// Between which values the intercept lies (Wald).
    #[must_use]
    pub fn intercept_interval(&self, confidence: f64) -> Interval {
        let [variance, ..] = self.covariance;
        Interval::around(self.intercept, normal_quantile((1.0 + confidence) / 2.0) * libm::sqrt(variance))
    }

    /// The x at which p has a value; none where the curve is flat.
    #[must_use]
    pub fn at_probability(&self, p: f64) -> Option<f64> {
        let x = (libm::log(p / (1.0 - p)) - self.intercept) / self.slope;
        x.is_finite().then_some(x)
    }

    /// 1 − (log-likelihood with the slope)/(without): McFadden's measure of how much the number explains.
    #[must_use]
    pub fn explained(&self) -> f64 {
        1.0 - self.log_likelihood / self.null_log_likelihood
    }
}

/// p of a logit.
fn expit(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}

/// A fit on its way: which curve p(x) makes what was seen the likeliest?
///
/// The top of ℓ = Σ(y·η − ln(1 + e^η)), η = a + b·x, sought by Newton's method, which here is iteratively reweighted least squares:
///
/// ```text
/// (a, b) ← (a, b) + H⁻¹·g      g = Σ(y − p)(1, x)      H = Σ p(1 − p)(1, x)(1, x)ᵀ
/// ```
///
/// | symbol | meaning | unit |
/// | --- | --- | --- |
/// | x | number of a point | any |
/// | y | 1 where it happened, else 0 | – |
/// | p | probability that it happens | – |
/// | a, b | intercept and slope of the logit | –, 1 per unit of x |
/// | H⁻¹ | covariance of (a, b) | – |
///
/// A step that lowers ℓ is halved; x is standardised meanwhile. Sources: Cox, *The regression analysis of binary sequences*, Journal of the
/// Royal Statistical Society B 20, 1958; McCullagh and Nelder, *Generalized Linear Models*, 1989, 2.5 and 4.4; when there is no top:
/// Albert and Anderson, *On the existence of maximum likelihood estimates in logistic regression models*, Biometrika 71, 1984. With one
/// number that can be told beforehand: the ranges of x with and without overlap in no more than a point.
///
/// Conditions: points do not depend on each other, and the logit is straight. Intervals are Wald's, for many points: with fewer than ten
/// of the rarer outcome they say little (Peduzzi and others, Journal of Clinical Epidemiology 49, 1996). Edges: [`NoFit`]. Points whose x
/// is not finite are left out.
///
/// ```
/// use precopy_model::numeric::LogisticFit;
/// // Distress of the O-rings of 23 shuttle flights by temperature in °F (Dalal, Fowlkes and Hoadley, JASA 84, 1989):
/// // logit p = 15.043 − 0.2322 t, with standard errors 7.379 and 0.1082.
/// let temperature = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58];
/// let distress = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1];
/// let points = temperature.into_iter().zip(distress).map(|(t, y)| (f64::from(t), y == 1));
/// let mut fit = LogisticFit::new(points.collect());
/// while !fit.go_on(10) {}
/// let curve = fit.finish().unwrap();
/// assert!((curve.intercept - 15.0429).abs() < 5e-5 && (curve.slope + 0.2322).abs() < 5e-5);
/// ```
#[derive(Clone, Debug)]
pub struct LogisticFit {
    points: Vec<(f64, bool)>,
    mean: f64,
    scale: f64,
    events: u64,
    /// The place that is looked at, and the best so far.
    tried: [f64; 2],
    best: Option<([f64; 2], f64)>,
    pass: Pass,
    passes: u32,
    done: Option<Result<Logistic, NoFit>>,
}

/// Sums over the points at one place.
#[derive(Clone, Copy, Debug, Default)]
struct Pass {
    next: usize,
    log_likelihood: f64,
    gradient: [f64; 2],
    curvature: [f64; 3],
}

impl LogisticFit {
    /// Begins.
    #[must_use]
    pub fn new(mut points: Vec<(f64, bool)>) -> Self {
        points.retain(|(x, _)| x.is_finite());
        let sums = Bivariate::of(points.iter().map(|(x, _)| (*x, 0.0)));
        let (mean, scale) = sums.spread_of_x().unwrap_or_default();
        let events = points.iter().filter(|(_, happened)| *happened).count() as u64;
        let range = |of: bool| {
            let of_these = points.iter().filter(|(_, happened)| *happened == of);
            of_these.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), (x, _)| (least.min(*x), most.max(*x)))
        };
        let (without, with) = (range(false), range(true));
        let fault = if events == 0 || events == points.len() as u64 {
            Some(NoFit::OneOutcome)
        } else if !(0.0 < scale && scale.is_finite()) {
            Some(NoFit::NoSpread)
        } else if without.1 <= with.0 || with.1 <= without.0 {
            Some(NoFit::Separated)
        } else {
            None
        };
        let share = events as f64 / points.len() as f64;
        let tried = [libm::log(share / (1.0 - share)), 0.0];
        let (pass, done) = (Pass::default(), fault.map(Err));
        Self { points, mean, scale, events, tried, best: None, pass, passes: 0, done }
    }

    /// Goes on by so many points; true when there is nothing left to do. A fit of n points takes some ten times n.
    pub fn go_on(&mut self, points: usize) -> bool {
        let mut left = points;
        while self.done.is_none() && 0 < left {
            let [a, b] = self.tried;
            let rest = self.points.get(self.pass.next..).unwrap_or_default();
            for (x, happened) in rest.iter().take(left) {
                let z = (x - self.mean) / self.scale;
                self.pass.add(a + b * z, z, *happened);
            }
            let taken = rest.len().min(left);
            left -= taken;
            self.pass.next += taken;
            if self.points.len() <= self.pass.next {
                self.end_of_pass();
                // The last pass may have cost nothing: it still ends somewhere.
                left = left.saturating_sub(1);
            }
        }
        self.done.is_some()
    }

    /// What came of it, once [`Self::go_on`] has said so; before, that it is not settled.
    ///
    /// # Errors
    /// Why there is no fit.
    pub fn finish(self) -> Result<Logistic, NoFit> {
        self.done.unwrap_or(Err(NoFit::Unsettled))
    }

    /// The next place to look at, or the end.
    fn end_of_pass(&mut self) {
        self.passes += 1;
        let pass = std::mem::take(&mut self.pass);
        let is_high = |best: f64| best - CLOSE * best.abs() <= pass.log_likelihood;
        let is_lower = self.best.is_some_and(|(_, best)| !is_high(best));
        if MOST_PASSES <= self.passes {
            self.done = Some(Err(NoFit::Unsettled));
        } else if let (true, Some(([a, b], _))) = (is_lower, self.best) {
            let [tried_a, tried_b] = self.tried;
            self.tried = [(a + tried_a) / 2.0, (b + tried_b) / 2.0];
        } else {
            let [a, b] = self.tried;
            let [aa, ab, bb] = pass.curvature;
            let [ga, gb] = pass.gradient;
            let determinant = aa * bb - ab * ab;
            let step = [(bb * ga - ab * gb) / determinant, (aa * gb - ab * ga) / determinant];
            let [step_a, step_b] = step;
            let to_gain = ga * step_a + gb * step_b;
            if !(0.0 < determinant && to_gain.is_finite()) {
                self.done = Some(Err(NoFit::Unsettled));
                return;
            }
            self.best = Some((self.tried, pass.log_likelihood));
            self.tried = [a + step_a, b + step_b];
            if to_gain <= CLOSE {
                self.done = Some(Ok(self.fitted(&pass, determinant)));
            }
        }
    }

    /// The curve in units of x again.
    fn fitted(&self, pass: &Pass, determinant: f64) -> Logistic {
        let [a, b] = self.tried;
        let [haa, hab, hbb] = pass.curvature;
        let [vaa, vab, vbb] = [hbb / determinant, -hab / determinant, haa / determinant];
        let shift = self.mean / self.scale;
        let (count, events) = (self.points.len() as f64, self.events as f64);
        let null = events * libm::log(events / count) + (count - events) * libm::log(1.0 - events / count);
        Logistic {
            intercept: a - b * shift,
            slope: b / self.scale,
            covariance: [
                vaa - 2.0 * shift * vab + shift * shift * vbb,
                (vab - shift * vbb) / self.scale,
                vbb / (self.scale * self.scale),
            ],
            log_likelihood: pass.log_likelihood,
            null_log_likelihood: null,
            count: self.points.len() as u64,
            events: self.events,
        }
    }
}

impl Pass {
    fn add(&mut self, logit: f64, z: f64, happened: bool) {
        let small = libm::exp(-logit.abs());
        let p = if logit < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) };
        let (residual, weight) = (f64::from(u8::from(happened)) - p, small / ((1.0 + small) * (1.0 + small)));
        let observed = if happened { logit } else { 0.0 };
        self.log_likelihood += observed - logit.max(0.0) - libm::log1p(small);
        let [ga, gb] = &mut self.gradient;
        *ga += residual;
        *gb += residual * z;
        let [aa, ab, bb] = &mut self.curvature;
        *aa += weight;
        *ab += weight * z;
        *bb += weight * z * z;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Random;
    use super::*;

    fn fit(points: Vec<(f64, bool)>) -> Result<Logistic, NoFit> {
        let mut fit = LogisticFit::new(points);
        while !fit.go_on(7) {}
        fit.finish()
    }

    /// Dalal and others 1989; standard errors and deviances as R's `glm` gives them.
    #[test]
    fn the_shuttles_o_rings() {
        let temperature = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58];
        let distress = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1];
        let curve = fit(temperature.into_iter().zip(distress).map(|(t, y)| (f64::from(t), y == 1)).collect()).unwrap();
        let [ii, _, ss] = curve.covariance;
        for (is, printed, half) in [
            (curve.intercept, 15.0429, 5e-5),
            (curve.slope, -0.2322, 5e-5),
            (ii.sqrt(), 7.3786, 5e-5),
            (ss.sqrt(), 0.1082, 5e-5),
            (-2.0 * curve.log_likelihood, 20.315, 5e-4),
            (-2.0 * curve.null_log_likelihood, 28.267, 5e-4),
        ] {
            assert!((is - printed).abs() <= half, "{is} for {printed}");
        }
        // The launch of 28 January 1986, at 31 °F.
        assert!((curve.probability(31.0) - 0.9996).abs() <= 5e-5);
    }

    /// Hours of study and passing an exam: Wikipedia's example of logistic regression.
    #[test]
    fn hours_of_study() {
        let hours = [
            0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0, 4.25, 4.5, 4.75, 5.0, 5.5,
        ];
        let passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
        let curve = fit(hours.into_iter().zip(passed).map(|(x, y)| (x, y == 1)).collect()).unwrap();
        let [ii, _, ss] = curve.covariance;
        assert!((curve.intercept + 4.0777).abs() <= 5e-5 && (curve.slope - 1.5046).abs() <= 5e-5);
        assert!((ii.sqrt() - 1.7610).abs() <= 1e-4 && (ss.sqrt() - 0.6287).abs() <= 1e-4);
        assert!((curve.at_probability(0.5).unwrap() - 2.71).abs() <= 5e-3);
    }

    #[test]
    fn what_has_no_fit_says_why() {
        let points = |happened: fn(i32) -> bool| (0..20).map(|i| (f64::from(i), happened(i))).collect::<Vec<_>>();
        assert_eq!(fit(Vec::new()), Err(NoFit::OneOutcome));
        assert_eq!(fit(points(|_| false)), Err(NoFit::OneOutcome));
        assert_eq!(fit(points(|i| 12 < i)), Err(NoFit::Separated));
        assert_eq!(fit(points(|i| i < 4)), Err(NoFit::Separated));
        // Both outcomes at one number only.
        let mut touching = points(|i| 12 < i);
        touching.push((13.0, false));
        assert_eq!(fit(touching), Err(NoFit::Separated));
        assert_eq!(fit(vec![(3.0, true), (3.0, false)]), Err(NoFit::NoSpread));
        assert!(fit(points(|i| i % 5 == 0)).is_ok());
        assert!(fit(vec![(1e300, true), (-1e300, false), (1e300, false), (-1e300, true)]).is_err());
    }

    #[test]
    fn pieces_change_nothing() {
        let points: Vec<(f64, bool)> = (0..97).map(|i| (f64::from(i * i % 31), i % 3 == 0)).collect();
        let whole = |steps| {
            let mut fit = LogisticFit::new(points.clone());
            while !fit.go_on(steps) {}
            fit.finish().unwrap()
        };
        assert_eq!(whole(1), whole(1_000_000));
    }

    #[test]
    fn the_truth_lies_within_as_often_as_promised() {
        let (intercept, slope) = (-3.5, 0.4);
        let mut random = Random::seeded(23);
        let (mut slopes, mut intercepts, mut curves) = (0, 0, 0);
        for _ in 0..200 {
            let points = (0..600).map(|_| {
                let x = (random.share() * 10.0).floor();
                (x, random.share() < expit(intercept + slope * x))
            });
            let curve = fit(points.collect()).unwrap();
            slopes += u32::from(curve.slope_interval(0.95).contains(slope));
            intercepts += u32::from(curve.intercept_interval(0.95).contains(intercept));
            curves += u32::from(curve.probability_interval(6.0, 0.95).contains(expit(intercept + slope * 6.0)));
        }
        assert!(180 <= slopes && 180 <= intercepts && 180 <= curves, "{slopes}, {intercepts}, {curves} of 200");
    }
}
