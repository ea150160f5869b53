//! From decimal digits to the nearest number, exactly rounded. The standard library reads the same numbers with a table of
//! ten kilobytes, which every visitor of the page would have to load; a person types nothing that needs its speed.

use std::cmp::Ordering;

/// Ten to this power, and to every smaller one, is a number without rounding.
const EXACT_POWER_OF_TEN: u64 = 22;

/// Whole numbers below this are numbers without rounding.
const EXACT_WHOLE: u64 = 1 << MANTISSA_BITS;

/// Binary digits that a number holds, with the leading one that is not stored.
const MANTISSA_BITS: i64 = 53;

/// The leading binary digit of the smallest number that holds all of them stands for two to this power.
const LEAST_NORMAL: i64 = -1022;

/// The same for the largest numbers.
const LARGEST: i64 = 1023;

/// Exponents beyond this are as good as any beyond it, and far from overflow in what is computed with them.
const LARGEST_WRITTEN: i64 = 1 << 40;

/// The number nearest to `digits ["." digits] ["e" exponent]`, to the even one of two that are equally near; infinite where
/// it is too large. None when the text is no such number. The decimal point is taken to stand `places` further left.
pub(super) fn read(text: &str, places: i64) -> Option<f64> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, written_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || !digits().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let trailing = digits().rev().take_while(|&digit| digit == b'0').count();
    let count = digits().count() - trailing;
    let digits = digits().take(count).skip_while(|&digit| digit == b'0').map(|digit| u32::from(digit - b'0'));
    // The number is its digits, without zeros at either end, times ten to this power.
    let power = exponent - places - fraction.len() as i64 + trailing as i64;
    Some(nearest(digits, power))
}

/// The number nearest to these digits times ten to this power.
pub(super) fn nearest(digits: impl Iterator<Item = u32> + Clone, power: i64) -> f64 {
    quickly(digits.clone(), power).unwrap_or_else(|| exactly(digits, power))
}

/// The number that a plain text is, as programs print it: digits, perhaps with a sign, a point and an exponent. No unit, no
/// spaces, and no words for what is not finite.
///
/// ```
/// use precopy_model::quantity::text::plain_number;
/// assert_eq!(plain_number("-1.25e3"), Some(-1250.0));
/// assert_eq!((plain_number("nan"), plain_number("1 MiB")), (None, None));
/// ```
#[must_use]
pub fn plain_number(text: &str) -> Option<f64> {
    let number = match text.strip_prefix('-') {
        Some(text) => -read(text, 0)?,
        None => read(text.strip_prefix('+').unwrap_or(text), 0)?,
    };
    number.is_finite().then_some(number)
}

fn written_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0, |size, digit| (size * 10 + i64::from(digit - b'0')).min(LARGEST_WRITTEN));
    Some(if negative { -size } else { size })
}

/// The usual case: digits and power of ten are numbers without rounding, so that only their product is rounded, once.
fn quickly(mut digits: impl Iterator<Item = u32>, power: i64) -> Option<f64> {
    let whole = digits.try_fold(0, |whole, digit| {
        let whole = whole * 10 + u64::from(digit);
        (whole < EXACT_WHOLE).then_some(whole)
    })?;
    if EXACT_POWER_OF_TEN < power.unsigned_abs() {
        return (whole == 0).then_some(0.0);
    }
    let ten_to_the = (0..power.unsigned_abs()).fold(1.0, |product, _| product * 10.0);
    Some(if power < 0 { whole as f64 / ten_to_the } else { whole as f64 * ten_to_the })
}

