//! A slider of a lesson: which input, how far, and what its positions are as the link writes them.

use precopy_base::charts::ticks::{decade_marks, round_marks};
use precopy_base::charts::{Range, Scale};
use precopy_formats::Value;
use precopy_formats::fields::{Row, TABLE};
use precopy_model::quantity::text::{Amount, short, to_digits};

/// Positions of a slider.
pub const POSITIONS: u32 = 400;
/// Digits of what it is set to.
const DIGITS: usize = 3;
/// What rounding may make of a number.
const HAIR: f64 = 1e-9;
/// The units of sizes, largest first.
const SIZES: [f64; 4] = [1_099_511_627_776.0, 1_073_741_824.0, 1_048_576.0, 1024.0];

/// A slider.
#[derive(Clone, Copy, Debug)]
pub struct Slider {
    row: &'static Row,
    kind: Amount,
    /// From where to where.
    pub scale: Scale,
}

impl Slider {
    /// The slider of a key; none where it takes no amounts.
    #[must_use]
    pub fn of(key: &str, (from, to): (&str, &str), is_logarithmic: bool) -> Option<Self> {
        let row = TABLE.iter().find(|row| row.key == key)?;
        let read = |text: &str| row.parse(text).ok()?.amount();
        let kind = read(to)?;
        let (from, to) = (read(from)?.number(), kind.number());
        let range = Range::around(from, to);
        let scale = if is_logarithmic { Scale::logarithmic(from, range) } else { Scale::linear(range) };
        Some(Self { row, kind, scale })
    }

    /// The name of the input.
    #[must_use]
    pub fn name(&self) -> String {
        self.row.field.name().to_owned()
    }

    /// The number of a value as a link writes it.
    #[must_use]
    pub fn number(&self, text: &str) -> Option<f64> {
        self.row.parse(text).ok()?.amount().map(Amount::number)
    }

    /// A number as an amount of this input.
    #[must_use]
    pub fn amount(&self, number: f64) -> Amount {
        self.kind.with_number(number)
    }

    /// Round values along the way, about so many: of sizes in binary units.
    #[must_use]
    pub fn marks(&self, about: f64) -> Vec<f64> {
        let (least, most) = (self.scale.min(), self.scale.max());
        match (self.kind, self.scale.is_logarithmic()) {
            (Amount::Bytes(_), true) => {
                let doublings = libm::log2(most / least);
                let step = libm::ceil(doublings / about).max(1.0);
                let first = libm::ceil(libm::log2(least) - HAIR);
                let all = (0..=about as u32 + 1).map(|at| libm::exp2(first + step * f64::from(at)));
                all.filter(|mark| *mark <= most * (1.0 + HAIR)).collect()
            }
            (Amount::Bytes(_), false) => {
                let unit = SIZES.into_iter().find(|unit| *unit <= most).unwrap_or(1.0);
                let marks = round_marks(Range::around(least / unit, most / unit), about);
                marks.into_iter().map(|mark| mark * unit).collect()
            }
            (_, true) => decade_marks(self.scale, about),
            (_, false) => round_marks(Range::around(least, most), about),
        }
    }

    /// What stands at a share of the way, as a number and as the link writes it.
    #[must_use]
    pub fn at(&self, share: f64) -> (f64, String) {
        let exact = self.scale.value(share);
        let number = match self.kind {
            Amount::Bytes(_) => {
                let unit = SIZES.into_iter().find(|unit| unit * 0.9995 <= exact).unwrap_or(1.0);
                to_digits(exact / unit, DIGITS) * unit
            }
            Amount::Pages(_) | Amount::Count(_) => exact.round(),
            _ if exact <= 0.0 => 0.0,
            _ => to_digits(exact, DIGITS),
        };
        (number, Value::Amount(self.amount(number)).compact())
    }

    /// Where a value stands.
    #[must_use]
    pub fn position(&self, text: &str) -> u32 {
        let share = self.number(text).map_or(0.0, |number| self.scale.share(number));
        (share * f64::from(POSITIONS)).round() as u32
    }

    /// What a position is, as the link writes it.
    #[must_use]
    pub fn at_position(&self, position: u32) -> String {
        self.at(f64::from(position.min(POSITIONS)) / f64::from(POSITIONS)).1
    }

    /// A value, for the eye.
    #[must_use]
    pub fn said(&self, text: &str) -> String {
        self.row.parse(text).ok().and_then(|value| value.amount()).map_or_else(|| text.to_owned(), short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_values_of_the_link_and_back() {
        for (key, from, to, log) in [
            ("link", "1Gbit/s", "100Gbit/s", true),
            ("dirty", "0pages/s", "45000pages/s", false),
            ("hot", "4MiB", "1GiB", true),
        ] {
            let slider = Slider::of(key, (from, to), log).unwrap();
            assert_eq!((slider.position(from), slider.position(to)), (0, POSITIONS));
            assert_eq!(slider.number(&slider.at_position(0)), slider.number(from), "{key}");
            assert_eq!(slider.number(&slider.at_position(POSITIONS)), slider.number(to), "{key}");
            for position in 0..=POSITIONS {
                let text = slider.at_position(position);
                assert!(slider.position(&text).abs_diff(position) <= 1, "{key} {text}");
            }
        }
        assert!(Slider::of("hv", ("qemu", "xen"), false).is_none());
    }
}
