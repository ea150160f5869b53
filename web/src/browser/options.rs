//! How a page mounts a calculator: an object of options, every name and type of which is checked.

use js_sys::{Function, Object, Reflect};
use precopy_formats::nearest;
use wasm_bindgen::{JsCast, JsValue};

use super::told::own_keys;

/// The options.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// The state, as a link's fragment; else the page's address, where `address` is set.
    pub(crate) state: Option<String>,
    /// Whether the page's address follows the state, and the state the address.
    pub(crate) address: bool,
    /// How it is shown, as a link's keys and texts: `embed`, `view`, `controls`, `readonly`, `lock`, `theme`.
    pub(crate) host: Vec<(String, String)>,
    /// Fetches the panels that are loaded on demand.
    pub(crate) panels: Option<Function>,
    /// Fetches the pages that are loaded on demand.
    pub(crate) pages: Option<Function>,
    /// Fetches recorded runs.
    pub(crate) recorded: Option<Function>,
    /// Told of every change.
    pub(crate) changed: Option<Function>,
    /// Gives files to the person.
    pub(crate) save: Option<Function>,
}

const NAMES: [&str; 13] = [
    "state", "address", "embed", "view", "controls", "readonly", "lock", "theme", "panels", "pages", "recorded",
    "changed", "save",
];
/// The texts of these are few; the others' are read where links' are.
const WORDS: [(&str, &[&str]); 3] = [
    ("theme", &["auto", "light", "dark"]),
    ("view", &["full", "chart", "figures"]),
    ("controls", &["full", "sliders", "none"]),
];

impl Options {
    /// Reads a JavaScript object.
    pub(super) fn read(options: &JsValue) -> Result<Self, String> {
        let mut read = Self::default();
        read.take(options)?;
        Ok(read)
    }

    /// Takes over what an object says, and keeps the rest.
    pub(super) fn take(&mut self, options: &JsValue) -> Result<(), String> {
        if options.is_undefined() || options.is_null() {
            return Ok(());
        }
        let Some(object) = options.dyn_ref::<Object>() else {
            return Err("the options are not an object".to_owned());
        };
        for name in own_keys(object) {
            if !NAMES.contains(&name.as_str()) {
                let hint = nearest(&name, NAMES).map(|hint| format!("; {hint}?")).unwrap_or_default();
                return Err(format!("there is no option \"{name}\"{hint}"));
            }
            let value = Reflect::get(object, &JsValue::from_str(&name)).unwrap_or_default();
            if !value.is_undefined() && !value.is_null() {
                self.take_one(&name, value)?;
            }
        }
        Ok(())
    }

    fn take_one(&mut self, name: &str, value: JsValue) -> Result<(), String> {
        let words = WORDS.iter().find(|(known, _)| *known == name).map(|(_, words)| *words);
        match (name, value.as_string(), value.as_bool()) {
            ("panels" | "pages" | "recorded" | "changed" | "save", ..) => {
                let function = value.dyn_into().map_err(|_| format!("{name}: this is not a function"))?;
                let place = match name {
                    "panels" => &mut self.panels,
                    "pages" => &mut self.pages,
                    "recorded" => &mut self.recorded,
                    "changed" => &mut self.changed,
                    _ => &mut self.save,
                };
                *place = Some(function);
            }
            ("state", Some(text), _) => self.state = Some(text),
            ("address", _, Some(yes)) => self.address = yes,
            ("embed" | "readonly", _, Some(yes)) => self.present(name, if yes { "1" } else { "0" }),
            ("lock", Some(text), _) => self.present(name, &text),
            (_, text, _) if words.is_some() => {
                let words = words.unwrap_or_default();
                match text.filter(|text| words.contains(&text.as_str())) {
                    Some(text) => self.present(name, &text),
                    None => return Err(format!("{name}: one of {}", words.join(", "))),
                }
            }
            _ => return Err(format!("{name}: this is of the wrong type")),
        }
        Ok(())
    }

    fn present(&mut self, key: &str, text: &str) {
        self.host.retain(|(other, _)| other != key);
        self.host.push((key.to_owned(), text.to_owned()));
    }
}
