//! The other programs, with panels and pages that are fetched when they are opened: how they are asked for, called and heard.
//!
//! Each is a wasm of its own, so that all that passes between the two is plain JavaScript: texts, and objects of texts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use precopy_formats::fields::TABLE;
use precopy_model::problem::Field;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;
use yew::NodeRef;

use crate::state::{Page, Ready, Uncertain};

thread_local! {
    /// Who fetches them, by calculator.
    static LOADERS: RefCell<Vec<(u32, Program, Function)>> = const { RefCell::new(Vec::new()) };
}

/// A program that is fetched when it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// What opens on the shelf.
    Panels,
    /// The pages beside the calculator, each in one of its own.
    Pages,
    /// No program, but a text: recorded runs.
    Recorded,
}

/// Keeps what fetches a program for a calculator.
pub(super) fn register(id: u32, program: Program, loader: Function) {
    LOADERS.with_borrow_mut(|loaders| loaders.push((id, program, loader)));
}

/// Whether a calculator has one.
pub(crate) fn has(id: u32, program: Program) -> bool {
    loader(id, program).is_some()
}

fn loader(id: u32, program: Program) -> Option<Function> {
    let is_it = |one: &&(u32, Program, Function)| (one.0, one.1) == (id, program);
    LOADERS.with_borrow(|loaders| loaders.iter().find(is_it).map(|one| one.2.clone()))
}

pub(super) fn forget(id: u32) {
    LOADERS.with_borrow_mut(|loaders| loaders.retain(|(one, ..)| *one != id));
}

/// What a panel tells.
pub(crate) enum Message {
    /// Values to enter, in this order; and whether they are dragged, so that more will follow of the same.
    Values(Vec<(Field, String)>, bool),
    /// Keys of the link that are no inputs, with their texts; an empty one takes the key away.
    Keys(Vec<(String, String)>),
    /// How far the answer may be off, for this link.
    Uncertain(String, Uncertain),
    /// A scenario was chosen.
    Scenario(Ready),
    /// Something is to be saved.
    Save(File),
    /// The link of a recorded run, to be opened in the calculator.
    Run(String),
    /// The link of a kept scenario, to be opened in the calculator around the panel.
    Open(String),
    /// Another page is to be turned to, with these keys of the link.
    Page(Page, Vec<(String, String)>),
    /// The panel wants to be closed.
    Close,
    /// The program has failed, and is lost.
    Failed,
}

/// What is to be saved.
#[derive(Default)]
pub(crate) struct File {
    /// A picture (`svg`, `png`, or `png1`, `png2`, `png4` with so many pixels to a CSS pixel), a `text`, or the one `file` with the state
    /// of a link.
    pub(crate) what: String,
    /// That link.
    pub(crate) link: String,
    /// What the one file says where no script runs.
    pub(crate) summary: String,
    /// What it is to be called; empty: after the scenario.
    pub(crate) name: String,
    /// The media type of a text.
    pub(crate) media_type: String,
    /// The text.
    pub(crate) text: String,
}

/// A program, once it is there.
pub(crate) struct Panels(JsValue);

/// Fetches the program of a panel or a page of this name; `afresh` after it has failed: a failed program stays failed. None when it cannot
/// be fetched.
pub(crate) async fn load(instance: u32, program: Program, name: &str, afresh: bool) -> Option<Panels> {
    let loader = loader(instance, program)?;
    let promise = loader.call2(&JsValue::NULL, &JsValue::from_bool(afresh), &name.into()).ok()?;
    let module = JsFuture::from(Promise::resolve(&promise)).await.ok()?;
    Some(Panels(module))
}

/// Fetches recorded runs, once the page has been painted. None when they cannot be fetched.
pub(crate) async fn recorded(instance: u32) -> Option<String> {
    after_paint().await;
    load(instance, Program::Recorded, "", false).await?.0.as_string()
}

/// Waits until the page has been painted once more, so that nothing here comes before that.
pub(crate) async fn after_paint() {
    // The second frame begins after the first one was painted.
    for _ in 0..2 {
        let frame = Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                let _ = window.request_animation_frame(&resolve);
            }
        });
        let _ = JsFuture::from(frame).await;
    }
}

