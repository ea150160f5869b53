//! Random numbers that are the same on every machine.

/// A seeded generator: xorshift64*.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// A generator for a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        // Neighbouring seeds must not give neighbouring numbers, and zero is a fixed point.
        let state = (seed ^ 0x5851_F42D_4C95_7F2D).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(if state == 0 { 1 } else { state })
    }

    /// Any number.
    pub const fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Below a number; 0 for 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }

    /// Between two numbers.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// Between two positive numbers, each doubling as often as any other.
    pub fn scale(&mut self, low: f64, high: f64) -> f64 {
        let doublings =
            std::iter::successors(Some(low), |from| Some(from * 2.0)).take_while(|&from| from < high).count();
        let from = (0..self.below(doublings)).fold(low, |from, _| from * 2.0);
        self.between(from, high.min(from * 2.0))
    }

    /// True with a probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// One of several.
    pub fn one_of<T: Copy, const N: usize>(&mut self, all: [T; N]) -> T {
        all.get(self.below(N)).copied().unwrap_or(all[0])
    }
}
