//! Sorting in pieces, so that a page can answer in between.

/// Numbers on their way into rising order, each with the place where it came from. Merging from below (Knuth, *The Art of Computer
/// Programming* 3, 5.2.4): n·log₂n steps, equal numbers keep their order, NaN stands last.
///
/// ```
/// use precopy_model::numeric::Sorting;
/// let mut sorting = Sorting::new([3.0, 1.0, 2.0]);
/// while !sorting.go_on(2) {}
/// assert_eq!(sorting.finish(), [(1.0, 1), (2.0, 2), (3.0, 0)]);
/// ```
#[derive(Clone, Debug)]
pub struct Sorting {
    from: Vec<(f64, u32)>,
    to: Vec<(f64, u32)>,
    /// So many stand in order already, group by group.
    width: usize,
    /// Where the two groups begin that are being merged, and how far each has come.
    begin: usize,
    left: usize,
    right: usize,
}

impl Sorting {
    /// Begins.
    #[must_use]
    pub fn new(numbers: impl IntoIterator<Item = f64>) -> Self {
        let from: Vec<(f64, u32)> = numbers.into_iter().zip(0..).collect();
        let to = Vec::with_capacity(from.len());
        Self { from, to, width: 1, begin: 0, left: 0, right: 1 }
    }

    /// Goes on by so many steps; true when all stand in order.
    pub fn go_on(&mut self, steps: usize) -> bool {
        for _ in 0..steps {
            if self.from.len() <= self.width {
                return true;
            }
            self.step();
        }
        self.from.len() <= self.width
    }

    fn step(&mut self) {
        let all = self.from.len();
        let (middle, end) = ((self.begin + self.width).min(all), (self.begin + 2 * self.width).min(all));
        let left = self.from.get(self.left).filter(|_| self.left < middle);
        let right = self.from.get(self.right).filter(|_| self.right < end);
        match (left, right) {
            (Some(left), Some(right)) if right.0.total_cmp(&left.0).is_lt() => {
                self.to.push(*right);
                self.right += 1;
            }
            (Some(left), _) => {
                self.to.push(*left);
                self.left += 1;
            }
            (None, Some(right)) => {
                self.to.push(*right);
                self.right += 1;
            }
            (None, None) => {
                if all <= end {
                    std::mem::swap(&mut self.from, &mut self.to);
                    self.to.clear();
                    self.width *= 2;
                }
                self.begin = if all <= end { 0 } else { end };
                self.left = self.begin;
                self.right = (self.begin + self.width).min(all);
            }
        }
    }

    /// The numbers in order, once [`Self::go_on`] has said so.
    #[must_use]
    pub fn finish(self) -> Vec<(f64, u32)> {
        self.from
    }

    /// The numbers in order, without pieces.
    #[must_use]
    pub fn at_once(mut self) -> Vec<(f64, u32)> {
        while !self.go_on(1 << 16) {}
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Random;
    use super::*;

    #[test]
    fn any_number_of_numbers_in_any_pieces() {
        let mut random = Random::seeded(3);
        for count in [0_usize, 1, 2, 3, 7, 8, 9, 100, 257] {
            let numbers: Vec<f64> = (0..count).map(|_| (random.share() * 20.0).floor()).collect();
            let mut expected: Vec<(f64, u32)> = numbers.iter().copied().zip(0..).collect();
            expected.sort_by(|one, other| one.0.total_cmp(&other.0));
            for steps in [1, 5, 1000] {
                let mut sorting = Sorting::new(numbers.iter().copied());
                while !sorting.go_on(steps) {}
                assert_eq!(sorting.finish(), expected);
            }
        }
    }
}
