//! When everything fails: tells the element's keeper, with the link to the last state, so that the page does not die
//! silently. The keeper is `web/boot/precopy.js`, which shows a message and can start afresh.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

use super::mounted;

/// Name of the event on the mounted element.
const EVENT: &str = "precopy-panic";

/// Makes panics be told to every mounted element.
pub(super) fn install_hook() {
    precopy_base::browser::panic::hear(tell);
}

fn tell(info: &PanicHookInfo<'_>) {
    let message = info.to_string();
    for (element, link) in mounted::elements() {
        let detail = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&detail, &"message".into(), &JsValue::from_str(&message));
        let _ = js_sys::Reflect::set(&detail, &"link".into(), &JsValue::from_str(&link));
        let init = CustomEventInit::new();
        init.set_detail(&detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(EVENT, &init) {
            let _ = element.dispatch_event(&event);
        }
    }
}
