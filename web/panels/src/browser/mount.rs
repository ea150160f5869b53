//! What the page calls: `open(element, …)` and `scenario(id)`; and what it is told.

use std::cell::Cell;

use js_sys::{Array, Function, Object};
use precopy_base::browser::message::{message as object, set};
use precopy_base::browser::tree;
use precopy_explore::told::{File, Told};
use precopy_formats::fields::row;
use precopy_formats::ready::{self, Ready};
use precopy_model::problem::Field;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Element;
use yew::AppHandle;

use super::{panic, styles};
use crate::app::{App, Panel, Properties};
use crate::state::products::rows;
use crate::state::{Action, Calculator};
use crate::words;

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// An open panel.
#[wasm_bindgen]
pub struct Opened {
    id: u32,
    properties: Properties,
    app: AppHandle<App>,
    host: Element,
}

/// Opens a panel (`scenarios`, `measure`, `explain`, `products`, `share`, `explore` or `memory`, whose link says `at=` too: the moment in seconds) in an element, which may lie in a shadow root, for the calculator `instance` of
/// the document. `link` is the link to what is entered there, `verdict` what the calculator says of it.
///
/// `callback` is called with an object whose `kind` says what it is: `values` with `entries`, pairs of a link's key and a
/// text, to be entered in this order; `scenario` with `id`, `title`, `line`, `link` and `assumed`, pairs of a link's key and
/// a reason; `keys` with `entries`, pairs of a key of the link that is no input and a text; `uncertain` with `link`, `completes`,
/// `downtime`, `time`, `data` and `band`, as plain numbers; `open` with `link`; `save` with `what` (`svg`, `png`, `png1`, `png2`, `png4`,
/// `text` or `file`), `link`, `summary`, and for a file with a name `name`, `type` and `text`; `close`; or `failed`, after which nothing of
/// this module may be called any more.
///
/// # Errors
/// A panel that does not exist, or a document that makes no elements.
#[wasm_bindgen]
pub fn open(
    element: &Element,
    panel: &str,
    instance: u32,
    link: String,
    verdict: String,
    callback: Function,
) -> Result<Opened, JsError> {
    let panel = match panel {
        "scenarios" => Panel::Scenarios,
        "measure" => Panel::Measure,
        "explain" => Panel::Explain,
        "products" => Panel::Products,
        "share" => Panel::Share,
        "explore" => Panel::Explore,
        "memory" => Panel::Memory,
        _ => return Err(JsError::new("there is no such panel")),
    };
    let id = NEXT_ID.replace(NEXT_ID.get().wrapping_add(1));
    let tell = Tell(callback);
    styles::adopt(element);
    panic::install_hook();
    panic::register(id, tell.clone());
    let properties = Properties { panel, instance, link, verdict, tell };
    let (app, host) = tree::mount::<App>(element, &properties).map_err(|_| JsError::new("the panel finds no place"))?;
    Ok(Opened { id, properties, app, host })
}

/// A ready-made scenario, as the callback of [`open`] would tell it; `undefined` when there is none of this name.
#[wasm_bindgen]
#[must_use]
pub fn scenario(id: &str) -> JsValue {
    ready::all().find(|ready| ready.id == id).map_or(JsValue::UNDEFINED, |ready| told(ready).into())
}

/// Computes what every product would do with the VM of a link, so that a test can see how long that takes. Returns how many
/// there are.
#[wasm_bindgen(js_name = productsForTest)]
#[must_use]
pub fn products_for_test(link: &str) -> usize {
    rows(&Calculator::of_link(link), true).len()
}

#[wasm_bindgen]
impl Opened {
    /// Something has changed in the calculator.
    pub fn update(&mut self, link: String, verdict: String) {
        (self.properties.link, self.properties.verdict) = (link, verdict);
        self.app.update(self.properties.clone());
    }

    /// Takes the panel out of its element. What was pasted and searched is kept.
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

/// Tells the page something.
#[derive(Clone, PartialEq)]
pub(crate) struct Tell(Function);

impl Tell {
    /// Passes an action on that is the page's to do, and gives the others back.
    pub(crate) fn unless_it_is_for_the_page(&self, action: Action) -> Option<Action> {
        match action {
            Action::Enter(entries) => {
                let message = object("values", &[]);
                let entries = entries.iter().map(|(field, text)| pair(row(*field).key, text));
                set(&message, "entries", &entries.collect::<Array>());
                self.send(&message);
            }
            Action::OpenReady(ready) => self.send(&told(ready)),
            Action::Save(what, link, summary) => {
                self.send(&object("save", &[("what", what), ("link", &link), ("summary", &summary)]));
            }
            Action::Close => self.send(&object("close", &[])),
            Action::Seek(_)
            | Action::Measure(_)
            | Action::Record(..)
            | Action::Explain(_)
            | Action::Products(_)
            | Action::Share(_) => {
                return Some(action);
            }
        }
        None
    }

    /// Passes on what is told below the chart.
    pub(crate) fn what_is_explored(&self, told: Told) {
        let message = match told {
            Told::Enter(entries) => values(&entries, &[]),
            Told::Drag(entries) => values(&entries, &[("dragged", "yes")]),
            Told::Keys(entries) => {
                let message = object("keys", &[]);
                set(&message, "entries", &entries.iter().map(|(key, text)| pair(key, text)).collect::<Array>());
                message
            }
            Told::Uncertain(said) => object(
                "uncertain",
                &[
                    ("link", &said.link),
                    ("completes", &said.completes),
                    ("downtime", &said.downtime),
                    ("time", &said.time),
                    ("data", &said.data),
                    ("band", &said.band),
                ],
            ),
            Told::Open(link) => object("open", &[("link", &link)]),
            Told::Save(file) => saved(&file),
        };
        self.send(&message);
    }

    pub(super) fn send(&self, message: &Object) {
        // A page that fails has its own way to say so.
        let _ = self.0.call1(&JsValue::NULL, message);
    }
}

/// Values that the page is to enter.
fn values(entries: &[(Field, String)], texts: &[(&str, &str)]) -> Object {
    let message = object("values", texts);
    let entries = entries.iter().map(|(field, text)| pair(row(*field).key, text));
    set(&message, "entries", &entries.collect::<Array>());
    message
}

/// A file that the page is to give.
fn saved(file: &File) -> Object {
    let (what, name, media_type, text) = match file {
        File::Svg { name } => ("svg", name, "", ""),
        File::Png { name, scale } => (
            if *scale < 2 {
                "png1"
            } else if *scale < 4 {
                "png2"
            } else {
                "png4"
            },
            name,
            "",
            "",
        ),
        File::Text { name, media_type, text } => ("text", name, *media_type, text.as_str()),
    };
    object(
        "save",
        &[("what", what), ("link", ""), ("summary", ""), ("name", name), ("type", media_type), ("text", text)],
    )
}

fn told(ready: &Ready) -> Object {
    let line = words::scenarios::line(ready);
    let texts = [("id", ready.id), ("title", ready.title), ("line", &line), ("link", ready.link)];
    let message = object("scenario", &texts);
    let assumed = ready.assumed.iter().map(|(field, reason)| pair(row(*field).key, reason));
    set(&message, "assumed", &assumed.collect::<Array>());
    message
}

fn pair(key: &str, text: &str) -> Array {
    Array::of2(&key.into(), &text.into())
}
