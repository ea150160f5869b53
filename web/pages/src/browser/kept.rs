//! What stays while a page is closed: by calculator, as long as the document is open.

use std::cell::RefCell;
use std::thread::LocalKey;

/// What calculators' pages left behind.
pub(crate) type Kept<T> = RefCell<Vec<(u32, T)>>;

/// What a calculator's page left behind.
pub(crate) fn of<T: Clone>(kept: &'static LocalKey<Kept<T>>, instance: u32) -> Option<T> {
    kept.with_borrow(|all| all.iter().find(|(id, _)| *id == instance).map(|(_, kept)| kept.clone()))
}

/// Keeps it for the next time.
pub(crate) fn keep<T>(kept: &'static LocalKey<Kept<T>>, instance: u32, left: T) {
    kept.with_borrow_mut(|all| {
        all.retain(|(id, _)| *id != instance);
        all.push((instance, left));
    });
}
