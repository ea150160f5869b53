//! What the page around calls: `open(element, …)`; and what it is told.

use std::cell::Cell;

use js_sys::{Array, Function, Object};
use precopy_base::browser::message::{message, set};
use precopy_base::browser::tree;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Element;
use yew::{AppHandle, AttrValue};

use super::{panic, styles};
use crate::app::{App, Locked, Page, Properties};

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// An open page.
#[wasm_bindgen]
pub struct Opened {
    id: u32,
    properties: Properties,
    app: AppHandle<App>,
    host: Element,
}

/// Opens a page (`plan`, `records`, `learn`, `evidence`) in an element, which may lie in a shadow root, beside the calculator `instance` of the document, whose
/// link is told, and whether some of its inputs are `locked`, or all and the page with them (`readonly`).
///
/// `callback` is called with an object whose `kind` says what it is: `run` with `link`, the fragment of one migration, which is to be
/// opened in the calculator; `page` with `page`, the name of another page, and `entries`, which is to be turned to; `keys` with `entries`, pairs of a key of the link and its text; `save` with `what` (`text`), `name`, `type`
/// and `text`, a file for the person; or `failed`, after which nothing of this module may be called any more.
///
/// # Errors
/// A page that does not exist, or a document that makes no elements.
#[wasm_bindgen]
pub fn open(
    element: &Element,
    page: &str,
    instance: u32,
    link: &str,
    locked: &str,
    callback: Function,
) -> Result<Opened, JsError> {
    let page = Page::named(page).ok_or_else(|| JsError::new("there is no such page"))?;
    let id = NEXT_ID.replace(NEXT_ID.get().wrapping_add(1));
    let tell = Tell(callback);
    styles::adopt(element);
    panic::install_hook();
    panic::register(id, tell.clone());
    let properties =
        Properties { page, instance, link: AttrValue::from(link.to_owned()), locked: Locked::named(locked), tell };
    let (app, host) = tree::mount::<App>(element, &properties).map_err(|_| JsError::new("the page finds no place"))?;
    Ok(Opened { id, properties, app, host })
}

#[wasm_bindgen]
impl Opened {
    /// Something has changed in the calculator.
    pub fn update(&mut self, link: &str, locked: &str) {
        let next = Properties {
            link: AttrValue::from(link.to_owned()),
            locked: Locked::named(locked),
            ..self.properties.clone()
        };
        if self.properties != next {
            self.properties = next.clone();
            self.app.update(next);
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
    /// One migration is to be opened in the calculator.
    pub(crate) fn run(&self, link: &str) {
        self.send(&message("run", &[("link", link)]));
    }

    /// Keys of the link are to say this; an empty text takes one away.
    pub(crate) fn keys(&self, entries: &[(&str, &str)]) {
        let told = message("keys", &[]);
        let list: Array = entries.iter().map(|(key, text)| Array::of2(&(*key).into(), &(*text).into())).collect();
        set(&told, "entries", &list);
        self.send(&told);
    }

    /// Another page is to be turned to, with keys of the link that say what it shows.
    pub(crate) fn page(&self, page: &str, entries: &[(String, String)]) {
        let told = message("page", &[("page", page)]);
        let list: Array = entries.iter().map(|(key, text)| Array::of2(&key.into(), &text.into())).collect();
        set(&told, "entries", &list);
        self.send(&told);
    }

    /// A text is to be given as a file.
    pub(crate) fn save(&self, name: &str, media_type: &str, text: &str) {
        self.send(&message("save", &[("what", "text"), ("name", name), ("type", media_type), ("text", text)]));
    }

    pub(super) fn send(&self, message: &Object) {
        // A page that fails has its own way to say so.
        let _ = self.0.call1(&JsValue::NULL, message);
    }
}
