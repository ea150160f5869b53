//! Numbers that come one by one and stand in order at any time.

/// Numbers in rising order, for quantiles while there are more to come.
///
/// Each is put in its place when it comes, which moves those above it: made for a few thousand.
///
/// ```
/// use precopy_model::numeric::Ranked;
/// let mut ranked = Ranked::with_capacity(4);
/// for number in [30.0, 10.0, f64::INFINITY, 20.0] {
///     ranked.add(number);
/// }
/// assert_eq!([0.25, 0.5, 0.51, 1.0].map(|share| ranked.at(share)), [10.0, 20.0, 30.0, f64::INFINITY].map(Some));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranked {
    numbers: Vec<f64>,
}

impl Ranked {
    /// No numbers yet, with room for some.
    #[must_use]
    pub fn with_capacity(count: usize) -> Self {
        Self { numbers: Vec::with_capacity(count) }
    }

    /// Adds a number; infinite ones stand at their end, NaN is not a number and left out.
    pub fn add(&mut self, number: f64) {
        if !number.is_nan() {
            let place = self.numbers.partition_point(|other| *other <= number);
            self.numbers.insert(place, number);
        }
    }

    /// The smallest of the numbers that at least this share of them does not exceed: one of them, never between two (definition 1 of
    /// Hyndman and Fan, *Sample Quantiles in Statistical Packages*, The American Statistician 50(4), 1996), so that infinite ones do
    /// no harm. None of no numbers; a share of zero or less is the smallest, of one or more the largest.
    #[must_use]
    pub fn at(&self, share: f64) -> Option<f64> {
        // A billionth less: 0.55 of 100 is 55, although it is a little more in binary digits.
        let rank = libm::ceil(share * self.numbers.len() as f64 - 1e-9);
        // What is below zero becomes zero.
        let place = (rank as usize).saturating_sub(1);
        self.numbers.get(place).or(self.numbers.last()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Random;
    use super::*;

    #[test]
    fn they_stand_in_order_whatever_the_order_in_which_they_come() {
        let mut random = Random::seeded(1);
        let numbers: Vec<f64> = (0..300).map(|_| (random.share() * 40.0).floor()).collect();
        let mut ranked = Ranked::default();
        for (count, number) in numbers.iter().enumerate() {
            ranked.add(*number);
            let mut sorted = numbers[..=count].to_vec();
            sorted.sort_by(f64::total_cmp);
            assert_eq!(ranked.numbers, sorted);
        }
    }

    #[test]
    fn so_many_are_at_or_below_a_quantile() {
        let mut ranked = Ranked::default();
        assert_eq!(ranked.at(0.5), None);
        for number in (1..=100).rev() {
            ranked.add(f64::from(number));
        }
        for percent in 1..=100 {
            assert_eq!(ranked.at(f64::from(percent) / 100.0), Some(f64::from(percent)));
        }
        assert_eq!([-1.0, 0.0, 2.0, f64::NAN].map(|share| ranked.at(share)), [1.0, 1.0, 100.0, 1.0].map(Some));
        ranked.add(f64::NAN);
        assert_eq!(ranked.numbers.len(), 100);
    }
}
