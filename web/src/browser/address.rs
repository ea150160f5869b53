//! The state in the address: read at the start and when it changes, written without flooding the history.

use std::cell::RefCell;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::state::Page;

/// Browsers limit how often an address may be rewritten; a drag rewrites it once, at its end.
const QUIET_MILLISECONDS: i32 = 250;

/// The fragment of the address, without the `#`; empty where there is none.
pub(crate) fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// The whole address with another fragment.
pub(crate) fn with_fragment(fragment: &str) -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let base = address.split('#').next().unwrap_or_default();
    format!("{base}#{fragment}")
}

/// A browser's timer with what it will call, and the fragment that this will write.
type Timer = (i32, Closure<dyn FnMut()>, String);

/// Writes the fragment some time after the last call.
#[derive(Default)]
pub(crate) struct Writer {
    timer: RefCell<Option<Timer>>,
}

impl Writer {
    /// Writes a fragment: at once, and so that Back leads to the page before, where it is that of another page; else a little later,
    /// unless another one comes first.
    pub(crate) fn write(&self, fragment: String) {
        if Page::in_link(&self::fragment()) == Page::in_link(&fragment) {
            return self.write_soon(fragment);
        }
        let waiting = self.cancel();
        let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
        if let Some(before) = waiting {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{before}")));
        }
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }

    fn write_soon(&self, fragment: String) {
        self.cancel();
        let Some(window) = web_sys::window() else { return };
        let before = self::fragment();
        let waiting = fragment.clone();
        let write = Closure::<dyn FnMut()>::new(move || {
            // Somebody followed a link meanwhile: that one counts, and is on its way.
            if self::fragment() != before || before == fragment {
                return;
            }
            let history = web_sys::window().and_then(|window| window.history().ok());
            if let Some(history) = history {
                // Documents without an address of their own refuse; their state is in the link button.
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
            }
        });
        let timer = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(write.as_ref().unchecked_ref(), QUIET_MILLISECONDS);
        if let Ok(timer) = timer {
            self.timer.replace(Some((timer, write, waiting)));
        }
    }

    /// The fragment that was still to be written. One that has been written is told too: writing it again changes nothing.
    fn cancel(&self) -> Option<String> {
        let (timer, _, waiting) = self.timer.take()?;
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(timer);
        }
        Some(waiting)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Calls back when a person changes the fragment or follows a link within the page.
pub(crate) struct Listener {
    changed: Closure<dyn FnMut()>,
}

impl Listener {
    /// Listens until dropped.
    pub(crate) fn new(call: impl Fn(String) + 'static) -> Self {
        let changed = Closure::<dyn FnMut()>::new(move || call(fragment()));
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback("hashchange", changed.as_ref().unchecked_ref());
        }
        Self { changed }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback("hashchange", self.changed.as_ref().unchecked_ref());
        }
    }
}
