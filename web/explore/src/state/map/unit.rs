//! In what an axis of the map counts: its unit, its round numbers, and what its marks say.

use precopy_base::charts::ticks::{decade_marks, page_label, round_marks, time_label, time_marks};
use precopy_base::charts::{Range, Scale};
use precopy_formats::Inputs;
use precopy_model::explore::Input;
use precopy_model::quantity::text::{Amount, short, to_digits};
use precopy_model::quantity::{
    BYTES_PER_GIB, BYTES_PER_KIB, BYTES_PER_MIB, BYTES_PER_TIB, BitsPerSecond, Bytes, BytesPerSecond, Pages,
    PagesPerSecond, Seconds,
};
use precopy_model::scenario::{LinkSpeed, Scenario};

use super::Quantity;

/// What an input is counted in on the map, as the person has given it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    kind: Kind,
    /// What one of the input's base unit is in this one.
    factor: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bytes,
    BinaryRate,
    PayloadRate,
    LineRate,
    PageRate,
    Pages,
    Seconds,
    Share,
}

/// Digits of what is entered.
const DIGITS: usize = 3;

impl Unit {
    /// The unit of an input.
    #[must_use]
    pub fn of(input: Input, inputs: &Inputs, scenario: &Scenario) -> Self {
        let whole = |kind: Kind| Self { kind, factor: 1.0 };
        match input {
            Input::Memory | Input::WorkingSet | Input::HotSet => whole(Kind::Bytes),
            Input::DirtyRate => match inputs.effective(input.field()).0.amount() {
                Some(Amount::BytesPerSecond(_)) => {
                    Self { kind: Kind::BinaryRate, factor: scenario.hypervisor.page_size.value.as_bytes() }
                }
                _ => whole(Kind::PageRate),
            },
            Input::Link => whole(match scenario.link.speed {
                LinkSpeed::Line(_) => Kind::LineRate,
                LinkSpeed::Payload(_) => Kind::PayloadRate,
                LinkSpeed::CopyRate(_) => Kind::PageRate,
            }),
            Input::BandwidthCap => whole(Kind::BinaryRate),
            Input::DowntimeLimit => whole(Kind::Seconds),
            Input::StopThreshold => whole(Kind::Pages),
            Input::FirstThrottle => whole(Kind::Share),
        }
    }

    /// The unit of a number that the map shows.
    #[must_use]
    pub const fn of_quantity(quantity: Quantity) -> Self {
        let kind = match quantity {
            Quantity::Downtime | Quantity::Time => Kind::Seconds,
            Quantity::Data => Kind::Bytes,
        };
        Self { kind, factor: 1.0 }
    }

