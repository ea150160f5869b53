//! The one grammar in which amounts are written: in fields, links, attributes, files, JavaScript and test cases.
//!
//! ```text
//! amount  = number [space] unit | "none" | "unlimited" | "infinite"      (the words where no limit makes sense)
//! number  = digits [grouping] ["." digits] ["e" exponent]                 32704  32,704  1.5  1e6
//! ```
//!
//! | kind | units |
//! | --- | --- |
//! | size | `B` `KiB` `MiB` `GiB` `TiB` `PiB`, `kB` `MB` `GB` `TB` `PB`, `pages`, and `%` where there is a parent |
//! | dirty rate | `pages/s` (also `/s`), and bytes: `KiB/s` `MiB/s` `GiB/s` `kB/s` `MB/s` `GB/s` |
//! | link | `bit/s` `kbit/s` `Mbit/s` `Gbit/s` `Tbit/s` (also `Gbps`, `Gb/s`, `10GbE`): line rate; bytes per second: payload; `pages/s`: the copy rate itself |
//! | duration | `us` `ms` `s` `min` `h` `d` |
//! | share | `%` (in links `pct`) |
//! | count | no unit, or `×` |
//!
//! Binary and decimal are never confused: `64 GB` is 64·10⁹ bytes. A bare number is refused where the unit is
//! ambiguous, and so is a bare `G`. What [`print()`] writes, [`parse()`] reads back to the same amount, bit for bit.

mod decimal;
mod digits;
mod one_unit;
mod parse;
mod print;
mod units;

pub use decimal::plain_number;
pub use digits::{to_digits, with_places, written_out};
pub use one_unit::Unit;
pub use parse::{TextProblem, parse};
pub use print::{compact, grouped, print, short, short_seconds};

use super::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};

/// An amount as it was written: the unit family is kept, because it carries meaning (a link in bit/s is a line rate,
/// one in bytes/s is payload; a size in % follows its parent).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Memory in bytes.
    Bytes(Bytes),
    /// Memory in pages.
    Pages(Pages),
    /// A share of a whole: 0.2 is 20 %.
    Share(f64),
    /// Pages per second.
    PagesPerSecond(PagesPerSecond),
    /// Payload per second.
    BytesPerSecond(BytesPerSecond),
    /// Line rate.
    BitsPerSecond(BitsPerSecond),
    /// A span of time.
    Seconds(Seconds),
    /// A number of things.
    Count(f64),
    /// No limit.
    Unlimited,
}

impl Amount {
    /// Its number in the base unit of its kind (bytes, pages, things, pages/s, bytes/s, bit/s, seconds); infinite without a limit.
    ///
    /// ```
    /// use precopy_model::quantity::{Bytes, text::Amount};
    /// assert_eq!(Amount::Bytes(Bytes::from_bytes(4096.0)).number(), 4096.0);
    /// assert_eq!(Amount::Unlimited.number(), f64::INFINITY);
    /// ```
    #[must_use]
    pub const fn number(self) -> f64 {
        match self {
            Self::Bytes(bytes) => bytes.as_bytes(),
            Self::Pages(pages) => pages.as_pages(),
            Self::Share(number) | Self::Count(number) => number,
            Self::PagesPerSecond(rate) => rate.as_pages_per_second(),
            Self::BytesPerSecond(rate) => rate.as_bytes_per_second(),
            Self::BitsPerSecond(rate) => rate.as_bits_per_second(),
            Self::Seconds(time) => time.as_seconds(),
            Self::Unlimited => f64::INFINITY,
        }
    }

    /// An amount of the same kind; without a limit, a number of things.
    ///
    /// ```
    /// use precopy_model::quantity::{Seconds, text::Amount};
    /// let time = Amount::Seconds(Seconds::from_seconds(1.0));
    /// assert_eq!(time.with_number(3.0), Amount::Seconds(Seconds::from_seconds(3.0)));
    /// ```
    #[must_use]
    pub fn with_number(self, number: f64) -> Self {
        match self {
            Self::Bytes(_) => Self::Bytes(Bytes::from_bytes(number)),
            Self::Pages(_) => Self::Pages(Pages::from_pages(number)),
            Self::Share(_) => Self::Share(number),
            Self::Count(_) | Self::Unlimited => Self::Count(number),
            Self::PagesPerSecond(_) => Self::PagesPerSecond(PagesPerSecond::from_pages_per_second(number)),
            Self::BytesPerSecond(_) => Self::BytesPerSecond(BytesPerSecond::from_bytes_per_second(number)),
            Self::BitsPerSecond(_) => Self::BitsPerSecond(BitsPerSecond::from_bits_per_second(number)),
            Self::Seconds(_) => Self::Seconds(Seconds::from_seconds(number)),
        }
    }
}

/// What kind of amount a text has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Memory: bytes or pages.
    Size,
    /// Memory, or a share of the memory that it is part of.
    SizeOrShare,
    /// Page writes per second, or the bytes of the pages written.
    DirtyRate,
    /// Line rate, payload rate, or pages per second.
    LinkSpeed,
    /// Payload rate, or no limit.
    ByteRateOrUnlimited,
    /// Pages per second, or no limit.
    PageRateOrUnlimited,
    /// A span of time.
    Duration,
    /// A span of time, or no limit.
    DurationOrUnlimited,
    /// A share of a whole.
    Share,
    /// A number of things.
    Count,
    /// A number of things, or no limit.
    CountOrUnlimited,
    /// A number of pages (or as many bytes), or no such rule.
    PagesOrUnlimited,
}

impl Kind {
    /// Whether "none" and "unlimited" are amounts of this kind.
    #[must_use]
    pub const fn allows_unlimited(self) -> bool {
        matches!(
            self,
            Self::ByteRateOrUnlimited
                | Self::PageRateOrUnlimited
                | Self::DurationOrUnlimited
                | Self::CountOrUnlimited
                | Self::PagesOrUnlimited
        )
    }

    /// An example in this kind's own units, for messages.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Size => "64 GiB",
            Self::SizeOrShare => "4 GiB or 20 %",
            Self::DirtyRate => "20000 pages/s or 80 MiB/s",
            Self::LinkSpeed => "10 Gbit/s, 1.2 GB/s or 30000 pages/s",
            Self::ByteRateOrUnlimited => "128 MiB/s or none",
            Self::PageRateOrUnlimited => "5000000 pages/s or unlimited",
            Self::Duration => "300 ms",
            Self::DurationOrUnlimited => "10 min or none",
            Self::Share => "94.1 %",
            Self::Count => "2",
            Self::CountOrUnlimited => "5 or none",
            Self::PagesOrUnlimited => "50 pages or none",
        }
    }
}
