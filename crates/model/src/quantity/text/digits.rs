//! From a number to its decimal digits: all of them, rounded to some, or as few as read back to the same number. The standard library
//! does the same with tables and several methods, which every visitor of the page would have to load; nobody reads so many numbers that
//! its speed is needed.

use super::decimal::{Whole, nearest};

/// A number of at least zero: its digits, the first of them not zero, and how many of them stand before the decimal point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    digits: Vec<u8>,
    point: i64,
}

/// To which digits a number is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nearest {
    /// To the nearest; of two that are equally near to the even one.
    Even,
    /// To the nearest; of two that are equally near to the larger one.
    Larger,
    /// To those above.
    Above,
}

/// As many digits are enough for any number to read back to itself.
const ENOUGH: usize = 17;

/// The largest powers of five and ten that fit into 32 bits.
const FIVES: u32 = 1_220_703_125;
const FIVES_EACH: u32 = 13;
const NINE_DIGITS: u32 = 1_000_000_000;

impl Digits {
    /// All digits that a finite number has; its sign does not count.
    pub(super) fn exact(number: f64) -> Self {
        let bits = number.abs().to_bits();
        let (stored, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
        // The number is this times two to the power of the exponent.
        let (mantissa, exponent) = if stored == 0 {
            (fraction, -1074)
        } else {
            (fraction | 1 << 52, i64::try_from(stored).unwrap_or(0) - 1075)
        };
        let zeros = i64::from(if mantissa == 0 { 0 } else { mantissa.trailing_zeros() });
        let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
        let mut whole = Whole::of((mantissa >> 32) as u32);
        whole.shift(32);
        whole.plus(mantissa as u32);
        // A half is five tenths: what stands behind the binary point goes there as decimal places.
        let places = if mantissa == 0 { 0 } else { u32::try_from(-exponent).unwrap_or(0) };
        whole.shift(exponent);
        (0..places / FIVES_EACH).for_each(|_| whole.times_plus(FIVES, 0));
        (0..places % FIVES_EACH).for_each(|_| whole.times_plus(5, 0));
        let mut digits = Vec::new();
        while let Some(mut nine) = whole.divide(NINE_DIGITS) {
            for _ in 0..9 {
                digits.push((nine % 10) as u8);
                nine /= 10;
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        digits.reverse();
        let point = digits.len() as i64 - i64::from(places);
        Self { digits, point }
    }

    /// Rounded to so many digits.
    fn rounded(&self, count: i64, to: Nearest) -> Self {
        let kept = usize::try_from(count).unwrap_or(0);
        let Some((kept, rest)) = self.digits.split_at_checked(kept) else { return self.clone() };
        let mut rounded = Self { digits: kept.to_vec(), point: self.point };
        let up = match rest.split_first() {
            Some((5, rest)) if rest.iter().all(|&digit| digit == 0) => match to {
                Nearest::Even => kept.last().is_some_and(|last| last % 2 == 1),
                Nearest::Larger | Nearest::Above => true,
            },
            Some((next, _)) => 5 <= *next || to == Nearest::Above,
            None => false,
        };
        if up && 0 <= count {
            while rounded.digits.last() == Some(&9) {
                rounded.digits.pop();
            }
            match rounded.digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    rounded.digits.push(1);
                    rounded.point += 1;
                }
            }
        }
        rounded
    }

    /// The fewest digits that read back to the same number.
    fn shortest(number: f64) -> Self {
        let exact = Self::exact(number);
        let mut shortest = exact.rounded(ENOUGH as i64, Nearest::Larger);
        let (mut too_few, mut enough) = (0, ENOUGH);
        while too_few + 1 < enough {
            let middle = (too_few + enough) / 2;
            match exact.read_back(middle as i64, number) {
                Some(digits) => (shortest, enough) = (digits, middle),
                None => too_few = middle,
            }
        }
        shortest
    }

    /// So many digits, if they read back to the number. Above a power of two numbers lie further apart than below it, so that the
    /// digits above it can do although they are not the nearest ones.
    fn read_back(&self, count: i64, number: f64) -> Option<Self> {
        [Nearest::Larger, Nearest::Above]
            .into_iter()
            .map(|to| self.rounded(count, to))
            .find(|digits| digits.number() == number.abs())
    }

    /// The number nearest to these digits.
    fn number(&self) -> f64 {
        nearest(self.digits.iter().map(|&digit| u32::from(digit)), self.point - self.digits.len() as i64)
    }

    /// The digits from one place to another, counted from the decimal point; zeros where there are none.
    fn push(&self, text: &mut String, places: std::ops::Range<i64>) {
        for place in places {
            let digit = usize::try_from(place + self.point).ok().and_then(|index| self.digits.get(index));
            text.push(char::from(b'0' + digit.copied().unwrap_or(0)));
        }
    }

    /// Written out, with so many decimal places.
    fn plain(&self, places: i64) -> String {
        let mut text = String::new();
        self.push(&mut text, -self.point.max(1)..0);
        if 0 < places {
            text.push('.');
            self.push(&mut text, 0..places);
        }
        text
    }

    /// Decimal places that hold all digits.
    fn places(&self) -> i64 {
        self.digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| (last as i64 + 1 - self.point).max(0))
    }
}

