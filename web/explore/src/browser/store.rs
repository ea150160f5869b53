//! Where scenarios are kept: in this browser's storage where that is allowed, else as long as the page is open.

use std::cell::RefCell;

use precopy_formats::scenario_file::{parse, print};
use web_sys::Storage;

use crate::state::kept::Shelf;
use crate::state::place::Place;

/// Under which name. It says the format, so that another one would get another name.
const KEY: &str = "precopy-scenarios";

thread_local! {
    /// What is kept where the browser keeps nothing, or must not be written over; one for all calculators of a document.
    static MEMORY: RefCell<Option<(Shelf, Place)>> = const { RefCell::new(None) };
}

/// The storage; none in a frame that may not have any, or where a person has forbidden it.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is kept, and where. Asked for anew before each change: another page may have changed it.
pub(crate) fn load() -> (Shelf, Place) {
    if let Some(kept) = MEMORY.with_borrow(Clone::clone) {
        return kept;
    }
    let stored = storage().map(|storage| storage.get_item(KEY));
    let kept = match stored {
        Some(Ok(None)) => return (Shelf::default(), Place::Browser),
        Some(Ok(Some(text))) => {
            let read = parse(&text);
            let shelf = Shelf { scenarios: read.scenarios };
            if read.flaws.is_empty() {
                return (shelf, Place::Browser);
            }
            // Writing would lose what a newer version has put there.
            (shelf, Place::Unreadable(text.into()))
        }
        Some(Err(_)) | None => (Shelf::default(), Place::Memory),
    };
    MEMORY.set(Some(kept.clone()));
    kept
}

/// Keeps; says where.
pub(crate) fn keep(shelf: &Shelf) -> Place {
    let place = MEMORY.with_borrow(|kept| kept.as_ref().map(|(_, place)| place.clone()));
    let place = match place {
        // Where there was no room once, there may be some now.
        None | Some(Place::Full) => {
            let stored = storage().map(|storage| storage.set_item(KEY, &print(&shelf.scenarios)));
            match stored {
                Some(Ok(())) => {
                    MEMORY.set(None);
                    return Place::Browser;
                }
                Some(Err(_)) => Place::Full,
                None => Place::Memory,
            }
        }
        Some(place) => place,
    };
    MEMORY.set(Some((shelf.clone(), place.clone())));
    place
}
