//! How many distinct pages a guest dirties within a span of time: a hot set and a dirty rate, fitted to measurements.
//!
//! A product that measures a running guest watches it for a window τ and counts each page once, however often it was
//! written. The model says that this count is at most
//!
//! ```text
//! d(τ) = min(HWSET, RATE · τ)
//! ```
//!
//! so that short windows show RATE and long ones HWSET; one number alone shows neither.

use crate::quantity::{Bytes, BytesPerSecond, Seconds};

/// The hot set counts as seen in full once a window at least [`LONGER_BY`] times as long shows at most this much more.
/// Assumed: it is what sampling a few thousand pages and rounding to whole MiB/s leave open.
pub const LEVELLED_WITHIN: f64 = 1.1;
/// How much longer a window must be for its count to say that the curve has levelled off. Assumed.
pub const LONGER_BY: f64 = 2.0;
/// A longer window that shows less than this share of a shorter one contradicts it; anything nearer is noise. Assumed.
pub const FEWER_THAN: f64 = 0.95;

/// One measurement of a guest: how much it dirtied within a window, a page counted once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// For how long the guest was watched; none where the product does not say.
    pub window: Option<Seconds>,
    /// Distinct bytes dirtied, divided by the window: the form in which products report it.
    pub rate: BytesPerSecond,
}

impl Sample {
    /// So many distinct bytes within a window.
    ///
    /// ```
    /// # use precopy_model::quantity::{Bytes, Seconds};
    /// # use precopy_model::scenario::distinct_pages::Sample;
    /// let sample = Sample::distinct_in(Seconds::from_seconds(2.0), Bytes::from_mib(600.0));
    /// assert_eq!(sample.rate.as_bytes_per_second(), Bytes::from_mib(300.0).as_bytes());
    /// ```
    #[must_use]
    pub fn distinct_in(window: Seconds, distinct: Bytes) -> Self {
        let rate = BytesPerSecond::from_bytes_per_second(distinct.as_bytes() / window.as_seconds());
        Self { window: Some(window), rate }
    }

    /// The distinct bytes dirtied within the window; none without a window.
    #[must_use]
    pub fn distinct(&self) -> Option<Bytes> {
        self.window.map(|window| self.rate * window)
    }

    /// Whether it says anything: a window longer than nothing, and a finite rate.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let window = self.window.is_none_or(|window| Seconds::ZERO < window && window.is_finite());
        let distinct = self.distinct().is_none_or(Bytes::is_finite);
        window && distinct && self.rate.is_finite() && BytesPerSecond::ZERO <= self.rate
    }
}

/// What the measurements leave open, or do not agree on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Remark {
    /// Nothing was seen being written. Sampling can miss a guest that is busy all the same.
    NothingSeen,
    /// There is one window only: its count is a lower limit of the hot set, and of what the rate would be in shorter ones.
    OneWindow(Seconds),
    /// The longest window still shows more than the shorter ones: the hot set may be larger than it shows.
    StillGrowing(Seconds),
    /// The shortest window shows the whole hot set already: the rate may be much higher than it shows.
    RateHidden(Seconds),
    /// A longer window shows fewer distinct pages than a shorter one: the load changed in between.
    Fewer {
        /// The window that shows more.
        shorter: Seconds,
        /// The window that shows less.
        longer: Seconds,
    },
}

/// A hot set and a dirty rate that no measurement lies above.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The hot set; none when no measurement has a window.
    pub hot_set: Option<Bytes>,
    /// Distinct bytes per second as long as the hot set is not used up: a lower limit of what the guest writes.
    pub rate: BytesPerSecond,
    /// What is left open.
    pub remarks: Vec<Remark>,
}

impl Fit {
    /// The distinct bytes that the guest dirties within a window: `min(HWSET, RATE · τ)`.
    ///
    /// Without a known hot set the curve has no ceiling.
    #[must_use]
    pub fn distinct_in(&self, window: Seconds) -> Bytes {
        let written = self.rate * window;
        self.hot_set.map_or(written, |hot_set| hot_set.min(written))
    }

    /// How far the curve lies above a measurement that it was fitted to; never below zero. None without a window.
    #[must_use]
    pub fn above(&self, sample: &Sample) -> Option<Bytes> {
        Some(self.distinct_in(sample.window?) - sample.distinct()?)
    }

    /// The same guest, writing so many times as fast: the hot set stays, and is used up sooner.
    #[must_use]
    pub fn faster(&self, times: f64) -> Self {
        Self { rate: self.rate * times, ..self.clone() }
    }

    /// When the hot set has been dirtied once, by the curve: `HWSET / RATE`. None where that is unknown or never.
    #[must_use]
    pub fn used_up(&self) -> Option<Seconds> {
        let hot_set = self.hot_set?;
        (BytesPerSecond::ZERO < self.rate)
            .then(|| Seconds::from_seconds(hot_set.as_bytes() / self.rate.as_bytes_per_second()))
    }