/// Rounds a number to so many significant digits, the way in which a person would write them: 0.3 is the 0.3 that
/// somebody types.
#[must_use]
pub fn to_digits(number: f64, digits: usize) -> f64 {
    if !number.is_finite() {
        return number;
    }
    Digits::exact(number).rounded(digits.max(1) as i64, Nearest::Even).number().copysign(number)
}

/// The shortest text that reads back to the same number, without an exponent.
#[must_use]
pub fn written_out(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    let shortest = if number.is_finite() {
        let shortest = Digits::shortest(number);
        shortest.plain(shortest.places())
    } else {
        "inf".to_owned()
    };
    if number.is_sign_negative() { format!("-{shortest}") } else { shortest }
}

/// A finite number of at least zero with so many decimal places, rounded.
#[must_use]
pub fn with_places(number: f64, places: u8) -> String {
    let exact = Digits::exact(number);
    exact.rounded(exact.point + i64::from(places), Nearest::Even).plain(i64::from(places))
}

/// The shortest digits that read back to the same number, of at least zero, as a mantissa and the power of ten behind it.
pub(super) fn mantissa_and_exponent(number: f64) -> (String, i64) {
    let mut shortest = Digits::shortest(number);
    if shortest.digits.is_empty() {
        return ("0".to_owned(), 0);
    }
    let exponent = shortest.point - 1;
    shortest.point = 1;
    (shortest.plain(shortest.places()), exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn agrees(number: f64) {
        assert_eq!(written_out(number), format!("{number}"));
        if !number.is_finite() || number.is_sign_negative() {
            return;
        }
        let (mantissa, exponent) = mantissa_and_exponent(number);
        assert_eq!(format!("{mantissa}e{exponent}"), format!("{number:e}"));
        for places in [0, 1, 2, 3, 12] {
            assert_eq!(with_places(number, places), format!("{number:.*}", usize::from(places)), "{number:e}");
        }
        for digits in [1, 2, 3, 12, 15, 17] {
            let expected: f64 = format!("{number:.*e}", digits - 1).parse().unwrap();
            assert_eq!(to_digits(number, digits).to_bits(), expected.to_bits(), "{number:e} to {digits}");
        }
    }

    #[test]
    fn the_ends_of_the_range_and_what_lies_halfway() {
        for number in [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.1,
            0.3,
            0.5,
            1.5,
            2.5,
            3.5,
            0.25,
            0.35,
            0.125,
            0.375,
            9.5,
            99.5,
            9.995,
            0.9995,
            1e15,
            1e16,
            1e21,
            1e22,
            1e23,
            8.5e22,
            0.05,
            0.005,
            0.0005,
            5e-324,
            1e-323,
            f64::MIN_POSITIVE,
            f64::MAX,
            f64::EPSILON,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            9_007_199_254_740_991.0,
            9_007_199_254_740_992.0,
            123_456_789.0,
            1e9,
            1e-9,
            999_999_999.5,
            1e-4,
            9.999e-5,
        ] {
            agrees(number);
        }
    }

    #[test]
    fn powers_of_two_and_of_ten() {
        for exponent in (-1074..=1023).step_by(7).chain(-30..80) {
            let power = f64::from_bits(if exponent < -1022 {
                1 << (exponent + 1074)
            } else {
                ((exponent + 1023) as u64) << 52
            });
            agrees(power);
            agrees(f64::from_bits(power.to_bits() - 1));
            agrees(f64::from_bits(power.to_bits() + 1));
        }
        for exponent in (-320..=308).step_by(11).chain(-6..25) {
            agrees(format!("1e{exponent}").parse().unwrap());
            agrees(format!("9.5e{exponent}").parse().unwrap());
        }
    }

    #[test]
    fn numbers_of_all_kinds() {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        for turn in 0..4_000_u64 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let number = match turn % 4 {
                0 => f64::from_bits(state & !(1 << 63)),
                1 => (state >> 40) as f64 / 1000.0,
                2 => (state >> 11) as f64 / (1_u64 << 53) as f64,
                _ => (state % 1_000_000) as f64 / 8.0,
            };
            agrees(number);
        }
    }
}
