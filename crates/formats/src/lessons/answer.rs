//! What the model answers to a term, how that is said, and how it is compared.

use precopy_model::quantity::text::{self, Amount, Unit};
use precopy_model::quantity::{Bytes, Joules, WATTS_PER_KILOWATT, Watts};

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// An amount.
    Amount(Amount),
    /// Energy.
    Energy(Joules),
    /// Power.
    Power(Watts),
    /// There is no such moment or number: larger than any.
    Never,
    /// One of a few words: `completes`, `threshold`, a product's name.
    Word(&'static str),
    /// A whole sentence.
    Sentence(String),
    /// It is not known yet: recorded runs are still to be read.
    NotKnown,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    Seconds,
    Bytes,
    Pages,
    PagesPerSecond,
    BytesPerSecond,
    BitsPerSecond,
    /// Shares and counts.
    Things,
    Joules,
    Watts,
}

/// An answer as something that can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Weight {
    Number(Counts, f64),
    /// Larger than any number, of whatever.
    Endless,
    Word(&'static str),
}

impl Answer {
    /// As it is said, in a unit where one is wanted.
    #[must_use]
    pub fn said(&self, unit: Option<Unit>) -> String {
        match self {
            Self::Amount(amount) => unit.and_then(|unit| unit.short(*amount)).unwrap_or_else(|| text::short(*amount)),
            Self::Energy(energy) => format!("{} Wh", rounded(energy.as_watt_hours())),
            Self::Power(power) => {
                let watts = power.as_watts();
                if watts < WATTS_PER_KILOWATT {
                    format!("{} W", rounded(watts))
                } else {
                    format!("{} kW", rounded(watts / WATTS_PER_KILOWATT))
                }
            }
            Self::Never => "never".to_owned(),
            Self::Word(word) => (*word).to_owned(),
            Self::Sentence(sentence) => sentence.clone(),
            Self::NotKnown => "…".to_owned(),
        }
    }

    /// Its number in the base unit, for drawing; none where it is no number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self.weight()? {
            Weight::Number(_, number) => Some(number),
            Weight::Endless | Weight::Word(_) => None,
        }
    }

    /// The same amount in pages, or in bytes, where the unit wants that.
    pub(super) fn in_kind_of(self, unit: Option<Unit>, page: Bytes) -> Self {
        let Some(unit) = unit else { return self };
        match self {
            Self::Amount(Amount::Bytes(bytes)) if unit.is_of_pages() => {
                Self::Amount(Amount::Pages(bytes.in_pages_of(page)))
            }
            Self::Amount(Amount::Pages(pages)) if unit.is_of_bytes() => {
                Self::Amount(Amount::Bytes(pages.in_bytes(page)))
            }
            Self::Amount(Amount::BytesPerSecond(rate)) if unit.is_of_pages() => {
                Self::Amount(Amount::PagesPerSecond(rate.in_pages_of(page)))
            }
            Self::Amount(Amount::PagesPerSecond(rate)) if unit.is_of_bytes() => {
                Self::Amount(Amount::BytesPerSecond(rate.in_bytes(page)))
            }
            other => other,
        }
    }

    pub(super) fn weight(&self) -> Option<Weight> {
        let number = |counts: Counts, number: f64| {
            Some(if number.is_finite() { Weight::Number(counts, number) } else { Weight::Endless })
        };
        match self {
            Self::Amount(amount) => match *amount {
                Amount::Bytes(bytes) => number(Counts::Bytes, bytes.as_bytes()),
                Amount::Pages(pages) => number(Counts::Pages, pages.as_pages()),
                Amount::Share(share) => number(Counts::Things, share),
                Amount::Count(count) => number(Counts::Things, count),
                Amount::PagesPerSecond(rate) => number(Counts::PagesPerSecond, rate.as_pages_per_second()),
                Amount::BytesPerSecond(rate) => number(Counts::BytesPerSecond, rate.as_bytes_per_second()),
                Amount::BitsPerSecond(rate) => number(Counts::BitsPerSecond, rate.as_bits_per_second()),
                Amount::Seconds(time) => number(Counts::Seconds, time.as_seconds()),
                Amount::Unlimited => Some(Weight::Endless),
            },
            Self::Energy(energy) => number(Counts::Joules, energy.as_joules()),
            Self::Power(power) => number(Counts::Watts, power.as_watts()),
            Self::Never => Some(Weight::Endless),
            Self::Word(word) => Some(Weight::Word(word)),
            Self::Sentence(_) | Self::NotKnown => None,
        }
    }
}

/// Whether two numbers differ by no more than a share of the larger one. What has no end is like nothing but itself.
pub(super) fn is_within(share: f64, left: f64, right: f64) -> bool {
    let off = (left - right).abs();
    left == right || (off.is_finite() && off <= share * left.abs().max(right.abs()))
}

impl Weight {
    /// Both as numbers that can be compared; none where they count different things. What has no end is infinite.
    pub(super) fn pair(self, other: Self) -> Option<(f64, f64)> {
        match (self, other) {
            (Self::Number(counts, one), Self::Number(others, two)) => (counts == others).then_some((one, two)),
            (Self::Number(_, one), Self::Endless) => Some((one, f64::INFINITY)),
            (Self::Endless, Self::Number(_, two)) => Some((f64::INFINITY, two)),
            (Self::Endless, Self::Endless) => Some((f64::INFINITY, f64::INFINITY)),
            (Self::Word(_), _) | (_, Self::Word(_)) => None,
        }
    }

    /// So many times as much.
    pub(super) fn times(self, factor: f64) -> Self {
        match self {
            Self::Number(counts, number) => Self::Number(counts, number * factor),
            other => other,
        }
    }
}

fn rounded(number: f64) -> String {
    text::short(Amount::Count(number))
}
