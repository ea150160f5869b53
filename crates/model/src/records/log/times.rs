//! How long migrations take: few take long, and those take most of the time.

use crate::numeric::Sorting;
use crate::quantity::Seconds;

/// Durations on their way into order.
#[derive(Clone, Debug)]
pub struct TimesInOrder {
    sorting: Sorting,
}

impl TimesInOrder {
    /// Begins; what is no time is left out.
    #[must_use]
    pub fn new(durations: impl IntoIterator<Item = Seconds>) -> Self {
        let seconds = durations.into_iter().map(Seconds::as_seconds).filter(|time| time.is_finite() && 0.0 <= *time);
        Self { sorting: Sorting::new(seconds) }
    }

    /// Goes on by so many steps; true when all stand in order. n durations take some n·log₂n steps.
    pub fn go_on(&mut self, steps: usize) -> bool {
        self.sorting.go_on(steps)
    }

    /// The distribution, once [`Self::go_on`] has said so.
    #[must_use]
    pub fn finish(self) -> Times {
        let sorted: Vec<f64> = self.sorting.finish().into_iter().map(|(time, _)| time).collect();
        let mut sum = 0.0;
        let sums = sorted.iter().map(|time| {
            sum += time;
            sum
        });
        Times { sums: sums.collect(), sorted }
    }
}

/// The distribution of durations.
///
/// ```
/// use precopy_model::quantity::Seconds;
/// use precopy_model::records::log::Times;
/// // Of 100 migrations 95 take a minute, 5 an hour: those take three quarters of the time.
/// let seconds = (0..100).map(|index| Seconds::from_seconds(if index < 95 { 60.0 } else { 3600.0 }));
/// let tail = Times::of(seconds).tail(Seconds::from_seconds(960.0));
/// assert_eq!((tail.count, tail.share), (5, 0.05));
/// assert_eq!((tail.share_of_time * 100.0).round(), 76.0);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    sorted: Vec<f64>,
    /// Of all up to this one.
    sums: Vec<f64>,
}

/// What took longer than a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tail {
    /// So many.
    pub count: usize,
    /// As a share of all.
    pub share: f64,
    /// What they took of the time of all.
    pub share_of_time: f64,
}

/// Durations from one to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeBin {
    /// From here on.
    pub from: Seconds,
    /// Up to here; only the last one includes it.
    pub to: Seconds,
    /// So many.
    pub count: usize,
}

impl Times {
    /// At once.
    #[must_use]
    pub fn of(durations: impl IntoIterator<Item = Seconds>) -> Self {
        let mut sorting = TimesInOrder::new(durations);
        while !sorting.go_on(1 << 16) {}
        sorting.finish()
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.sorted.len()
    }

    /// All of them together.
    #[must_use]
    pub fn total(&self) -> Seconds {
        Seconds::from_seconds(self.sums.last().copied().unwrap_or_default())
    }

    /// The longest; none of none.
    #[must_use]
    pub fn longest(&self) -> Option<Seconds> {
        self.sorted.last().copied().map(Seconds::from_seconds)
    }

