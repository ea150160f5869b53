//! Two ends between which a number is thought to lie.

/// An interval, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub least: f64,
    /// The upper end.
    pub most: f64,
}

impl Interval {
    /// So far to either side of a number.
    #[must_use]
    pub fn around(number: f64, half: f64) -> Self {
        Self { least: number - half, most: number + half }
    }

    /// Whether a number lies within; NaN never does.
    #[must_use]
    pub fn contains(self, number: f64) -> bool {
        self.least <= number && number <= self.most
    }

    /// The interval of a number that follows from this one by a function that never falls.
    #[must_use]
    pub fn through(self, function: impl Fn(f64) -> f64) -> Self {
        Self { least: function(self.least), most: function(self.most) }
    }
}
