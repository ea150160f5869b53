//! The root of the page of records: holds its state, and has logs read.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::kept;
use crate::browser::logs::{Wanted, read};
use crate::browser::pace::Pace;
use crate::page::{Given, Locked, Page};
use crate::records::parts::page::{Around, page};
use crate::records::state::{Action, Kept, Progress, State};
use crate::store::use_store;

thread_local! {
    static KEPT: kept::Kept<(Wanted, Kept)> = const { RefCell::new(Vec::new()) };
}

/// What every part may do.
pub(crate) type Dispatch = Callback<Action>;

impl Page for Records {
    const SHEETS: &'static [&'static str] = &[
        include_str!("../styles/pages.css"),
        include_str!("../styles/scatter.css"),
        include_str!("../styles/tables.css"),
        include_str!("../styles/records.css"),
    ];
}

/// A site's own migrations.
#[component(Records)]
pub fn root(given: &Given) -> Html {
    let instance = given.instance;
    let before = use_memo((), |()| kept::of(&KEPT, instance).unwrap_or_default());
    let wanted = use_state(|| before.0.clone());
    let (store, dispatch) = use_store(State::after, || State { instance, kept: before.1.clone(), ..State::default() });
    use_effect_with(((*wanted).clone(), store.kept.clone()), move |left| kept::keep(&KEPT, instance, left.clone()));
    let is_first = use_mut_ref(|| true);
    use_effect_with((*wanted).clone(), {
        let (dispatch, is_read) = (dispatch.clone(), store.kept.sources.len() == wanted.logs.len());
        let is_first = Rc::clone(&is_first);
        move |wanted: &Wanted| {
            let still = Rc::new(Cell::new(true));
            // What was read before stands there at once.
            if !(is_first.replace(false) && is_read) {
                match wanted.logs.is_empty() {
                    true => dispatch.emit(Action::Clear),
                    false => {
                        dispatch.emit(Action::Reading(Progress::default()));
                        let pace = Pace::new(Rc::clone(&still));
                        spawn_local(read(wanted.clone(), pace, move |action| dispatch.emit(action)));
                    }
                }
            }
            move || still.set(false)
        }
    });
    let bring = {
        let wanted = wanted.setter();
        Callback::from(move |next: Wanted| wanted.set(next))
    };
    let around = Around {
        calculator: given.link.clone(),
        can_open: given.locked == Locked::Nothing,
        tell: given.tell.clone(),
        wanted: (*wanted).clone(),
        bring,
    };
    page(&store, &dispatch, &around)
}