    /// The time that a share of them does not exceed, straight between neighbours (as [`crate::numeric::quantile`]); none of none.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<Seconds> {
        let last = self.sorted.len().checked_sub(1)?;
        let place = share.clamp(0.0, 1.0) * last as f64;
        let below = libm::floor(place);
        let (low, high) = (self.sorted.get(below as usize)?, self.sorted.get((below as usize + 1).min(last))?);
        Some(Seconds::from_seconds(low + (high - low) * (place - below)))
    }

    /// What took longer than a limit, and how much of all time that is.
    #[must_use]
    pub fn tail(&self, limit: Seconds) -> Tail {
        let within = self.sorted.partition_point(|time| *time <= limit.as_seconds());
        let count = self.sorted.len() - within;
        let total = self.total().as_seconds();
        let before = within.checked_sub(1).and_then(|last| self.sums.get(last)).copied().unwrap_or_default();
        if count == 0 {
            return Tail::default();
        }
        let share_of_time = if 0.0 < total { (total - before) / total } else { 0.0 };
        Tail { count, share: count as f64 / self.sorted.len() as f64, share_of_time }
    }

    /// How many lie in each of some equal bins of the logarithm, from the shortest to the longest; what took no time at all stands in the
    /// first. Empty where there is nothing above zero.
    #[must_use]
    pub fn histogram(&self, bins: usize) -> Vec<TimeBin> {
        let zeros = self.sorted.partition_point(|time| *time <= 0.0);
        let (Some(least), Some(most)) = (self.sorted.get(zeros), self.sorted.last()) else { return Vec::new() };
        let bins = if least < most { bins.max(1) } else { 1 };
        let ratio = libm::log(most / least);
        let edge =
            |index: usize| if index == bins { *most } else { least * libm::exp(ratio * index as f64 / bins as f64) };
        let mut before = 0;
        (0..bins)
            .map(|index| {
                let to = edge(index + 1);
                let up_to =
                    if index + 1 == bins { self.sorted.len() } else { self.sorted.partition_point(|time| *time < to) };
                let count = up_to - before;
                before = up_to;
                TimeBin { from: Seconds::from_seconds(edge(index)), to: Seconds::from_seconds(to), count }
            })
            .collect()
    }

    /// The empirical distribution at so many places or fewer: a time, and the share of all that took at most so long.
    #[must_use]
    pub fn shares(&self, most: usize) -> Vec<(Seconds, f64)> {
        let count = self.sorted.len();
        let wanted = count.min(most);
        let places = (1..=wanted).map(|index| (index * count).div_ceil(wanted.max(1)));
        places
            .filter_map(|place| {
                let time = *self.sorted.get(place.checked_sub(1)?)?;
                // Equal ones behind it are at most as long, too.
                let up_to = self.sorted.partition_point(|other| *other <= time);
                Some((Seconds::from_seconds(time), up_to as f64 / count as f64))
            })
            .collect()
    }

    /// How much of all time the longest share of them takes.
    #[must_use]
    pub fn time_of_longest(&self, share: f64) -> f64 {
        let count = self.sorted.len();
        let others = count - libm::round(share.clamp(0.0, 1.0) * count as f64) as usize;
        let before = others.checked_sub(1).and_then(|last| self.sums.get(last)).copied().unwrap_or_default();
        let total = self.total().as_seconds();
        if 0.0 < total { (total - before) / total } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(seconds: &[f64]) -> Times {
        Times::of(seconds.iter().copied().map(Seconds::from_seconds))
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        let none = times(&[f64::NAN, -1.0, f64::INFINITY]);
        assert_eq!((none.count(), none.quantile(0.5), none.longest()), (0, None, None));
        assert_eq!(none.tail(Seconds::ZERO), Tail::default());
        assert!(none.histogram(10).is_empty() && none.shares(10).is_empty());
        assert_eq!(none.time_of_longest(0.5), 0.0);
    }

    #[test]
    fn each_stands_in_one_bin() {
        let many: Vec<f64> = (0..1000).map(|index| 1.0 + f64::from(index % 97)).chain([0.0, 0.0]).collect();
        let many = times(&many);
        let bins = many.histogram(12);
        assert_eq!(bins.len(), 12);
        assert_eq!(bins.iter().map(|bin| bin.count).sum::<usize>(), 1002);
        assert_eq!((bins[0].from, bins[11].to), (Seconds::from_seconds(1.0), Seconds::from_seconds(97.0)));
        assert!(bins.windows(2).all(|pair| pair[0].to == pair[1].from));
        assert_eq!(times(&[3.0, 3.0]).histogram(7).len(), 1);
    }

    #[test]
    fn shares_rise_to_one() {
        let many = times(&[5.0, 1.0, 2.0, 2.0, 9.0]);
        let seconds = Seconds::from_seconds;
        assert_eq!(
            many.shares(100),
            [(seconds(1.0), 0.2), (seconds(2.0), 0.6), (seconds(2.0), 0.6), (seconds(5.0), 0.8), (seconds(9.0), 1.0)]
        );
        assert_eq!(many.shares(2).last(), Some(&(seconds(9.0), 1.0)));
        assert_eq!(many.quantile(0.5), Some(seconds(2.0)));
        assert_eq!((many.time_of_longest(0.2) * 19.0).round(), 9.0);
    }
}
