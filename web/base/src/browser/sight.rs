//! Whether an element is in sight.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::NodeRef;

/// Watches until dropped.
pub struct Sight {
    observer: IntersectionObserver,
    _changed: Closure<dyn FnMut(Array)>,
}

/// What is so near to being seen counts as in sight.
const NEAR: &str = "200px";

impl Sight {
    /// Calls back with whether the element is in sight: at first, and whenever that changes. None where the browser cannot tell.
    pub fn watch(element: &NodeRef, call: impl Fn(bool) + 'static) -> Option<Self> {
        let element = element.cast::<Element>()?;
        let changed = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let last = entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            if let Some(entry) = last {
                call(entry.is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let observer = IntersectionObserver::new_with_options(changed.as_ref().unchecked_ref(), &options).ok()?;
        observer.observe(&element);
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
