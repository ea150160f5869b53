//! What stays while a page is closed: by calculator, as long as the document is open.

use std::cell::RefCell;

use crate::state::Kept;

thread_local! {
    static KEPT: RefCell<Vec<(u32, Kept)>> = const { RefCell::new(Vec::new()) };
}

/// What a calculator's page left behind.
pub(crate) fn of(instance: u32) -> Kept {
    KEPT.with_borrow(|all| all.iter().find(|(id, _)| *id == instance).map(|(_, kept)| kept.clone())).unwrap_or_default()
}

/// Keeps it for the next time.
pub(crate) fn keep(instance: u32, kept: Kept) {
    KEPT.with_borrow_mut(|all| {
        all.retain(|(id, _)| *id != instance);
        all.push((instance, kept));
    });
}