impl Panels {
    /// Opens a panel or a page in an element. None when it does not open.
    pub(crate) fn open(
        &self,
        place: &NodeRef,
        panel: &str,
        instance: u32,
        now: (&str, &str),
        hear: impl Fn(Message) + 'static,
    ) -> Option<Opened> {
        let place = place.cast::<Element>()?;
        let heard = Closure::<dyn Fn(JsValue)>::new(move |told: JsValue| {
            if let Some(message) = read(&told) {
                hear(message);
            }
        });
        let given = Array::of5(&place, &panel.into(), &instance.into(), &now.0.into(), &now.1.into());
        given.push(heard.as_ref());
        let handle = call(&self.0, "open", &given).filter(JsValue::is_object)?;
        Some(Opened { handle, lost: Rc::default(), _heard: heard })
    }

    /// What is known of a ready-made scenario.
    pub(crate) fn scenario(&self, id: &str) -> Option<Ready> {
        ready(&call(&self.0, "scenario", &Array::of1(&id.into()))?)
    }
}

/// A panel that is open; it closes when this is dropped.
pub(crate) struct Opened {
    handle: JsValue,
    lost: Rc<Cell<bool>>,
    _heard: Closure<dyn Fn(JsValue)>,
}

impl Opened {
    /// Tells the panel the present link and verdict.
    pub(crate) fn update(&self, link: &str, verdict: &str) {
        if !self.lost.get() {
            call(&self.handle, "update", &Array::of2(&link.into(), &verdict.into()));
        }
    }

    /// The panels' program is lost: it is not called any more.
    pub(crate) fn is_lost(&self) {
        self.lost.set(true);
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if !self.lost.get() {
            call(&self.handle, "close", &Array::new());
        }
    }
}

fn call(object: &JsValue, name: &str, given: &Array) -> Option<JsValue> {
    let method = Reflect::get(object, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    method.apply(object, given).ok()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}

/// Pairs of two texts; what is none is left out.
fn texts(object: &JsValue, name: &str) -> Vec<(String, String)> {
    let list = Reflect::get(object, &name.into()).unwrap_or_default();
    let pair = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    list.dyn_into::<Array>().map_or_else(|_| Vec::new(), |list| list.iter().filter_map(pair).collect())
}

/// Pairs of a field's key and a text; those of unknown fields are left out.
fn pairs(object: &JsValue, name: &str) -> Vec<(Field, String)> {
    let field = |(key, text): (String, String)| Some((TABLE.iter().find(|row| row.key == key)?.field, text));
    texts(object, name).into_iter().filter_map(field).collect()
}

fn ready(told: &JsValue) -> Option<Ready> {
    Some(Ready {
        id: text(told, "id")?,
        title: text(told, "title")?,
        line: text(told, "line")?,
        link: text(told, "link")?,
        assumed: pairs(told, "assumed").into_iter().map(|(field, reason)| (field, Rc::from(reason))).collect(),
    })
}

fn read(told: &JsValue) -> Option<Message> {
    match text(told, "kind")?.as_str() {
        "values" => Some(Message::Values(pairs(told, "entries"), text(told, "dragged").is_some())),
        "keys" => Some(Message::Keys(texts(told, "entries"))),
        "uncertain" => {
            let one = |name: &str| text(told, name).unwrap_or_default();
            let uncertain =
                Uncertain::read(&one("completes"), &one("downtime"), &one("time"), &one("data"), &one("band"));
            Some(Message::Uncertain(text(told, "link")?, uncertain))
        }
        "scenario" => ready(told).map(Message::Scenario),
        "save" => {
            let one = |name: &str| text(told, name).unwrap_or_default();
            Some(Message::Save(File {
                what: text(told, "what")?,
                link: one("link"),
                summary: one("summary"),
                name: one("name"),
                media_type: one("type"),
                text: one("text"),
            }))
        }
        "run" => Some(Message::Run(text(told, "link")?)),
        "open" => Some(Message::Open(text(told, "link")?)),
        "page" => Some(Message::Page(Page::named(&text(told, "page")?)?, texts(told, "entries"))),
        "close" => Some(Message::Close),
        "failed" => Some(Message::Failed),
        _ => None,
    }
}
