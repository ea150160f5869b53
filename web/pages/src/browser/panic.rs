//! When everything fails: tells the page around, which lives on in a program of its own, so that it can say so in our place.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use precopy_base::browser::message::message;

use super::mount::Tell;

thread_local! {
    static OPEN: RefCell<Vec<(u32, Tell)>> = const { RefCell::new(Vec::new()) };
}

/// Makes panics be told to all pages around.
pub(super) fn install_hook() {
    precopy_base::browser::panic::hear(tell);
}

pub(super) fn register(id: u32, tell: Tell) {
    OPEN.with_borrow_mut(|open| open.push((id, tell)));
}

pub(super) fn forget(id: u32) {
    OPEN.with_borrow_mut(|open| open.retain(|(one, _)| *one != id));
}

fn tell(info: &PanicHookInfo<'_>) {
    let what = info.to_string();
    OPEN.with(|open| {
        // It may be borrowed if the panic came from here; then there is nobody to tell it to.
        let Ok(open) = open.try_borrow() else { return };
        for (_, page) in open.iter() {
            page.send(&message("failed", &[("message", &what)]));
        }
    });
}
