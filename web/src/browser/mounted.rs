//! The calculators that are mounted in this document: what the page that mounts them asks of them, and is told.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::panels::File;
use super::{picture, told};
use crate::app::Dispatch;
use crate::state::{Action, State};
use crate::words::files::file_name;

/// A mounted calculator.
struct Mounted {
    id: u32,
    element: Element,
    /// Told of every change.
    changed: Option<Function>,
    /// Gives files to the person.
    save: Option<Function>,
    link: String,
    /// From its first rendering on.
    running: Option<Running>,
    /// What the page has asked for before that.
    waiting: Vec<Action>,
}

/// A calculator that has been rendered.
#[derive(Clone)]
struct Running {
    state: State,
    dispatch: Dispatch,
}

/// Pixels to a CSS pixel of a picture that may be printed.
const PRINTED: f64 = 3.0;

thread_local! {
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
}

fn with<T>(id: u32, call: impl FnOnce(&mut Mounted) -> Option<T>) -> Option<T> {
    MOUNTED.with_borrow_mut(|mounted| mounted.iter_mut().find(|one| one.id == id).and_then(call))
}

pub(super) fn register(id: u32, element: Element, changed: Option<Function>, save: Option<Function>) {
    MOUNTED.with_borrow_mut(|mounted| {
        mounted.push(Mounted { id, element, changed, save, link: String::new(), running: None, waiting: Vec::new() });
    });
}

pub(super) fn forget(id: u32) {
    MOUNTED.with_borrow_mut(|mounted| mounted.retain(|one| one.id != id));
}

/// Remembers the present state and its link, and tells the page.
pub(crate) fn remember(id: u32, state: &State, link: String, dispatch: &Dispatch) {
    let (mut changed, mut waiting) = (None, Vec::new());
    with(id, |one| {
        one.link.clone_from(&link);
        one.running = Some(Running { state: state.clone(), dispatch: dispatch.clone() });
        changed.clone_from(&one.changed);
        waiting = std::mem::take(&mut one.waiting);
        Some(())
    });
    // Nothing is borrowed while the page's own code runs.
    if let Some(changed) = changed {
        let told = Object::new();
        for (name, value) in [
            ("link", JsValue::from_str(&link)),
            ("state", told::scenario(state).into()),
            ("result", told::result(state).into()),
            ("version", env!("CARGO_PKG_VERSION").into()),
        ] {
            let _ = Reflect::set(&told, &name.into(), &value);
        }
        // What goes wrong there is the page's own affair.
        let _ = changed.call1(&JsValue::NULL, &told);
    }
    for action in waiting {
        dispatch.emit(action);
    }
}

/// Acts on one calculator, at once or as soon as it runs.
pub(super) fn act(id: u32, action: Action) {
    match with(id, |one| one.running.clone()) {
        Some(Running { dispatch, .. }) => dispatch.emit(action),
        None => {
            with(id, |one| {
                one.waiting.push(action);
                Some(())
            });
        }
    }
}

/// Gives a file to the person: a picture of the present state, a text, or the one file with a link's state in it.
pub(crate) fn save(id: u32, file: &File) {
    let Some(save) = with(id, |one| one.save.clone()) else { return };
    let Some(state) = state(id) else { return };
    let scale = match file.what.as_str() {
        "png" => Some(PRINTED),
        "png1" => Some(1.0),
        "png2" => Some(2.0),
        "png4" => Some(4.0),
        _ => None,
    };
    let (what, ending, text) = match (scale, file.what.as_str()) {
        (Some(scale), _) => ("png", "png", picture::png(&state, scale)),
        (None, "svg") => ("svg", "svg", picture::svg(&state)),
        (None, "text") => ("text", "txt", Some(file.text.clone())),
        (None, _) => ("file", "html", Some(file.link.clone())),
    };
    let name = if file.name.is_empty() { file_name(state.name(), ending) } else { file.name.clone() };
    if let Some(text) = text {
        let given = [what, &text, &file.summary, &name, &file.media_type].map(JsValue::from_str);
        let _ = save.apply(&JsValue::NULL, &given.iter().collect::<Array>());
    }
}

/// The link to the state of one calculator.
pub(super) fn link(id: u32) -> String {
    with(id, |one| Some(one.link.clone())).unwrap_or_default()
}

/// The state of one calculator, once it runs.
pub(super) fn state(id: u32) -> Option<State> {
    with(id, |one| one.running.clone()).map(|running| running.state)
}

/// The elements of all calculators, each with its last link; none while they are being changed.
pub(super) fn elements() -> Vec<(Element, String)> {
    MOUNTED.with(|mounted| {
        let Ok(mounted) = mounted.try_borrow() else { return Vec::new() };
        mounted.iter().map(|one| (one.element.clone(), one.link.clone())).collect()
    })
}
