//! When everything fails: tells the element's keeper, with the link to the last state, so that the page does not die
//! silently. The keeper is `web/boot/precopy.js`, which shows a message and can start afresh.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// Name of the event on the mounted element.
const EVENT: &str = "precopy-panic";

struct Mounted {
    id: u32,
    element: Element,
    link: String,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
}

/// Makes panics be told to every mounted element.
pub(super) fn install_hook() {
    precopy_base::browser::panic::hear(tell);
}

pub(super) fn register(id: u32, element: Element) {
    MOUNTED.with_borrow_mut(|mounted| mounted.push(Mounted { id, element, link: String::new() }));
}

pub(super) fn forget(id: u32) {
    MOUNTED.with_borrow_mut(|mounted| mounted.retain(|one| one.id != id));
}

/// Remembers the link to the state of one calculator.
pub(crate) fn remember(id: u32, link: String) {
    MOUNTED.with_borrow_mut(|mounted| {
        if let Some(one) = mounted.iter_mut().find(|one| one.id == id) {
            one.link = link;
        }
    });
}

/// The link to the state of one calculator.
pub(super) fn last_link(id: u32) -> String {
    MOUNTED
        .with_borrow(|mounted| mounted.iter().find(|one| one.id == id).map(|one| one.link.clone()).unwrap_or_default())
}

fn tell(info: &PanicHookInfo<'_>) {
    let message = info.to_string();
    MOUNTED.with(|mounted| {
        // It may be borrowed if the panic came from here; then there is nothing to tell it to.
        let Ok(mounted) = mounted.try_borrow() else { return };
        for one in mounted.iter() {
            let detail = js_sys::Object::new();
            let _ = js_sys::Reflect::set(&detail, &"message".into(), &JsValue::from_str(&message));
            let _ = js_sys::Reflect::set(&detail, &"link".into(), &JsValue::from_str(&one.link));
            let init = CustomEventInit::new();
            init.set_detail(&detail);
            if let Ok(event) = CustomEvent::new_with_event_init_dict(EVENT, &init) {
                let _ = one.element.dispatch_event(&event);
            }
        }
    });
}
