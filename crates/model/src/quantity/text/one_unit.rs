//! One unit of the grammar, for texts that name the unit in which a number is to be said.

use super::print::digits;
use super::units::{Family, Scale, UNITS, Unit as Row, base};
use super::{Amount, grouped};

/// A unit.
///
/// ```
/// use precopy_model::quantity::Seconds;
/// use precopy_model::quantity::text::{Amount, Unit};
/// let half = Amount::Seconds(Seconds::from_seconds(0.5));
/// assert_eq!(Unit::named("ms").unwrap().short(half).as_deref(), Some("500 ms"));
/// assert_eq!(Unit::named("MiB").unwrap().short(half), None);
/// assert!(Unit::named("furlong").is_none());
/// ```
#[derive(Clone, Copy)]
pub struct Unit {
    row: &'static Row,
}

impl Unit {
    /// The unit of this name, as it is printed.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        UNITS.iter().find(|row| row.name == name && !name.is_empty()).map(|row| Self { row })
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row.name
    }

    /// How many of it an amount is; none where it measures something else, or the amount is without limit.
    #[must_use]
    pub fn number_of(self, amount: Amount) -> Option<f64> {
        let (_, number) = base(amount).filter(|(family, _)| *family == self.row.family)?;
        Some(match self.row.scale {
            Scale::Times(factor) => number / factor,
            Scale::PointLeft(places) => (0..places).fold(number, |number, _| number * 10.0),
        })
    }

    /// About three significant digits in this unit; pages and pages per second whole.
    #[must_use]
    pub fn short(self, amount: Amount) -> Option<String> {
        let number = self.number_of(amount)?;
        let is_whole = matches!(self.row.family, Family::Pages | Family::PagesPerSecond);
        let number = if is_whole { grouped(number) } else { digits(number) };
        Some(format!("{number} {}", self.row.name))
    }

    /// Whether it counts pages or pages per second.
    #[must_use]
    pub fn is_of_pages(self) -> bool {
        matches!(self.row.family, Family::Pages | Family::PagesPerSecond)
    }

    /// Whether it counts bytes or bytes per second.
    #[must_use]
    pub fn is_of_bytes(self) -> bool {
        matches!(self.row.family, Family::Bytes | Family::BytesPerSecond)
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.row.name == other.row.name
    }
}

impl std::fmt::Debug for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.row.name)
    }
}
