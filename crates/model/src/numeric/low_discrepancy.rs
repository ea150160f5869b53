//! Points that fill a cube more evenly than random ones do.

use super::Random;

/// Coordinates of a point; each can be used for one uncertain number.
pub const DIMENSIONS: usize = 12;

/// Binary digits of a coordinate, and of the number of a point.
const DIGITS: usize = u32::BITS as usize;

/// A seeded low-discrepancy sequence: where to ask a function of up to twelve uncertain numbers, so that few answers say much?
///
/// Sobol' points: x = ⊕ of the direction numbers V_k over all k for which binary digit k of the Gray code i ⊕ (i ≫ 1) is one, in each
/// dimension for itself; scrambled as L·x ⊕ e:
///
/// | symbol | meaning | unit |
/// | --- | --- | --- |
/// | i | number of the point, from 0 | – |
/// | x | a coordinate, as 32 binary digits behind the point | – |
/// | V_k | direction number: the first few from a table, the others by the recurrence of a primitive polynomial | – |
/// | ⊕ | sum without carry (exclusive or) | – |
/// | L | random lower triangular matrix of digits with ones on its diagonal, one a dimension | – |
/// | e | random digits, one number a dimension | – |
///
/// Sources: the table is the beginning of `new-joe-kuo-6.21201` (Joe and Kuo, *Constructing Sobol sequences with better
/// two-dimensional projections*, SIAM Journal on Scientific Computing 30(5), 2008); recurrence and order of points: Bratley and Fox,
/// Algorithm 659, ACM TOMS 14(1), 1988, after Antonov and Saleev. The scrambling is Matoušek's (*On the L₂-discrepancy for
/// anchored boxes*, Journal of Complexity 14(4), 1998), whose estimates vary as little as those of Owen's nested scrambling (Owen,
/// *Variance with alternative scramblings of digital nets*, ACM TOMACS 13(4), 2003). It costs nothing by point, since it is
/// done to the direction numbers.
///
/// Conditions: take the points from 0 on, and 2^m of them: then each interval of width 2^−m holds one, in every dimension, and of
/// 1024 points four lie in each of 16 · 16 boxes of any two dimensions. Of three and more dimensions at once nothing as strong is
/// said; the first ones are the most even, so that numbers that matter most belong there. A scrambled point is uniform in the cube, so
/// that means are without bias over seeds.
///
/// Edges: a coordinate is the middle of one of 2³² equal intervals, never 0 or 1. Unscrambled points begin in the corner. There are 2³²
/// points. The coordinates of a dimension do not depend on how many others are used. Same seed, same numbers: links rely on it.
///
/// ```
/// use precopy_model::numeric::LowDiscrepancy;
/// let points = LowDiscrepancy::unscrambled();
/// let [first, second, ..] = points.point(4);
/// assert!((first - 0.375).abs() < 1e-9 && (second - 0.375).abs() < 1e-9); // as Joe and Kuo's program gives it
///
/// // The mean of x² + y² over the unit square is 2/3.
/// let points = LowDiscrepancy::seeded(1);
/// let sum: f64 = (0..256).map(|index| points.point(index)).map(|[x, y, ..]| x * x + y * y).sum();
/// assert!((sum / 256.0 - 2.0 / 3.0).abs() < 1e-3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LowDiscrepancy {
    /// By digit of the number of a point, lowest first, then by dimension.
    directions: [[u32; DIMENSIONS]; DIGITS],
    shifts: [u32; DIMENSIONS],
}

impl LowDiscrepancy {
    /// The sequence as its authors have it. It is made of rules only, and begins with a point in the corner: for comparisons.
    #[must_use]
    pub fn unscrambled() -> Self {
        let mut by_digit = [[0; DIMENSIONS]; DIGITS];
        for (dimension, row) in TABLE.iter().enumerate() {
            for (digit, direction) in by_digit.iter_mut().zip(row.directions()) {
                if let Some(place) = digit.get_mut(dimension) {
                    *place = direction;
                }
            }
        }
        Self { directions: by_digit, shifts: [0; DIMENSIONS] }
    }

