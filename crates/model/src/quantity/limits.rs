//! Accepted ranges, each with its reason. Wide enough for any real machine, narrow enough that no sum overflows.

use super::text::{self, Amount};
use super::{BYTES_PER_TIB, BitsPerSecond, Bytes, BytesPerSecond, PagesPerSecond, Seconds};

/// A range of accepted numbers in a base unit, both ends included.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The smallest accepted number.
    pub min: f64,
    /// The largest accepted number.
    pub max: f64,
    /// Makes an amount of a number in the base unit, for messages.
    amount: fn(f64) -> Amount,
}

impl Range {
    /// Whether the number lies within; NaN never does.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.min <= value && value <= self.max
    }

    /// The range in words, such as "64 MiB to 32 TiB".
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("{} to {}", text::print((self.amount)(self.min)), text::print((self.amount)(self.max)))
    }
}

/// Memory, working set, hot set: up to a PiB, a hundred times the largest machines sold.
pub const MEMORY: Range =
    Range { min: 1.0, max: 1024.0 * BYTES_PER_TIB, amount: |n| Amount::Bytes(Bytes::from_bytes(n)) };
/// Working and hot set may be empty.
pub const SET: Range = Range { min: 0.0, ..MEMORY };
/// Page writes per second: a hundred times what a large machine's memory takes.
pub const DIRTY_RATE: Range =
    Range { min: 0.0, max: 1e10, amount: |n| Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(n)) };
/// Rates at which pages are sent or passed over. Below one page in a thousand seconds nothing moves.
pub const COPY_RATE: Range = Range { min: 1e-3, ..DIRTY_RATE };
/// Line rates from a modem to a hundred times today's fastest ports.
pub const LINE_RATE: Range =
    Range { min: 1e3, max: 1e14, amount: |n| Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(n)) };
/// Payload rates, and caps on them.
pub const BYTE_RATE: Range =
    Range { min: 1e2, max: 1e13, amount: |n| Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(n)) };
/// Limits in time: up to thirty years.
pub const TIME: Range = Range { min: 0.0, max: 1e9, amount: |n| Amount::Seconds(Seconds::from_seconds(n)) };
/// A time limit that is not zero.
pub const TIME_LIMIT: Range = Range { min: 1e-6, ..TIME };
/// Time between two looks, or the length of a burst: a loop that looks all the time sends nothing between two looks, and no
/// product's timer is finer than a millisecond.
pub const LOOK_EVERY: Range = Range { min: 1e-3, ..TIME };
/// Shares of a whole; a link that carries less than a thousandth is none.
pub const GOODPUT: Range = Range { min: 0.001, max: 1.0, amount: Amount::Share };
/// What compression leaves of a page.
pub const COMPRESSION: Range = Range { min: 0.01, max: 1.0, amount: Amount::Share };
/// Migrations that share a link.
pub const SHARED_BY: Range = Range { min: 1.0, max: 10_000.0, amount: Amount::Count };
/// Connections of one migration.
pub const STREAMS: Range = Range { min: 1.0, max: 1024.0, amount: Amount::Count };
/// Steps in which a downtime limit is raised; Nova's own least is 3.
pub const STEPS: Range = Range { min: 1.0, max: 1000.0, amount: Amount::Count };
/// A throttled dirty rate, as a share of the copy rate.
pub const THROTTLED_RATE: Range = Range { min: 0.0, max: 0.999, amount: Amount::Share };
/// Rounds of pre-copy, the first pass included; VirtualBox gives up after so many.
pub const ROUNDS: Range = Range { min: 1.0, max: 1_048_576.0, amount: Amount::Count };
/// Volume as a multiple of the memory size.
pub const VOLUME: Range = Range { min: 0.001, max: 1e6, amount: Amount::Count };
/// Stop thresholds, in pages.
pub const THRESHOLD: Range = Range { min: 0.0, max: 1e15, amount: |n| Amount::Pages(super::Pages::from_pages(n)) };
/// Page sizes.
pub const PAGE_SIZE: Range = Range { min: 512.0, max: 1024.0 * 1024.0 * 1024.0, ..MEMORY };
/// Bytes on the wire beside a page, or for an empty one.
pub const PAGE_OVERHEAD: Range = Range { min: 0.0, ..PAGE_SIZE };
