//! What JavaScript calls: `mount(element, options)`.

use std::cell::Cell;

use js_sys::{Function, Object, Reflect};
use precopy_formats::nearest;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::Element;
use yew::AppHandle;

pub(crate) use super::panic::remember;
use super::{address, panels, panic, styles};
use crate::app::{App, Properties};

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// How a calculator is mounted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// The state, as a link's fragment; else the page's address, where `address` is set.
    pub(crate) state: Option<String>,
    /// Whether the page's address follows the state, and the state the address.
    pub(crate) address: bool,
    /// Without header and footer, on a transparent ground.
    pub(crate) embed: bool,
    /// `light` or `dark`; else what the system says.
    pub(crate) theme: Option<String>,
    /// Fetches the panels that are loaded on demand.
    panels: Option<Function>,
}

const NAMES: [&str; 5] = ["state", "address", "embed", "theme", "panels"];

impl Options {
    /// Reads a JavaScript object; every name and type is checked.
    fn read(options: &JsValue) -> Result<Self, String> {
        let mut read = Self::default();
        if options.is_undefined() || options.is_null() {
            return Ok(read);
        }
        let Some(object) = options.dyn_ref::<Object>() else {
            return Err("the options are not an object".to_owned());
        };
        for key in Object::keys(object).iter() {
            let name = key.as_string().unwrap_or_default();
            let value = Reflect::get(object, &key).unwrap_or_default();
            if !NAMES.contains(&name.as_str()) {
                let hint = nearest(&name, NAMES).map(|hint| format!("; {hint}?")).unwrap_or_default();
                return Err(format!("there is no option \"{name}\"{hint}"));
            }
            if value.is_undefined() || value.is_null() {
                continue;
            }
            if name == "panels" {
                read.panels = Some(value.dyn_into().map_err(|_| "panels: this is not a function".to_owned())?);
                continue;
            }
            match (name.as_str(), value.as_string(), value.as_bool()) {
                ("state", Some(text), _) => read.state = Some(text),
                ("theme", Some(text), _) if text == "auto" => read.theme = None,
                ("theme", Some(text), _) if text == "light" || text == "dark" => read.theme = Some(text),
                ("theme", ..) => return Err("theme: one of auto, light, dark".to_owned()),
                ("embed", _, Some(yes)) => read.embed = yes,
                ("address", _, Some(yes)) => read.address = yes,
                _ => return Err(format!("{name}: this is of the wrong type")),
            }
        }
        Ok(read)
    }
}

/// A mounted calculator.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Mounted {
    id: u32,
    app: Option<AppHandle<App>>,
}

/// Mounts a calculator in an element, which may lie in a shadow root. Options: `state` (a link's fragment), `address`
/// (follow the page's address), `embed`, `theme` (`auto`, `light`, `dark`), `panels` (a function that promises the started
/// module of the panels; it is called when one is needed, with `true` when what it gave before has failed).
///
/// # Errors
/// Options that are not known or of the wrong type.
#[wasm_bindgen]
pub fn mount(element: Element, options: JsValue) -> Result<Mounted, JsError> {
    let mut options = Options::read(&options).map_err(|problem| JsError::new(&problem))?;
    if options.address && options.state.is_none() {
        options.state = Some(address::fragment());
    }
    let id = NEXT_ID.replace(NEXT_ID.get().wrapping_add(1));
    if let Some(loader) = options.panels.take() {
        panels::register(id, loader);
    }
    styles::adopt(&element);
    panic::install_hook();
    panic::register(id, element.clone());
    let app = yew::Renderer::<App>::with_root_and_props(element, Properties { id, options }).render();
    Ok(Mounted { id, app: Some(app) })
}

/// The version of the calculator.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

#[wasm_bindgen]
impl Mounted {
    /// The link to the present state, without the `#`.
    #[must_use]
    pub fn state(&self) -> String {
        panic::last_link(self.id)
    }

    /// Removes the calculator from its element.
    pub fn destroy(&mut self) {
        panic::forget(self.id);
        panels::forget(self.id);
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }

    /// Panics, so that a test can see what a person would see.
    #[wasm_bindgen(js_name = crashForTest)]
    #[allow(clippy::panic)]
    pub fn crash_for_test(&self) {
        panic!("a crash on request");
    }
}