    /// The sequence scrambled by the numbers of a seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let mut random = Random::seeded(seed);
        let mut points = Self::unscrambled();
        for (dimension, shift) in points.shifts.iter_mut().enumerate() {
            let scrambling = Scrambling::next(&mut random);
            *shift = (random.bits() >> 32) as u32;
            for direction in points.directions.iter_mut().filter_map(|digit| digit.get_mut(dimension)) {
                *direction = scrambling.of(*direction);
            }
        }
        points
    }

    /// The coordinates of a point, by its number.
    #[must_use]
    pub fn point(&self, index: u32) -> [f64; DIMENSIONS] {
        const INTERVALS: f64 = (1_u64 << DIGITS) as f64;
        let mut digits = self.shifts;
        let mut gray = index ^ (index >> 1);
        for direction in &self.directions {
            if gray & 1 == 1 {
                for (digits, direction) in digits.iter_mut().zip(direction) {
                    *digits ^= direction;
                }
            }
            gray >>= 1;
            if gray == 0 {
                break;
            }
        }
        digits.map(|digits| (f64::from(digits) + 0.5) / INTERVALS)
    }
}

/// A random lower triangular matrix, by columns: what each digit does to itself and to those behind it. The last digit comes first.
struct Scrambling {
    columns: [u32; DIGITS],
}

impl Scrambling {
    fn next(random: &mut Random) -> Self {
        let mut columns = [0; DIGITS];
        for (digit, column) in columns.iter_mut().enumerate() {
            let itself = 1_u32 << digit;
            *column = itself | ((random.bits() >> 32) as u32 & (itself - 1));
        }
        Self { columns }
    }

    fn of(&self, digits: u32) -> u32 {
        let chosen = |(digit, _): &(usize, &u32)| (digits >> digit) & 1 == 1;
        self.columns.iter().enumerate().filter(chosen).fold(0, |sum, (_, column)| sum ^ column)
    }
}

/// A row of Joe and Kuo's table.
struct Row {
    /// The primitive polynomial over the digits 0 and 1, the highest power's coefficient first.
    polynomial: u32,
    /// m₁, m₂, …: V_k is m_k · 2^−k.
    initial: &'static [u32],
}

impl Row {
    /// All direction numbers, as digits behind the point.
    fn directions(&self) -> Vec<u32> {
        let degree = self.polynomial.ilog2();
        let mut directions: Vec<u32> = self.initial.iter().zip(1..).map(|(m, k)| m << (u32::BITS - k)).collect();
        while directions.len() < DIGITS {
            let oldest = directions.len().checked_sub(degree as usize).and_then(|place| directions.get(place));
            let shifted = oldest.map_or(0, |oldest| oldest >> degree);
            // The latest comes first, with the coefficient next to the highest; the oldest, once more, with that of x⁰.
            let chosen =
                directions.iter().rev().zip((0..degree).rev()).filter(|(_, power)| (self.polynomial >> power) & 1 == 1);
            let next = chosen.fold(shifted, |sum, (direction, _)| sum ^ direction);
            directions.push(next);
        }
        directions
    }
}

/// The first dimension (van der Corput's sequence) and Joe and Kuo's next eleven.
const TABLE: [Row; DIMENSIONS] = [
    Row { polynomial: 0b1, initial: &[1; DIGITS] },
    Row { polynomial: 0b11, initial: &[1] },
    Row { polynomial: 0b111, initial: &[1, 3] },
    Row { polynomial: 0b1011, initial: &[1, 3, 1] },
    Row { polynomial: 0b1101, initial: &[1, 1, 1] },
    Row { polynomial: 0b1_0011, initial: &[1, 1, 3, 3] },
    Row { polynomial: 0b1_1001, initial: &[1, 3, 5, 13] },
    Row { polynomial: 0b10_0101, initial: &[1, 1, 5, 5, 17] },
    Row { polynomial: 0b10_1001, initial: &[1, 1, 5, 5, 5] },
    Row { polynomial: 0b10_1111, initial: &[1, 1, 7, 11, 19] },
    Row { polynomial: 0b11_0111, initial: &[1, 1, 5, 1, 1] },
    Row { polynomial: 0b11_1011, initial: &[1, 1, 1, 3, 11] },
];

#[cfg(test)]
mod tests {
    use super::*;

    type Points = Vec<[f64; DIMENSIONS]>;

    fn first(count: u32, points: &LowDiscrepancy) -> Points {
        (0..count).map(|index| points.point(index)).collect()
    }

    fn independent(count: u32, seed: u64) -> Points {
        let mut random = Random::seeded(seed);
        (0..count).map(|_| [(); DIMENSIONS].map(|()| random.share())).collect()
    }