    /// Whether the hot set may well be larger than fitted.
    #[must_use]
    pub fn hot_set_is_lower_limit(&self) -> bool {
        let open =
            |remark: &Remark| matches!(remark, Remark::OneWindow(_) | Remark::StillGrowing(_) | Remark::NothingSeen);
        self.hot_set.is_none() || self.remarks.iter().any(open)
    }
}

/// Which hot set and dirty rate follow from these measurements?
///
/// ```text
/// RATE  = max over the samples of  distinct / window          bytes/s
/// HWSET = max over the samples with a window of  distinct     bytes
/// ```
///
/// This is the lowest curve of the shape `min(HWSET, RATE · τ)` that no sample lies above (an envelope), because too small
/// a value would make the bound no bound. It does not average: of two runs, the busier one counts.
///
/// * A sample without a window (a metric, a running migration's own count) raises RATE only.
/// * One window gives a lower limit of both; several tell the two apart. What they leave open is a [`Remark`].
/// * Samples that say nothing (no time, not finite) are passed over; none is left: no fit.
/// * A further sample never lowers RATE or HWSET, and the order does not matter. (Before the first sample with a window
///   the curve has no ceiling; that sample gives it one.)
///
/// Below the shortest window the curve is a guess: bursts that are shorter still may be steeper. The window of a sample is
/// taken as exact. QEMU rounds its rate down to whole MiB/s, so a sample can be too small by
/// 1 MiB/s times its window.
///
/// Source of the shape: Salfner et al., equation (6), in which h(t) never leaves HWSET however large RATE is; that a
/// measured count is one point of it: the schema of QEMU's `calc-dirty-rate`, by which a page counts once in a window.
///
/// By hand: 300 MiB in 1 s, 900 MiB in 10 s, 930 MiB in 60 s give 300 MiB/s and 930 MiB. After 10 s the curve is at
/// min(930, 3000) = 930 MiB, 30 MiB above what was measured; and 930 is within a tenth of 900, so the curve has levelled.
///
/// ```
/// use precopy_model::quantity::{Bytes, Seconds};
/// use precopy_model::scenario::distinct_pages::{fit, Sample};
/// let sample = |s, mib| Sample::distinct_in(Seconds::from_seconds(s), Bytes::from_mib(mib));
/// let samples = [sample(1.0, 300.0), sample(10.0, 900.0), sample(60.0, 930.0)];
/// let fit = fit(&samples).unwrap();
/// assert_eq!(fit.hot_set, Some(Bytes::from_mib(930.0)));
/// assert_eq!(fit.rate.as_bytes_per_second(), Bytes::from_mib(300.0).as_bytes());
/// assert_eq!(fit.above(&samples[1]), Some(Bytes::from_mib(30.0)));
/// assert_eq!(fit.used_up(), Some(Seconds::from_seconds(3.1)));
/// assert!(fit.remarks.is_empty());
/// ```
#[must_use]
pub fn fit(samples: &[Sample]) -> Option<Fit> {
    let mut rate = None::<BytesPerSecond>;
    let mut counts: Vec<Count> = Vec::new();
    for sample in samples.iter().filter(|sample| sample.is_sound()) {
        rate = Some(rate.map_or(sample.rate, |rate| rate.max(sample.rate)));
        if let (Some(window), Some(distinct)) = (sample.window, sample.distinct()) {
            let after = counts.partition_point(|count| count.window <= window);
            counts.insert(after, Count { window, distinct });
        }
    }
    let hot_set = counts.iter().map(|count| count.distinct).reduce(Bytes::max);
    Some(Fit { hot_set, rate: rate?, remarks: remarks(&counts, rate?) })
}

/// The distinct bytes of one window.
#[derive(Clone, Copy)]
struct Count {
    window: Seconds,
    distinct: Bytes,
}