/// Any number, as a fraction of two whole numbers of any length that is divided digit by digit.
fn exactly(digits: impl Iterator<Item = u32> + Clone, power: i64) -> f64 {
    let leading = digits.clone().count() as i64 + power;
    // The largest number has 309 digits before the point, the smallest begins at the 324th after it.
    if 310 < leading {
        return f64::INFINITY;
    }
    if leading < -330 {
        return 0.0;
    }
    let mut top = Whole::of(0);
    digits.for_each(|digit| top.times_plus(10, digit));
    let mut bottom = Whole::of(1);
    let grows = if power < 0 { &mut bottom } else { &mut top };
    (0..power.unsigned_abs()).for_each(|_| grows.times_plus(10, 0));

    // Shifted until 1 <= top / bottom < 2: the number is that times two to the power of `exponent`.
    let mut exponent = top.bits() - bottom.bits();
    top.shift(-exponent);
    bottom.shift(exponent);
    if top.compare(&bottom) == Ordering::Less {
        exponent -= 1;
        top.shift(1);
    }
    if LARGEST < exponent {
        return f64::INFINITY;
    }
    // Numbers below the least normal one hold fewer digits, and are stored without an exponent.
    let missing = (LEAST_NORMAL - exponent).max(0);
    let mut mantissa: u64 = 0;
    for _ in missing..MANTISSA_BITS {
        let digit = top.compare(&bottom) != Ordering::Less;
        if digit {
            top.minus(&bottom);
        }
        mantissa = 2 * mantissa + u64::from(digit);
        top.shift(1);
    }
    // What is left is compared with a half.
    let half = if missing <= MANTISSA_BITS { top.compare(&bottom) } else { Ordering::Less };
    if half == Ordering::Greater || (half == Ordering::Equal && mantissa % 2 == 1) {
        mantissa += 1;
    }
    // A carry out of the mantissa raises the exponent, as it should, up to infinity. The leading one of a normal number adds
    // one to its stored exponent.
    let stored = if missing == 0 { (exponent - LEAST_NORMAL).unsigned_abs() } else { 0 };
    f64::from_bits((stored << (MANTISSA_BITS - 1)) + mantissa)
}

/// A whole number of any length: 32 binary digits each, the lowest first, none of them zero at the end.
pub(super) struct Whole(Vec<u32>);

impl Whole {
    pub(super) fn of(number: u32) -> Self {
        let mut whole = Self(Vec::new());
        whole.times_plus(0, number);
        whole
    }

    /// Times a number, plus another one.
    pub(super) fn times_plus(&mut self, factor: u32, plus: u32) {
        let mut carry = plus;
        for part in &mut self.0 {
            let product = u64::from(*part) * u64::from(factor) + u64::from(carry);
            (*part, carry) = (product as u32, (product >> 32) as u32);
        }
        if carry != 0 {
            self.0.push(carry);
        }
    }

    /// Times two to this power; nothing when the power is negative.
    pub(super) fn shift(&mut self, power: i64) {
        let parts = usize::try_from(power / 32).unwrap_or(0);
        self.0.splice(..0, std::iter::repeat_n(0, parts));
        self.times_plus(1 << (power.max(0) % 32), 0);
    }

    /// Plus a number.
    pub(super) fn plus(&mut self, plus: u32) {
        self.times_plus(1, plus);
    }