    /// As SciPy 1.x's `qmc.Sobol(12, scramble=False)` gives them, which has the same table: point 0 to 8 in sixteenths, and
    /// point 1000 in parts of 1024.
    #[test]
    fn unscrambled_points_are_the_known_ones() {
        let sixteenths = [
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8],
            [12, 4, 4, 4, 12, 12, 4, 12, 12, 12, 12, 12],
            [4, 12, 12, 12, 4, 4, 12, 4, 4, 4, 4, 4],
            [6, 6, 10, 14, 6, 2, 6, 14, 14, 10, 14, 6],
            [14, 14, 2, 6, 14, 10, 14, 6, 6, 2, 6, 14],
            [10, 2, 14, 10, 10, 14, 2, 2, 2, 6, 2, 10],
            [2, 10, 6, 2, 2, 6, 10, 10, 10, 14, 10, 2],
            [3, 5, 15, 7, 9, 5, 7, 15, 15, 5, 11, 1],
        ];
        // Each lies in the middle of its interval, where the authors give the lower end.
        let half = 0.5 / 4_294_967_296.0;
        let points = LowDiscrepancy::unscrambled();
        for (index, known) in sixteenths.iter().enumerate() {
            assert_eq!(points.point(index as u32), known.map(|part| f64::from(part) / 16.0 + half), "{index}");
        }
        let far = [225, 99, 531, 693, 287, 929, 47, 921, 513, 71, 87, 261];
        assert_eq!(points.point(1000), far.map(|part| f64::from(part) / 1024.0 + half));
    }

    /// Links of old keep their numbers. Written down once, from SciPy's direction numbers and the scrambling as a few lines of Python.
    #[test]
    fn a_seed_keeps_its_numbers() {
        let points = LowDiscrepancy::seeded(1);
        let recorded: [(u32, [u32; DIMENSIONS]); 3] = [
            (
                0,
                [
                    1_705_828_968,
                    1_202_314_343,
                    490_409,
                    2_234_285_715,
                    1_243_424_534,
                    1_298_730_035,
                    3_117_277_723,
                    2_240_289_725,
                    4_152_233_421,
                    3_383_445_503,
                    1_240_321_233,
                    3_847_909_445,
                ],
            ),
            (
                1000000,
                [
                    1_625_558_463,
                    132_128_330,
                    2_583_244_037,
                    255_921_325,
                    2_784_805_525,
                    2_747_748_602,
                    937_235_154,
                    2_192_829_579,
                    2_845_003_634,
                    2_703_712_144,
                    3_989_612_904,
                    1_980_939_842,
                ],
            ),
            (
                4000000000,
                [
                    1_703_372_180,
                    395_519_343,
                    2_247_382_156,
                    3_017_353_217,
                    3_592_514_303,
                    1_010_731_426,
                    164_349_932,
                    3_748_809_434,
                    3_140_652_763,
                    133_053_164,
                    576_125_824,
                    1_345_552_004,
                ],
            ),
        ];
        for (index, digits) in recorded {
            assert_eq!(points.point(index).map(|share| (share * 4_294_967_296.0) as u32), digits, "{index}");
        }
        assert_eq!(points, LowDiscrepancy::seeded(1));
        assert_ne!(points, LowDiscrepancy::seeded(2));
    }

    #[test]
    fn other_seeds_give_other_points() {
        let seeds: Points = (0..50).map(|seed| LowDiscrepancy::seeded(seed).point(5)).collect();
        for dimension in 0..DIMENSIONS {
            let mut values: Vec<f64> = seeds.iter().map(|point| point[dimension]).collect();
            values.sort_by(f64::total_cmp);
            assert!(values.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(values[10] < 0.5 && 0.5 < values[40], "point 5 is anywhere: {values:?}");
        }
    }

    #[test]
    fn points_are_strictly_inside() {
        let points = LowDiscrepancy::seeded(3);
        let indices = (0..4096).chain(u32::MAX - 4096..=u32::MAX);
        assert!(indices.map(|index| points.point(index)).all(|point| point.iter().all(|x| 0.0 < *x && *x < 1.0)));
        // All digits nought, all digits one.
        let ends = |shift| LowDiscrepancy { directions: [[0; DIMENSIONS]; DIGITS], shifts: [shift; DIMENSIONS] };
        assert!(0.0 < ends(0).point(0)[0] && ends(u32::MAX).point(0)[0] < 1.0);
    }

    #[test]
    fn every_interval_of_every_dimension_has_its_point() {
        for points in [LowDiscrepancy::unscrambled(), LowDiscrepancy::seeded(1), LowDiscrepancy::seeded(2)] {
            let points = first(512, &points);
            for dimension in 0..DIMENSIONS {
                let mut intervals: Vec<u32> = points.iter().map(|point| (point[dimension] * 512.0) as u32).collect();
                intervals.sort_unstable();
                assert!(intervals.iter().copied().eq(0..512), "dimension {dimension}");
            }
        }
    }

    /// 1024 points, 16 · 16 boxes, four in each: for all 66 pairs.
    #[test]
    fn every_pair_of_dimensions_is_even() {
        for points in [LowDiscrepancy::unscrambled(), LowDiscrepancy::seeded(1), LowDiscrepancy::seeded(99)] {
            let points = first(1024, &points);
            for (a, b) in (0..DIMENSIONS).flat_map(|b| (0..b).map(move |a| (a, b))) {
                let mut boxes = [[0_u32; 16]; 16];
                for point in &points {
                    boxes[(point[a] * 16.0) as usize][(point[b] * 16.0) as usize] += 1;
                }
                assert!(boxes.iter().flatten().all(|count| *count == 4), "dimensions {a} and {b}: {boxes:?}");
            }
        }
    }

    /// The largest error of "share of points in [0, x) × [0, y) is x · y", over all corners where it can be largest.
    fn star_discrepancy(points: &Points, a: usize, b: usize) -> f64 {
        let edges =
            |dimension: usize| -> Vec<f64> { points.iter().map(|point| point[dimension]).chain([1.0]).collect() };
        let mut by_a: Vec<(f64, f64)> = points.iter().map(|point| (point[a], point[b])).collect();
        by_a.sort_by(|p, q| p.0.total_cmp(&q.0));
        let (all, mut worst) = (points.len() as f64, 0.0_f64);
        for y in edges(b) {
            let (mut open, mut closed) = (0.0, 0.0);
            for (x, other) in &by_a {
                worst = worst.max(x * y - open / all);
                open += f64::from(u8::from(*other < y));
                closed += f64::from(u8::from(*other <= y));
                worst = worst.max(closed / all - x * y);
            }
            worst = worst.max(y - open / all);
        }
        worst
    }

    #[test]
    fn discrepancy_is_measured_rightly() {
        let one = |x: f64, y: f64| vec![[(); DIMENSIONS].map(|()| x), [(); DIMENSIONS].map(|()| y)];
        // One point in the middle (twice): a box up to (½, 1) holds none, and should hold a half; closed it holds all, for a quarter.
        assert_eq!(star_discrepancy(&one(0.5, 0.5), 0, 1), 0.75);
        // At a quarter and three quarters of the diagonal: half the points for 1/16 of the square.
        assert_eq!(star_discrepancy(&one(0.25, 0.75), 0, 1), 0.4375);
    }

    #[test]
    fn discrepancy_is_far_below_that_of_independent_numbers() {
        let (scrambled, random) = (first(256, &LowDiscrepancy::seeded(1)), independent(256, 1));
        let (mut sums, mut pairs) = ([0.0; 2], 0.0);
        for (a, b) in (0..DIMENSIONS).flat_map(|b| (0..b).map(move |a| (a, b))) {
            let ours = star_discrepancy(&scrambled, a, b);
            let theirs = star_discrepancy(&random, a, b);
            assert!(ours < theirs, "dimensions {a} and {b}: {ours} is not below {theirs}");
            sums = [sums[0] + ours, sums[1] + theirs];
            pairs += 1.0;
        }
        let [ours, theirs] = sums.map(|sum| sum / pairs);
        println!("star discrepancy of 256 points: {ours} and {theirs}");
        assert!(ours < theirs / 3.0, "{ours} is not far below {theirs}");
    }

    /// Π (1 + (x_j − ½)/j) over the first eight dimensions has the mean 1.
    #[test]
    fn means_come_closer_than_with_independent_numbers() {
        let mean = |points: Points| {
            let value = |point: &[f64; DIMENSIONS]| -> f64 {
                point.iter().take(8).zip(1..).map(|(x, j)| 1.0 + (x - 0.5) / f64::from(j)).product()
            };
            points.iter().map(value).sum::<f64>() / points.len() as f64
        };
        let error = |make: &dyn Fn(u64) -> Points| {
            let squares: f64 = (0..20).map(|seed| mean(make(seed)) - 1.0).map(|error| error * error).sum();
            libm::sqrt(squares / 20.0)
        };
        let ours = error(&|seed| first(256, &LowDiscrepancy::seeded(seed)));
        let theirs = error(&|seed| independent(256, seed));
        println!("error of a mean of 256 points: {ours} and {theirs}");
        assert!(ours < theirs / 10.0, "{ours} is not far below {theirs}");
    }
}
