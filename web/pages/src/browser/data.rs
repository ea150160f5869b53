//! The recorded runs: fetched once a document, and predicted in slices, so that the page answers all the while.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use precopy_base::browser::turn::{SLICE_MILLISECONDS, now, turn};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::evidence::state::library::{Library, Shown};
use crate::evidence::state::{Action, Progress};

/// The list of the files that there are, beside them.
const LIST: &str = "files.txt";
const RUNS: &str = "-runs.csv";
const COURSES: &str = "-curves.csv";

/// So often what has come is shown meanwhile.
const SHOW_MILLISECONDS: f64 = 60.0;

thread_local! {
    static READER: RefCell<Option<Function>> = const { RefCell::new(None) };
    static LIBRARY: RefCell<Library> = RefCell::default();
    static ALL_THERE: Cell<bool> = const { Cell::new(false) };
}

/// Says who reads data: a function that is given the path of a file, as it lies on a site, and promises its text.
pub fn read_data_by(reader: Function) {
    READER.replace(Some(reader));
}

/// What has been read before.
pub(crate) fn so_far() -> (Progress, Shown) {
    let progress = if ALL_THERE.get() { Progress::Done } else { Progress::Fetching };
    (progress, LIBRARY.with_borrow(Library::shown))
}

/// Fetches and predicts what is not there yet, and tells of it, as long as it is wanted.
pub(crate) async fn load(wanted: Rc<Cell<bool>>, tell: impl Fn(Action)) {
    // An app that is taken away as soon as it was there asks for nothing.
    turn().await;
    if !wanted.get() {
        return;
    }
    let list = fetch(LIST).await;
    let files: Vec<&str> = list.as_deref().unwrap_or_default().lines().filter(|name| !name.is_empty()).collect();
    let mut complete = list.is_some();
    if list.is_none() && wanted.get() {
        tell(Action::Missing(LIST.to_owned()));
    }
    // Runs first: they can be shown without their courses.
    for ending in [RUNS, COURSES] {
        for file in files.iter().filter(|file| file.ends_with(ending)) {
            if !wanted.get() {
                return;
            }
            if LIBRARY.with_borrow(|library| library.has(file)) {
                continue;
            }
            match fetch(file).await {
                Some(text) => LIBRARY.with_borrow_mut(|library| {
                    // Somebody else may have been faster.
                    match library.has(file) {
                        true => {}
                        false if ending == RUNS => library.add_runs(file, &text),
                        false => library.add_courses(file, &text),
                    }
                }),
                None => {
                    complete = false;
                    if wanted.get() {
                        tell(Action::Missing((*file).to_owned()));
                    }
                }
            }
        }
        if ending == RUNS && !predict(&wanted, &tell).await {
            return;
        }
    }
    if wanted.get() {
        // What could not be fetched is tried again when the page is opened the next time.
        ALL_THERE.set(complete);
        tell(Action::Arrived(Progress::Done, LIBRARY.with_borrow(Library::shown)));
    }
}

/// Predicts all that is there, slice by slice; false when it was no longer wanted.
async fn predict(wanted: &Cell<bool>, tell: &impl Fn(Action)) -> bool {
    let show = || tell(Action::Arrived(Progress::Predicting, LIBRARY.with_borrow(Library::shown)));
    let mut shown_at = now();
    show();
    loop {
        let until = now() + SLICE_MILLISECONDS;
        let goes_on = LIBRARY.with_borrow_mut(|library| {
            loop {
                match library.predict_next() {
                    false => break false,
                    true if until <= now() => break true,
                    true => {}
                }
            }
        });
        if !wanted.get() {
            return false;
        }
        if !goes_on {
            show();
            return true;
        }
        if shown_at + SHOW_MILLISECONDS <= now() {
            show();
            shown_at = now();
        }
        turn().await;
    }
}

/// The text of a file of recorded runs; none when it cannot be had.
async fn fetch(file: &str) -> Option<String> {
    text_at(&["evidence/", file]).await
}

/// The text of a file, whose path is given in pieces; none when it cannot be had.
pub(super) async fn text_at(path: &[&str]) -> Option<String> {
    let reader = READER.with_borrow(Clone::clone)?;
    let promise = reader.call1(&JsValue::NULL, &JsValue::from(path.concat())).ok()?;
    JsFuture::from(Promise::resolve(&promise)).await.ok()?.as_string()
}
