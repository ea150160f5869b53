//! Something large that is the same when it is the very same thing: what is asked again and again is not compared number by number.

use std::ops::Deref;
use std::rc::Rc;

/// It.
#[derive(Debug)]
pub struct Large<T>(Rc<T>);

impl<T> Large<T> {
    /// Of something new.
    #[must_use]
    pub fn new(what: T) -> Self {
        Self(Rc::new(what))
    }
}

impl<T> Clone for Large<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Large<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Large<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
