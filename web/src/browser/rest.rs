//! Waits until nothing has changed for a while and no slider is held.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;
use yew::NodeRef;

/// So long nothing has changed: longer than a hand pauses between two moves.
const REST_MILLISECONDS: i32 = 600;

/// What is held.
const HELD: &str = "input[type=range]:active, .handle--held";

/// Calls something back after a rest. Dropping it, or starting again, takes the call back.
#[derive(Default)]
pub(crate) struct Rest {
    timer: Rc<Cell<Option<i32>>>,
}

impl Rest {
    /// Starts to wait, anew if it was waiting. `near` is an element of the calculator whose sliders count.
    pub(crate) fn begin(&self, near: NodeRef, call: Rc<dyn Fn()>) {
        self.cancel();
        wait(Rc::clone(&self.timer), near, call);
    }

    fn cancel(&self) {
        if let (Some(timer), Some(window)) = (self.timer.take(), web_sys::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        self.cancel();
    }
}

fn wait(timer: Rc<Cell<Option<i32>>>, near: NodeRef, call: Rc<dyn Fn()>) {
    let Some(window) = web_sys::window() else { return };
    let due = {
        let timer = Rc::clone(&timer);
        Closure::once_into_js(move || {
            timer.set(None);
            if slider_is_held(&near) {
                wait(timer, near, call);
            } else {
                call();
            }
        })
    };
    let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(due.unchecked_ref(), REST_MILLISECONDS);
    timer.set(handle.ok());
}

/// Whether a slider of the calculator, or a handle on its chart, is held by a pointer.
fn slider_is_held(near: &NodeRef) -> bool {
    let calculator = near.cast::<Element>().and_then(|element| element.closest(".precopy").ok().flatten());
    let held = calculator.and_then(|calculator| calculator.query_selector(HELD).ok().flatten());
    held.is_some()
}