    /// The unit where marks do not say it: after the name of an axis.
    #[must_use]
    pub const fn beside_name(self) -> &'static str {
        match self.kind {
            Kind::PageRate => "pages/s",
            Kind::Pages => "pages",
            _ => "",
        }
    }

    const fn is_binary(self) -> bool {
        matches!(self.kind, Kind::Bytes | Kind::BinaryRate)
    }

    /// An amount, from a value in the input's base unit.
    fn amount(self, value: f64) -> Amount {
        let number = value * self.factor;
        match self.kind {
            Kind::Bytes | Kind::BinaryRate => Amount::Bytes(Bytes::from_bytes(number)),
            Kind::PayloadRate => Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number)),
            Kind::LineRate => Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(number)),
            Kind::PageRate => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(number)),
            Kind::Pages => Amount::Pages(Pages::from_pages(number)),
            Kind::Seconds => Amount::Seconds(Seconds::from_seconds(number)),
            Kind::Share => Amount::Share(number),
        }
    }

    /// A value for the eye: "2 GiB", "22,000 pages/s".
    #[must_use]
    pub fn text(self, value: f64) -> String {
        let text = short(self.amount(value));
        if self.kind == Kind::BinaryRate { text + "/s" } else { text }
    }

    /// What a mark says: shorter where the name of the axis has the unit.
    #[must_use]
    pub fn mark(self, value: f64) -> String {
        match self.kind {
            _ if value == 0.0 => "0".to_owned(),
            Kind::PageRate | Kind::Pages => page_label(value * self.factor),
            Kind::Seconds => time_label(value),
            _ => self.text(value),
        }
    }

    /// About so many marks of a scale of values in the input's base unit.
    #[must_use]
    pub fn marks(self, scale: Scale, wanted: f64) -> Vec<f64> {
        let (from, to) = (scale.min() * self.factor, scale.max() * self.factor);
        let marks = match (self.is_binary(), scale.is_logarithmic()) {
            (true, true) => octaves(from, to, wanted),
            (true, false) => {
                let step = power_of_two_from((to - from) / wanted.max(1.0));
                let first = (from / step).ceil();
                (0..64).map(|index| (first + f64::from(index)) * step).take_while(|mark| *mark <= to).collect()
            }
            (false, true) => decade_marks(Scale::logarithmic(from, Range::around(0.0, to)), wanted),
            (false, false) if self.kind == Kind::Seconds => time_marks(Range::around(from, to), wanted),
            (false, false) => round_marks(Range::around(from, to), wanted),
        };
        marks.into_iter().map(|mark| mark / self.factor).collect()
    }

    /// A round number that is not below a value.
    #[must_use]
    pub fn round_from(self, value: f64) -> f64 {
        let number = value * self.factor;
        let round =
            if self.is_binary() { power_of_two_from(number) } else { Range::from_zero_to_step_above(number).max() };
        round / self.factor
    }

    /// What a decade is: of bytes, four doublings.
    #[must_use]
    pub const fn per_decade(self) -> f64 {
        if self.is_binary() { 16.0 } else { 10.0 }
    }

    /// The decade in which a value lies, by its beginning.
    #[must_use]
    pub fn decade(self, value: f64) -> f64 {
        let (factor, number) = (self.per_decade(), value * self.factor);
        let mut decade = 1.0;
        while decade * factor <= number && decade < 1e30 {
            decade *= factor;
        }
        while number < decade && 1e-30 < decade {
            decade /= factor;
        }
        decade / self.factor
    }

    /// Three digits in the unit in which one would write them.
    #[must_use]
    pub fn rounded(self, value: f64) -> f64 {
        let number = value * self.factor;
        let unit = match self.kind {
            Kind::Bytes | Kind::BinaryRate => [BYTES_PER_TIB, BYTES_PER_GIB, BYTES_PER_MIB, BYTES_PER_KIB]
                .into_iter()
                .find(|unit| unit * 0.9995 <= number)
                .unwrap_or(1.0),
            Kind::Share => 0.01,
            _ => 1.0,
        };
        to_digits(number / unit, DIGITS) * unit / self.factor
    }
}

/// The smallest power of two that is not below a value.
fn power_of_two_from(value: f64) -> f64 {
    let mut power = 1.0;
    while power < value && power < 1e30 {
        power *= 2.0;
    }
    while value <= power / 2.0 && 1e-30 < power {
        power /= 2.0;
    }
    power
}