/// What the counts, in the order of their windows, leave open.
fn remarks(counts: &[Count], rate: BytesPerSecond) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if rate == BytesPerSecond::ZERO {
        remarks.push(Remark::NothingSeen);
    }
    let (Some(shortest), Some(longest)) = (counts.first(), counts.last()) else { return remarks };
    let most = |counts: &[Count]| counts.iter().map(|count| count.distinct).fold(Bytes::ZERO, Bytes::max);
    let all = most(counts);
    if all == Bytes::ZERO {
        return remarks;
    }
    let shorter = counts.partition_point(|count| count.window * LONGER_BY <= longest.window);
    if shorter == 0 {
        remarks.push(Remark::OneWindow(longest.window));
    } else if most(counts.get(..shorter).unwrap_or_default()) * LEVELLED_WITHIN < all {
        remarks.push(Remark::StillGrowing(longest.window));
    } else if all <= shortest.distinct * LEVELLED_WITHIN {
        remarks.push(Remark::RateHidden(shortest.window));
    }
    let mut highest = *shortest;
    for count in counts {
        if highest.window < count.window && count.distinct < highest.distinct * FEWER_THAN {
            remarks.push(Remark::Fewer { shorter: highest.window, longer: count.window });
            break;
        }
        if highest.distinct < count.distinct {
            highest = *count;
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(s: f64) -> Seconds {
        Seconds::from_seconds(s)
    }

    fn sample(s: f64, mib: f64) -> Sample {
        Sample::distinct_in(seconds(s), Bytes::from_mib(mib))
    }

    fn remarks_of(samples: &[(f64, f64)]) -> Vec<Remark> {
        let samples: Vec<Sample> = samples.iter().map(|&(s, mib)| sample(s, mib)).collect();
        fit(&samples).unwrap().remarks
    }

    #[test]
    fn one_window_is_a_lower_limit_of_both() {
        let fit = fit(&[sample(2.0, 600.0)]).unwrap();
        assert_eq!((fit.hot_set, fit.rate), (Some(Bytes::from_mib(600.0)), BytesPerSecond::from_mib_per_second(300.0)));
        assert_eq!(fit.remarks, [Remark::OneWindow(seconds(2.0))]);
        assert!(fit.hot_set_is_lower_limit());
        assert_eq!(remarks_of(&[(10.0, 5.0), (11.0, 5.0)]), [Remark::OneWindow(seconds(11.0))]);
    }

    #[test]
    fn says_what_is_left_open() {
        assert_eq!(remarks_of(&[(1.0, 300.0), (10.0, 900.0)]), [Remark::StillGrowing(seconds(10.0))]);
        // The knee lies at 20 s, and the count still grows after it.
        assert_eq!(remarks_of(&[(1.0, 300.0), (10.0, 2000.0), (60.0, 6000.0)]), [Remark::StillGrowing(seconds(60.0))]);
        assert_eq!(remarks_of(&[(10.0, 500.0), (60.0, 520.0)]), [Remark::RateHidden(seconds(10.0))]);
        assert_eq!(
            remarks_of(&[(1.0, 300.0), (10.0, 900.0), (60.0, 600.0)]),
            [Remark::Fewer { shorter: seconds(10.0), longer: seconds(60.0) }]
        );
        // A few percent fewer is noise.
        assert_eq!(remarks_of(&[(1.0, 300.0), (10.0, 900.0), (60.0, 880.0)]), []);
    }

    #[test]
    fn a_guest_in_which_nothing_was_seen_has_no_hot_set() {
        let fit = fit(&[sample(1.0, 0.0), sample(60.0, 0.0)]).unwrap();
        assert_eq!((fit.hot_set, fit.rate), (Some(Bytes::ZERO), BytesPerSecond::ZERO));
        assert_eq!((fit.remarks.as_slice(), fit.used_up()), ([Remark::NothingSeen].as_slice(), None));
        assert!(fit.hot_set_is_lower_limit());
    }

    #[test]
    fn a_rate_without_a_window_says_nothing_of_the_hot_set() {
        let rate_only = Sample { window: None, rate: BytesPerSecond::from_mib_per_second(400.0) };
        let alone = fit(&[rate_only]).unwrap();
        assert_eq!((alone.hot_set, alone.above(&rate_only)), (None, None));
        assert_eq!(alone.distinct_in(seconds(3.0)), Bytes::from_mib(1200.0));
        let both = fit(&[rate_only, sample(1.0, 300.0), sample(10.0, 320.0)]).unwrap();
        assert_eq!((both.hot_set, both.rate), (Some(Bytes::from_mib(320.0)), rate_only.rate));
    }

    #[test]
    fn a_faster_guest_has_the_same_hot_set() {
        let fit = fit(&[sample(1.0, 300.0), sample(10.0, 900.0), sample(60.0, 900.0)]).unwrap();
        let faster = fit.faster(2.0);
        assert_eq!((faster.hot_set, faster.distinct_in(seconds(1.0))), (fit.hot_set, Bytes::from_mib(600.0)));
        assert_eq!((fit.used_up(), faster.used_up()), (Some(seconds(3.0)), Some(seconds(1.5))));
    }

    #[test]
    fn what_says_nothing_is_passed_over() {
        let bad = [sample(0.0, 1.0), sample(-1.0, 1.0), sample(1.0, f64::INFINITY), sample(f64::NAN, 1.0)];
        assert_eq!(fit(&bad), None);
        assert_eq!(fit(&[]), None);
        let with_a_good_one = [bad.as_slice(), &[sample(1.0, 5.0)]].concat();
        assert_eq!(fit(&with_a_good_one).unwrap().hot_set, Some(Bytes::from_mib(5.0)));
    }
}
