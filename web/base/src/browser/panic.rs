//! When everything fails: who is told.

use std::cell::Cell;
use std::panic::PanicHookInfo;

thread_local! {
    static IS_HEARD: Cell<bool> = const { Cell::new(false) };
}

/// Has a listener told of panics: the first that asks, and no other. Where page and panels are one program, they are lost
/// together, and it is the page, which is there before any panel, that has a keeper outside to go on with.
pub fn hear(listener: fn(&PanicHookInfo<'_>)) {
    if !IS_HEARD.replace(true) {
        yew::set_custom_panic_hook(Box::new(listener));
    }
}
