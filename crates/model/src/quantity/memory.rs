//! Amounts of memory: bytes, and pages of a stated size.

use super::amount::amount;

/// Binary, as in memory sizes: 1 KiB = 1024 bytes.
pub const BYTES_PER_KIB: f64 = 1024.0;
/// 1 MiB in bytes.
pub const BYTES_PER_MIB: f64 = 1024.0 * BYTES_PER_KIB;
/// 1 GiB in bytes.
pub const BYTES_PER_GIB: f64 = 1024.0 * BYTES_PER_MIB;
/// 1 TiB in bytes.
pub const BYTES_PER_TIB: f64 = 1024.0 * BYTES_PER_GIB;

amount! {
    /// An amount of memory or of data on the wire.
    Bytes, from_bytes, as_bytes, "bytes"
}

amount! {
    /// A number of pages. Not always whole: the closed forms are fluid.
    Pages, from_pages, as_pages, "pages"
}

impl Bytes {
    /// From a number in MiB.
    #[must_use]
    pub const fn from_mib(mib: f64) -> Self {
        Self::from_bytes(mib * BYTES_PER_MIB)
    }

    /// From a number in GiB.
    #[must_use]
    pub const fn from_gib(gib: f64) -> Self {
        Self::from_bytes(gib * BYTES_PER_GIB)
    }

    /// The same memory in pages of the given size.
    ///
    /// ```
    /// # use precopy_model::quantity::Bytes;
    /// let page = Bytes::from_bytes(4096.0);
    /// assert_eq!(Bytes::from_gib(4.0).in_pages_of(page).as_pages(), 1_048_576.0);
    /// ```
    #[must_use]
    pub fn in_pages_of(self, page_size: Self) -> Pages {
        Pages::from_pages(self / page_size)
    }
}

impl Pages {
    /// The same memory in bytes, for pages of the given size.
    #[must_use]
    pub fn in_bytes(self, page_size: Bytes) -> Bytes {
        page_size * self.as_pages()
    }
}
