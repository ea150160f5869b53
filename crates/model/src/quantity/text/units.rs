//! The units of the grammar: one table, read by the parser and by the printer.

use super::{Amount, Kind, decimal};
use crate::quantity::{
    BYTES_PER_GIB, BYTES_PER_KIB, BYTES_PER_MIB, BYTES_PER_TIB, BitsPerSecond, Bytes, BytesPerSecond, Pages,
    PagesPerSecond, SECONDS_PER_HOUR, SECONDS_PER_MINUTE, Seconds,
};

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Bytes,
    Pages,
    Share,
    PagesPerSecond,
    BytesPerSecond,
    BitsPerSecond,
    Seconds,
    Count,
}

/// How a number in the unit becomes a number in the base unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// Multiplied by a factor.
    Times(f64),
    /// The decimal point moves left by so many places, in the text: "300 ms" is exactly what "0.3 s" is, and every share can
    /// be written in percent.
    PointLeft(i32),
}

impl Scale {
    /// The number in the base unit, of a number that is written in plain digits.
    pub(super) fn in_base(self, digits: &str) -> Option<f64> {
        match self {
            Self::Times(factor) => Some(decimal::read(digits, 0)? * factor),
            Self::PointLeft(places) => decimal::read(digits, i64::from(places)),
        }
    }
}

pub(super) struct Unit {
    /// How it is printed.
    pub(super) name: &'static str,
    /// Other spellings, compared without regard to case unless `exact`.
    pub(super) also: &'static [&'static str],
    /// Spellings in which case decides (bit or byte).
    pub(super) exact: bool,
    pub(super) family: Family,
    pub(super) scale: Scale,
}

