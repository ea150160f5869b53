//! Where scenarios are kept.

use std::rc::Rc;

/// A place for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The browser's storage for this page: they are there the next time.
    Browser,
    /// Nowhere but here, as long as the page is open: storage is not allowed.
    Memory,
    /// The same, because the storage takes no more.
    Full,
    /// The same, because what is stored cannot all be read, so that it must not be written over: this is it.
    Unreadable(Rc<str>),
}
