//! Work in slices: the clock, and ways to let the browser do what waits.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// So long one works before the browser gets its turn.
pub const SLICE_MILLISECONDS: f64 = 8.0;

/// Lets the browser do what waits. A timer would wait some milliseconds more each time.
pub async fn turn() {
    let Ok(channel) = MessageChannel::new() else { return };
    let promise = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(promise).await;
    channel.port1().close();
}

/// Waits for some milliseconds.
pub async fn pause(milliseconds: i32) {
    later(|window, resolve| {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, milliseconds);
    })
    .await;
}

/// Waits for the next frame.
pub async fn frame() {
    later(|window, resolve| {
        let _ = window.request_animation_frame(resolve);
    })
    .await;
}

async fn later(ask: impl Fn(&web_sys::Window, &Function)) {
    let Some(window) = web_sys::window() else { return };
    let promise = Promise::new(&mut |resolve, _| ask(&window, &resolve));
    let _ = JsFuture::from(promise).await;
}

/// The clock, in milliseconds.
#[must_use]
pub fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
