//! Numbers that look random and follow from a seed.

/// A small generator: the same seed gives the same numbers, on every machine and in wasm.
///
/// SplitMix64 (Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, OOPSLA 2014, with the constants of
/// Stafford's thirteenth mixer, as in Vigna's `splitmix64.c`): a counter s that grows by γ = 9E3779B97F4A7C15₁₆, modulo
/// 2⁶⁴, and is mixed by two rounds of z ← (z ⊕ (z ≫ a)) · m and a last z ⊕ (z ≫ 31).
///
/// Conditions: whole numbers only, so no rounding anywhere. Every seed is as good as any other, zero too; neighbouring seeds give
/// numbers that have nothing to do with each other. After 2⁶⁴ numbers it begins again. It keeps no secrets.
///
/// ```
/// use precopy_model::numeric::Random;
/// let mut random = Random::seeded(1_234_567);
/// assert_eq!(random.bits(), 6_457_827_717_110_365_317); // the first of those that are known for this seed
/// let share = random.share();
/// assert!(0.0 < share && share < 1.0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    counter: u64,
}

impl Random {
    /// The generator of a seed.
    #[must_use]
    pub const fn seeded(seed: u64) -> Self {
        Self { counter: seed }
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.counter;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// The next number between 0 and 1, and never one of the two: the middle of one of 2⁵² equal intervals.
    pub fn share(&mut self) -> f64 {
        const INTERVALS: f64 = (1_u64 << 52) as f64;
        ((self.bits() >> 12) as f64 + 0.5) / INTERVALS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the generator is known to give: Vigna's program with these seeds.
    #[test]
    fn numbers_are_the_published_ones() {
        let mut random = Random::seeded(1_234_567);
        let first = [(); 5].map(|()| random.bits());
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
        assert_eq!(Random::seeded(0).bits(), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn shares_are_even_and_inside() {
        let mut random = Random::seeded(7);
        let mut tenths = [0_u32; 10];
        for _ in 0..10_000 {
            let share = random.share();
            assert!(0.0 < share && share < 1.0);
            tenths[(share * 10.0) as usize] += 1;
        }
        // A thousand each, give or take four times √(1000 · 0.9) ≈ 30.
        assert!(tenths.iter().all(|&count| (880..=1120).contains(&count)), "{tenths:?}");
    }

    #[test]
    fn the_ends_of_the_shares_are_not_zero_and_one() {
        let ends = [0_u64, u64::MAX].map(|bits| ((bits >> 12) as f64 + 0.5) / (1_u64 << 52) as f64);
        assert!(0.0 < ends[0] && ends[1] < 1.0);
    }
}