    /// Divides by a number and returns what is left over; none when there is nothing to divide.
    pub(super) fn divide(&mut self, by: u32) -> Option<u32> {
        let mut left: u64 = 0;
        self.0.last()?;
        for part in self.0.iter_mut().rev() {
            left = left << 32 | u64::from(*part);
            *part = (left / u64::from(by)) as u32;
            left %= u64::from(by);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        Some(left as u32)
    }

    /// The number of binary digits.
    fn bits(&self) -> i64 {
        32 * self.0.len() as i64 - self.0.last().map_or(0, |last| i64::from(last.leading_zeros()))
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Takes away a number that is not larger.
    fn minus(&mut self, other: &Self) {
        let mut borrow = false;
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (part, other) in self.0.iter_mut().zip(others) {
            (*part, borrow) = part.borrowing_sub(other, borrow);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::text::to_digits;

    /// What the standard library reads.
    #[track_caller]
    fn agrees(text: &str) {
        let expected = text.parse::<f64>().ok().map(f64::to_bits);
        assert_eq!(read(text, 0).map(f64::to_bits), expected, "{text}");
    }

    /// A plain sequence of numbers that look random, the same in every run.
    fn random() -> impl FnMut() -> u64 {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", ".", "e5", ".e5", "1e", "1e+", "1e-", "1e5.5", "1.2.3", "1,5", "1 0", "x", "0x10", "1e5e5", "--1",
            "1e--1", "+", "1_0", "١",
        ] {
            agrees(text);
            assert_eq!(read(text, 0), None, "{text}");
        }
        // Signs, and the words that the standard library takes, are not for this reader.
        for text in ["-1", "+1", "inf", "nan", "infinity"] {
            assert_eq!(read(text, 0), None, "{text}");
        }
    }

    #[test]
    fn zeros_points_and_exponents_in_every_place() {
        for text in [
            "0",
            "00",
            "0.0",
            ".0",
            "0.",
            "1.",
            ".5",
            "007",
            "7.500",
            "0e999999999999999999999",
            "1e-999999999999999999999",
            "1e999999999999999999999",
            "000000000000000000000000000000000000001",
            "1e+3",
            "1E3",
            "1e0003",
            "1e-0",
            "0.000000000000000000000000000000000000000000000000000001e54",
            "100000000000000000000000000000000000e-35",
        ] {
            agrees(text);
        }
    }

    #[test]
    fn the_ends_of_the_range_and_what_lies_halfway() {
        for text in [
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            // Halfway between the largest number and the next that there would be.
            "1.797693134862315807e308",
            "1.797693134862315808e308",
            "1.7976931348623159e308",
            "9.9e308",
            "1e309",
            "1e310",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "2.225073858507201136057409796709131975934819546351645648023426109724822e-308",
            "5e-324",
            "4.9406564584124654e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.47032822920623272088284396434110686182e-324",
            "2.47032822920623272088284396434110686183e-324",
            "7.4109846876186981626485318930233205854758970392148714663837852375101326090531312779794975454245398856e-324",
            "1e-325",
            "1e-340",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "9007199254740993.0000000000000000000000000000000000000000001",
            "9007199254740995",
            "36028797018963966",
            "1e22",
            "1e23",
            "8.5e22",
            "0.1",
            "0.30000000000000004",
        ] {
            agrees(text);
        }
    }

    #[test]
    fn a_thousand_digits_are_read_as_exactly_as_ten() {
        let half = format!("9007199254740993.{}", "0".repeat(1000));
        agrees(&half);
        agrees(&format!("{half}1"));
        agrees(&format!("0.{}1", "0".repeat(320)));
        agrees(&"9".repeat(309));
        agrees(&"9".repeat(308));
        agrees(&"1".repeat(400));
    }

    #[test]
    fn agrees_with_the_standard_library_on_random_digits() {
        let mut random = random();
        for _ in 0..6_000 {
            let length = 1 + random() % 50;
            let mut text: String = (0..length).map(|_| char::from(b'0' + (random() % 10) as u8)).collect();
            if !random().is_multiple_of(3) {
                let at = (random() % (length + 1)) as usize;
                text.insert(at, '.');
            }
            match random() % 3 {
                0 => text.push_str(&format!("e{}", random() as i64 % 345)),
                1 => text.push_str(&format!("e{}", random() as i64 % 30)),
                _ => {}
            }
            agrees(&text);
        }
    }

    #[test]
    fn what_is_printed_reads_back_and_so_does_what_lies_near() {
        let mut random = random();
        for round in 0..6_000 {
            // Every other number is below the least normal one or near it.
            let bits = if round % 2 == 0 { random() >> 1 } else { random() >> (10 + random() % 50) };
            let number = f64::from_bits(bits);
            if !number.is_finite() {
                continue;
            }
            let shortest = format!("{number:e}");
            assert_eq!(read(&shortest, 0).map(f64::to_bits), Some(bits), "{shortest}");
            for digits in [0, 1, 2, 11, 16, 17, 18, 25] {
                agrees(&format!("{number:.digits$e}"));
            }
        }
    }

    #[test]
    fn halves_of_every_size_go_to_the_even_side() {
        let mut random = random();
        for _ in 0..2_000 {
            // A number with 54 binary digits, the last of them one, lies halfway between two.
            let half = u128::from((1 << 53) | (random() >> 11) | 1) << (random() % 70);
            agrees(&half.to_string());
            agrees(&format!("{half}.000000000000000000000000000000001"));
            agrees(&(half - 1).to_string());
        }
    }

    #[test]
    fn the_point_moves_without_rounding() {
        assert_eq!(read("300", 3), Some(0.3));
        assert_eq!(read("94.1", 2), Some(0.941));
        assert_eq!(read("1.1e-7", 6), Some(1.1e-13));
        assert_eq!(read("1e99999999999999999999", 2), Some(f64::INFINITY));
    }

    #[test]
    fn digits_as_a_person_would_write_them() {
        assert_eq!(to_digits(0.1 + 0.2, 12), 0.3);
        assert_eq!(to_digits(1023.4, 3), 1020.0);
        assert_eq!(to_digits(1023.4, 4), 1023.0);
        assert_eq!(to_digits(0.0, 3), 0.0);
        assert!(to_digits(f64::INFINITY, 3).is_infinite());
    }
}
