//! What the page around calls: `open(element, …)`; and what it is told.

use std::cell::Cell;

use js_sys::{Function, Object};
use precopy_base::browser::message::message;
use precopy_base::browser::tree;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Element;
use yew::AppHandle;

use super::{panic, styles};
use crate::app::{App, Properties};

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// What the page around says when its inputs may not be replaced.
const LOCKED: &str = "locked";

/// An open page.
#[wasm_bindgen]
pub struct Opened {
    id: u32,
    properties: Properties,
    app: AppHandle<App>,
    host: Element,
}

/// Opens a page (`evidence`) in an element, which may lie in a shadow root, beside the calculator `instance` of the document, whose
/// link is told, and whether its inputs are `locked`.
///
/// `callback` is called with an object whose `kind` says what it is: `run` with `link`, the fragment of a recorded run, which is to be
/// opened in the calculator; or `failed`, after which nothing of this module may be called any more.
///
/// # Errors
/// A page that does not exist, or a document that makes no elements.
#[wasm_bindgen]
pub fn open(
    element: &Element,
    page: &str,
    instance: u32,
    _link: &str,
    locked: &str,
    callback: Function,
) -> Result<Opened, JsError> {
    if page != "evidence" {
        return Err(JsError::new("there is no such page"));
    }
    let id = NEXT_ID.replace(NEXT_ID.get().wrapping_add(1));
    let tell = Tell(callback);
    styles::adopt(element);
    panic::install_hook();
    panic::register(id, tell.clone());
    let properties = Properties { instance, locked: locked == LOCKED, tell };
    let (app, host) = tree::mount::<App>(element, &properties).map_err(|_| JsError::new("the page finds no place"))?;
    Ok(Opened { id, properties, app, host })
}

#[wasm_bindgen]
impl Opened {
    /// Something has changed in the calculator.
    pub fn update(&mut self, _link: &str, locked: &str) {
        let locked = locked == LOCKED;
        if self.properties.locked != locked {
            self.properties.locked = locked;
            self.app.update(self.properties.clone());
        }
    }

    /// Takes the page out of its element. What was chosen is kept, and what was fetched.
    pub fn close(self) {
        panic::forget(self.id);
        self.app.destroy();
        self.host.remove();
    }

    /// Panics, so that a test can see what a person would see.
    #[wasm_bindgen(js_name = crashForTest)]
    #[allow(clippy::panic)]
    pub fn crash_for_test(&self) {
        panic!("a crash on request");
    }
}

/// Tells the page around something.
#[derive(Clone, PartialEq)]
pub(crate) struct Tell(Function);

impl Tell {
    /// A run is to be opened in the calculator.
    pub(crate) fn run(&self, link: &str) {
        self.send(&message("run", &[("link", link)]));
    }

    pub(super) fn send(&self, message: &Object) {
        // A page that fails has its own way to say so.
        let _ = self.0.call1(&JsValue::NULL, message);
    }
}
