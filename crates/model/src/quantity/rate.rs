//! Rates: pages, bytes and bits per second. A bit rate is what is written on the link; it is not payload.

use super::amount::amount;
use super::{Bytes, Pages, Seconds};

/// 1 byte in bits.
pub const BITS_PER_BYTE: f64 = 8.0;
/// 1 Gbit in bits: decimal, as in all link speeds.
pub const BITS_PER_GBIT: f64 = 1e9;

amount! {
    /// Pages per second.
    PagesPerSecond, from_pages_per_second, as_pages_per_second, "pages/s"
}

amount! {
    /// Payload bytes per second.
    BytesPerSecond, from_bytes_per_second, as_bytes_per_second, "bytes/s"
}

amount! {
    /// Bits per second on the line, everything counted that keeps the line busy.
    BitsPerSecond, from_bits_per_second, as_bits_per_second, "bit/s"
}

impl BitsPerSecond {
    /// From a number in Gbit/s.
    #[must_use]
    pub const fn from_gbit_per_second(gbit: f64) -> Self {
        Self::from_bits_per_second(gbit * BITS_PER_GBIT)
    }
}

impl BytesPerSecond {
    /// From a number in MiB/s.
    #[must_use]
    pub const fn from_mib_per_second(mib: f64) -> Self {
        Self::from_bytes_per_second(mib * super::BYTES_PER_MIB)
    }

    /// Pages per second, when each page takes so many bytes.
    #[must_use]
    pub fn in_pages_of(self, bytes_per_page: Bytes) -> PagesPerSecond {
        PagesPerSecond::from_pages_per_second(self.as_bytes_per_second() / bytes_per_page.as_bytes())
    }
}

impl PagesPerSecond {
    /// The same rate in bytes, for pages of the given size.
    ///
    /// ```
    /// # use precopy_model::quantity::{Bytes, PagesPerSecond, BYTES_PER_MIB};
    /// // The knee of Salfner's plots: 30,000 pages/s of 4 KiB are 117.2 MiB/s (the paper prints "117 MB/s").
    /// let knee = PagesPerSecond::from_pages_per_second(30_000.0).in_bytes(Bytes::from_bytes(4096.0));
    /// assert_eq!(knee.as_bytes_per_second() / BYTES_PER_MIB, 117.1875);
    /// ```
    #[must_use]
    pub fn in_bytes(self, page_size: Bytes) -> BytesPerSecond {
        BytesPerSecond::from_bytes_per_second(self.as_pages_per_second() * page_size.as_bytes())
    }
}

impl std::ops::Mul<Seconds> for PagesPerSecond {
    type Output = Pages;
    fn mul(self, time: Seconds) -> Pages {
        Pages::from_pages(self.as_pages_per_second() * time.as_seconds())
    }
}

impl std::ops::Div<PagesPerSecond> for Pages {
    type Output = Seconds;
    fn div(self, rate: PagesPerSecond) -> Seconds {
        Seconds::from_seconds(self.as_pages() / rate.as_pages_per_second())
    }
}

impl std::ops::Mul<Seconds> for BytesPerSecond {
    type Output = Bytes;
    fn mul(self, time: Seconds) -> Bytes {
        Bytes::from_bytes(self.as_bytes_per_second() * time.as_seconds())
    }
}

impl std::ops::Div<BytesPerSecond> for Bytes {
    type Output = Seconds;
    fn div(self, rate: BytesPerSecond) -> Seconds {
        Seconds::from_seconds(self.as_bytes() / rate.as_bytes_per_second())
    }
}
