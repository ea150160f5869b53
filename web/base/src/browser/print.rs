//! Calls back before and after the page is printed.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

thread_local! {
    static PRINTING: Cell<bool> = const { Cell::new(false) };
}

/// Whether the page is being printed, as far as anybody here listens for it.
#[must_use]
pub fn is_printing() -> bool {
    PRINTING.get()
}

/// The page will be printed, or it has been: what is put into it meanwhile is for paper.
pub fn set_printing(printing: bool) {
    PRINTING.set(printing);
}

/// Listens until dropped.
pub struct Listener {
    before: Closure<dyn FnMut()>,
    after: Closure<dyn FnMut()>,
}

const BEFORE: &str = "beforeprint";
const AFTER: &str = "afterprint";

impl Listener {
    /// Calls with true before the page is printed, with false after it.
    pub fn new(call: impl Fn(bool) + Clone + 'static) -> Self {
        let before = {
            let call = call.clone();
            Closure::<dyn FnMut()>::new(move || {
                PRINTING.set(true);
                call(true);
            })
        };
        let after = Closure::<dyn FnMut()>::new(move || {
            PRINTING.set(false);
            call(false);
        });
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback(BEFORE, before.as_ref().unchecked_ref());
            let _ = window.add_event_listener_with_callback(AFTER, after.as_ref().unchecked_ref());
        }
        Self { before, after }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback(BEFORE, self.before.as_ref().unchecked_ref());
            let _ = window.remove_event_listener_with_callback(AFTER, self.after.as_ref().unchecked_ref());
        }
    }
}
