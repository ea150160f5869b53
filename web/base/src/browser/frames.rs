//! Something that goes on from frame to frame.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A page that was out of sight gets no frames; what was missed is not caught up with.
const LONGEST_SECONDS: f64 = 0.25;

/// Calls back once a frame, until it is dropped.
pub struct Frames {
    gone: Rc<Cell<bool>>,
}

impl Frames {
    /// Begins; the call is told how many seconds have gone by since the last one.
    pub fn new(call: impl Fn(f64) + 'static) -> Self {
        let gone = Rc::<Cell<bool>>::default();
        ask(Rc::clone(&gone), Rc::new(call), None);
        Self { gone }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.gone.set(true);
    }
}

fn ask(gone: Rc<Cell<bool>>, call: Rc<dyn Fn(f64)>, before: Option<f64>) {
    let frame = Closure::once_into_js(move |now: f64| {
        if gone.get() {
            return;
        }
        if let Some(before) = before {
            call(((now - before) / 1000.0).clamp(0.0, LONGEST_SECONDS));
        }
        ask(gone, call, Some(now));
    });
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(frame.unchecked_ref());
    }
}

/// Whether the person wants things to stand still.
#[must_use]
pub fn prefers_stillness() -> bool {
    let query =
        web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
