//! Pages that a product compresses before it sends them.

/// Which pages a product compresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compressed {
    /// None.
    Nothing,
    /// Those that are sent again, as differences to what was sent before (QEMU's xbzrle, from the second pass on).
    ResentPages,
    /// All with content.
    AllPages,
}

/// Which pages are compressed, and how well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compression {
    /// Which ones.
    pub of: Compressed,
    /// What is left of a page's content, as a share; one: no gain. It depends on the guest, so no product has a number for it.
    pub to: f64,
}

impl Compression {
    /// None.
    pub const NONE: Self = Self { of: Compressed::Nothing, to: 1.0 };

    /// Whether every page is sure to go as it is. A product that compresses what it sends again may do so with any gain.
    #[must_use]
    pub fn is_none(self) -> bool {
        match self.of {
            Compressed::Nothing => true,
            Compressed::AllPages => self.to == 1.0,
            Compressed::ResentPages => false,
        }
    }

    /// What is left of the content of a page that is sent for the first time.
    #[must_use]
    pub fn of_first(self) -> f64 {
        if self.of == Compressed::AllPages { self.to } else { 1.0 }
    }

    /// The same of one that is sent again.
    #[must_use]
    pub fn of_resent(self) -> f64 {
        if self.of == Compressed::Nothing { 1.0 } else { self.to }
    }
}