/// Powers of two, so many doublings apart that there are about `wanted`.
fn octaves(from: f64, to: f64, wanted: f64) -> Vec<f64> {
    let from = from.max(1e-9);
    let mut count = 0.0;
    let mut power = from;
    while power < to && count < 200.0 {
        power *= 2.0;
        count += 1.0;
    }
    let stride =
        [1, 2, 5, 10, 20].into_iter().find(|stride| count <= f64::from(*stride) * wanted.max(1.0)).unwrap_or(40);
    let factor = f64::from(1_u32.checked_shl(stride).unwrap_or(u32::MAX));
    let mut mark = 1.0;
    while mark / factor >= from * 0.9999 {
        mark /= factor;
    }
    let mut marks = Vec::new();
    while mark <= to * 1.0001 && marks.len() < 64 {
        if from * 0.9999 <= mark {
            marks.push(mark);
        }
        mark *= factor;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_base::calculator::Calculator;

    fn unit(input: Input, link: &str) -> Unit {
        let calculator = Calculator::of_link(link);
        Unit::of(input, &calculator.inputs, &calculator.scenario)
    }

    #[test]
    fn values_are_said_in_the_unit_in_which_they_were_given() {
        let gib = BYTES_PER_GIB;
        assert_eq!(unit(Input::HotSet, "").text(2.0 * gib), "2 GiB");
        assert_eq!(unit(Input::DirtyRate, "dirty=22000pages/s").text(22_000.0), "22,000 pages/s");
        let bytes = unit(Input::DirtyRate, "dirty=300MiB/s");
        assert_eq!(
            (bytes.text(76_800.0), bytes.mark(0.0), bytes.beside_name()),
            ("300 MiB/s".to_owned(), "0".to_owned(), "")
        );
        assert_eq!(unit(Input::Link, "link=10Gbit/s").text(1e10), "10 Gbit/s");
        assert_eq!(unit(Input::DowntimeLimit, "").mark(0.3), "300 ms");
        let pages = unit(Input::DirtyRate, "dirty=22000pages/s");
        assert_eq!((pages.mark(60_000.0), pages.beside_name()), ("60 k".to_owned(), "pages/s"));
    }

    #[test]
    fn ends_and_values_are_round() {
        let bytes = unit(Input::HotSet, "");
        assert_eq!(bytes.round_from(2.8 * BYTES_PER_GIB), 4.0 * BYTES_PER_GIB);
        assert_eq!(bytes.rounded(2.345_678 * BYTES_PER_GIB), 2.35 * BYTES_PER_GIB);
        assert_eq!(bytes.decade(700.0 * BYTES_PER_MIB), 256.0 * BYTES_PER_MIB);
        let pages = unit(Input::DirtyRate, "dirty=22000pages/s");
        assert_eq!(
            (pages.round_from(65_408.0), pages.rounded(22_345.0), pages.decade(22_345.0)),
            (80_000.0, 22_300.0, 1e4)
        );
        let rate = unit(Input::DirtyRate, "dirty=300MiB/s");
        assert_eq!(rate.round_from(65_408.0) * 4096.0, 256.0 * BYTES_PER_MIB);
        assert_eq!(rate.rounded(65_408.0) * 4096.0, 256.0 * BYTES_PER_MIB);
    }

    #[test]
    fn marks_are_round_and_few_whatever_the_ends_are() {
        let linear = Scale::linear(Range::around(0.0, 2.8 * BYTES_PER_GIB));
        let marks = |unit: Unit, scale, wanted| {
            unit.marks(scale, wanted).into_iter().map(|mark| unit.mark(mark)).collect::<Vec<_>>()
        };
        assert_eq!(marks(unit(Input::HotSet, ""), linear, 4.0), ["0", "1 GiB", "2 GiB"]);
        let log = Scale::logarithmic(BYTES_PER_MIB, Range::around(0.0, 8.0 * BYTES_PER_GIB));
        assert_eq!(
            marks(unit(Input::HotSet, ""), log, 7.0),
            ["1 MiB", "4 MiB", "16 MiB", "64 MiB", "256 MiB", "1 GiB", "4 GiB"]
        );
        for input in Input::ALL {
            for (from, to) in [(0.0, 1.0), (0.0, 1e300), (1e-12, 1e12), (5.0, 5.0)] {
                for scale in [Scale::linear(Range::around(from, to)), Scale::logarithmic(from, Range::around(0.0, to))]
                {
                    for wanted in [0.0, 4.0, 9.0] {
                        assert!(unit(input, "").marks(scale, wanted).len() < 65);
                    }
                }
            }
        }
    }
}