const fn unit(name: &'static str, also: &'static [&'static str], family: Family, scale: Scale) -> Unit {
    Unit { name, also, exact: false, family, scale }
}

const fn exact(name: &'static str, also: &'static [&'static str], family: Family, scale: Scale) -> Unit {
    Unit { name, also, exact: true, family, scale }
}

use Scale::{PointLeft, Times};

/// Every unit; within a family from the smallest to the largest, binary before decimal.
pub(super) const UNITS: &[Unit] = &[
    unit("B", &["byte", "bytes"], Family::Bytes, Times(1.0)),
    unit("KiB", &[], Family::Bytes, Times(BYTES_PER_KIB)),
    unit("MiB", &[], Family::Bytes, Times(BYTES_PER_MIB)),
    unit("GiB", &[], Family::Bytes, Times(BYTES_PER_GIB)),
    unit("TiB", &[], Family::Bytes, Times(BYTES_PER_TIB)),
    unit("PiB", &[], Family::Bytes, Times(1024.0 * BYTES_PER_TIB)),
    unit("kB", &[], Family::Bytes, Times(1e3)),
    unit("MB", &[], Family::Bytes, Times(1e6)),
    unit("GB", &[], Family::Bytes, Times(1e9)),
    unit("TB", &[], Family::Bytes, Times(1e12)),
    unit("PB", &[], Family::Bytes, Times(1e15)),
    unit("pages", &["page"], Family::Pages, Times(1.0)),
    unit("%", &["pct", "percent"], Family::Share, PointLeft(2)),
    unit("pages/s", &["page/s", "/s", "writes/s", "pages/sec", "pps"], Family::PagesPerSecond, Times(1.0)),
    exact("B/s", &["bytes/s", "byte/s"], Family::BytesPerSecond, Times(1.0)),
    exact("KiB/s", &["kib/s", "KiBps"], Family::BytesPerSecond, Times(BYTES_PER_KIB)),
    exact("MiB/s", &["mib/s", "MiBps"], Family::BytesPerSecond, Times(BYTES_PER_MIB)),
    exact("GiB/s", &["gib/s", "GiBps"], Family::BytesPerSecond, Times(BYTES_PER_GIB)),
    exact("TiB/s", &["tib/s", "TiBps"], Family::BytesPerSecond, Times(BYTES_PER_TIB)),
    exact("kB/s", &["KB/s", "kBps"], Family::BytesPerSecond, Times(1e3)),
    exact("MB/s", &["MBps"], Family::BytesPerSecond, Times(1e6)),
    exact("GB/s", &["GBps"], Family::BytesPerSecond, Times(1e9)),
    exact("TB/s", &["TBps"], Family::BytesPerSecond, Times(1e12)),
    exact("bit/s", &["bits/s", "bps", "b/s"], Family::BitsPerSecond, Times(1.0)),
    exact("kbit/s", &["Kbit/s", "kbps", "Kbps", "kb/s"], Family::BitsPerSecond, Times(1e3)),
    exact("Mbit/s", &["mbit/s", "Mbps", "Mb/s", "mbps", "MbE"], Family::BitsPerSecond, Times(1e6)),
    exact("Gbit/s", &["gbit/s", "Gbps", "Gb/s", "gbps", "GbE", "GBE", "gbe"], Family::BitsPerSecond, Times(1e9)),
    exact("Tbit/s", &["tbit/s", "Tbps", "Tb/s", "tbps", "TbE"], Family::BitsPerSecond, Times(1e12)),
    unit("us", &["µs", "μs"], Family::Seconds, PointLeft(6)),
    unit("ms", &["msec"], Family::Seconds, PointLeft(3)),
    unit("s", &["sec", "second", "seconds"], Family::Seconds, Times(1.0)),
    unit("min", &["minute", "minutes"], Family::Seconds, Times(SECONDS_PER_MINUTE)),
    unit("h", &["hour", "hours"], Family::Seconds, Times(SECONDS_PER_HOUR)),
    unit("d", &["day", "days"], Family::Seconds, Times(24.0 * SECONDS_PER_HOUR)),
    unit("", &["×", "x", "times", "rounds", "round"], Family::Count, Times(1.0)),
];

/// Which unit families an amount of this kind may be written in.
pub(super) const fn families(kind: Kind) -> &'static [Family] {
    match kind {
        Kind::Size => &[Family::Bytes, Family::Pages],
        Kind::SizeOrShare => &[Family::Bytes, Family::Pages, Family::Share],
        Kind::DirtyRate => &[Family::PagesPerSecond, Family::BytesPerSecond],
        Kind::LinkSpeed => &[Family::BitsPerSecond, Family::BytesPerSecond, Family::PagesPerSecond],
        Kind::ByteRateOrUnlimited => &[Family::BytesPerSecond],
        Kind::PageRateOrUnlimited => &[Family::PagesPerSecond],
        Kind::Duration | Kind::DurationOrUnlimited => &[Family::Seconds],
        Kind::Share => &[Family::Share],
        Kind::Count | Kind::CountOrUnlimited => &[Family::Count],
        Kind::PagesOrUnlimited => &[Family::Pages, Family::Bytes],
    }
}

/// The amount of a number in a family's base unit.
pub(super) fn amount(family: Family, base: f64) -> Amount {
    match family {
        Family::Bytes => Amount::Bytes(Bytes::from_bytes(base)),
        Family::Pages => Amount::Pages(Pages::from_pages(base)),
        Family::Share => Amount::Share(base),
        Family::PagesPerSecond => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(base)),
        Family::BytesPerSecond => Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(base)),
        Family::BitsPerSecond => Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(base)),
        Family::Seconds => Amount::Seconds(Seconds::from_seconds(base)),
        Family::Count => Amount::Count(base),
    }
}

/// The family and the number in its base unit; none for "unlimited".
pub(super) const fn base(amount: Amount) -> Option<(Family, f64)> {
    Some(match amount {
        Amount::Bytes(value) => (Family::Bytes, value.as_bytes()),
        Amount::Pages(value) => (Family::Pages, value.as_pages()),
        Amount::Share(value) => (Family::Share, value),
        Amount::PagesPerSecond(value) => (Family::PagesPerSecond, value.as_pages_per_second()),
        Amount::BytesPerSecond(value) => (Family::BytesPerSecond, value.as_bytes_per_second()),
        Amount::BitsPerSecond(value) => (Family::BitsPerSecond, value.as_bits_per_second()),
        Amount::Seconds(value) => (Family::Seconds, value.as_seconds()),
        Amount::Count(value) => (Family::Count, value),
        Amount::Unlimited => return None,
    })
}
