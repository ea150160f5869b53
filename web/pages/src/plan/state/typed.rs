//! Sheets that are shared: the same as others only where they are the very same, so that comparing many rows costs nothing.

use std::ops::Deref;
use std::rc::Rc;

use precopy_formats::maintenance::Sheets;

/// All that a plan is about, as it was typed.
#[derive(Clone, Debug)]
pub struct Typed(Rc<Sheets>);

impl Typed {
    /// These sheets.
    #[must_use]
    pub fn new(sheets: Sheets) -> Self {
        Self(Rc::new(sheets))
    }
}

impl Deref for Typed {
    type Target = Sheets;
    fn deref(&self) -> &Sheets {
        &self.0
    }
}

impl PartialEq for Typed {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
