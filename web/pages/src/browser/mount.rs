//! A page in its element, as the page around calls it; and what that is told.

use std::cell::Cell;

use js_sys::{Array, Function, Object};
use precopy_base::browser::message::{message, set};
use precopy_base::browser::tree;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Element;
use yew::{AppHandle, AttrValue};

use super::{panic, styles};
use crate::page::{Given, Locked, Page};

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// An open page.
pub struct Opened<P: Page> {
    id: u32,
    given: Given,
    app: AppHandle<P>,
    host: Element,
}

impl<P: Page> Opened<P> {
    /// Opens the page in an element, which may lie in a shadow root; see [`program`](crate::program).
    ///
    /// # Errors
    /// A document that makes no elements.
    pub fn open(
        element: &Element,
        instance: u32,
        link: &str,
        locked: &str,
        callback: Function,
    ) -> Result<Self, JsError> {
        let id = NEXT_ID.replace(NEXT_ID.get().wrapping_add(1));
        let tell = Tell(callback);
        styles::adopt(element, P::SHEETS);
        panic::install_hook();
        panic::register(id, tell.clone());
        let given = Given { instance, link: AttrValue::from(link.to_owned()), locked: Locked::named(locked), tell };
        let (app, host) = tree::mount::<P>(element, &given).map_err(|_| JsError::new("the page finds no place"))?;
        Ok(Self { id, given, app, host })
    }

    /// Something has changed in the calculator.
    pub fn update(&mut self, link: &str, locked: &str) {
        let next =
            Given { link: AttrValue::from(link.to_owned()), locked: Locked::named(locked), ..self.given.clone() };
        if self.given != next {
            self.given = next.clone();
            self.app.update(next);
        }
    }

    /// Takes the page out of its element. What was chosen is kept, and what was fetched.
    pub fn close(self) {
        panic::forget(self.id);
        self.app.destroy();
        self.host.remove();
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
