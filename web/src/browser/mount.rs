//! What JavaScript calls: `mount(element, options)`.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::Element;
use yew::AppHandle;

use super::options::Options;
use super::panels::Program;
use super::{address, mounted, panels, panic, picture, styles, told};
use crate::app::{App, Properties};
use crate::state::Action;

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// A mounted calculator.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Mounted {
    id: u32,
    options: Options,
    app: Option<AppHandle<App>>,
}

/// Mounts a calculator in an element, which may lie in a shadow root. Options: `state` (a link's fragment), `address`
/// (follow the page's address), `embed`, `view`, `controls`, `readonly`, `lock` and `theme` (as in links), `panels` (a function that
/// promises the started module of the panels; it is called when one is needed, with `true` when what it gave before has failed), `pages` (the same for the pages beside the
/// calculator, each with a module of its own: it is given the page's name as well; without it they are not offered), `recorded` (a function that promises recorded runs as short lines; without it nothing is said of such),
/// `changed` (a function that is told the link, the state and the result, at first and at every change), `save` (a function that is
/// given `svg`, `png`, `text` or `file`, a text (the picture, its address, the text itself, or the link whose state belongs into the
/// one file), what such a file says where no script runs, a name for the file, and the media type of a `text`).
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
    let loaders = [
        (Program::Panels, options.panels.take()),
        (Program::Pages, options.pages.take()),
        (Program::Recorded, options.recorded.take()),
    ];
    for (program, loader) in loaders {
        if let Some(loader) = loader {
            panels::register(id, program, loader);
        }
    }
    styles::adopt(&element);
    panic::install_hook();
    mounted::register(id, element.clone(), options.changed.take(), options.save.take());
    let properties = Properties { id, options: options.clone() };
    let app = yew::Renderer::<App>::with_root_and_props(element, properties).render();
    Ok(Mounted { id, options, app: Some(app) })
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
        mounted::link(self.id)
    }

    /// The inputs as the plain object of a scenario, every default written out.
    #[must_use]
    pub fn scenario(&self) -> JsValue {
        mounted::state(self.id).map_or(JsValue::NULL, |state| told::scenario(&state).into())
    }

    /// What the predictors say, as a plain object without curves.
    #[must_use]
    pub fn result(&self) -> JsValue {
        mounted::state(self.id).map_or(JsValue::NULL, |state| told::result(&state).into())
    }

    /// Takes over other inputs: a link's text, or the object of a scenario. How the calculator is shown stays.
    ///
    /// # Errors
    /// An error with a list `problems`; then nothing has changed.
    #[wasm_bindgen(js_name = setState)]
    pub fn set_state(&self, given: JsValue) -> Result<(), JsValue> {
        let link = told::read(&given).map_err(|problems| told::error(&problems))?;
        mounted::act(self.id, Action::TakeOver(link));
        Ok(())
    }

    /// Changes how the calculator is shown: the options `embed`, `view`, `controls`, `readonly`, `lock` and `theme`.
    ///
    /// # Errors
    /// Options that are not known or of the wrong type; then nothing has changed.
    pub fn present(&mut self, options: JsValue) -> Result<(), JsError> {
        let mut next = self.options.clone();
        next.take(&options).map_err(|problem| JsError::new(&problem))?;
        self.options.host = next.host;
        mounted::act(self.id, Action::Present(self.options.host.clone()));
        Ok(())
    }

    /// The chart with its answer as the text of an SVG file; empty where the browser cannot draw.
    #[wasm_bindgen(js_name = toSVG)]
    #[must_use]
    pub fn to_svg(&self) -> String {
        mounted::state(self.id).and_then(|state| picture::svg(&state)).unwrap_or_default()
    }

    /// The same as a PNG in a `data:` address, with so many pixels to a CSS pixel (2 unless given).
    #[wasm_bindgen(js_name = toPNG)]
    #[must_use]
    pub fn to_png(&self, scale: Option<f64>) -> String {
        mounted::state(self.id).and_then(|state| picture::png(&state, scale.unwrap_or(2.0))).unwrap_or_default()
    }

    /// Removes the calculator from its element.
    pub fn destroy(&mut self) {
        mounted::forget(self.id);
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
