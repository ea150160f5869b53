//! The root of the page of lessons: holds its state, has lessons fetched, and keeps the link in step.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use precopy_base::{memory, steps};
use precopy_formats::lessons::EXERCISE_KEYS;
use precopy_formats::link;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{kept, lessons};
use crate::learn::parts::exercise::Around;
use crate::learn::parts::page::page;
use crate::learn::state::exercise::given::MARK;
use crate::learn::state::exercise::{Change, set_by};
use crate::learn::state::view::View;
use crate::learn::state::{Action, Kept, State};
use crate::page::{Given, Locked, Page};
use crate::store::use_store;

thread_local! {
    static KEPT: kept::Kept<Kept> = const { RefCell::new(Vec::new()) };
}

/// The key of the link.
const KEY: &str = "lesson";

/// What every part may do.
pub(crate) type Dispatch = Callback<Action>;

impl Page for Learn {
    const SHEETS: &'static [&'static str] = &[
        include_str!("../styles/pages.css"),
        include_str!("../styles/plan-pictures.css"),
        include_str!("../styles/scatter.css"),
        include_str!("../styles/tables.css"),
        include_str!("../styles/learn.css"),
        include_str!("../styles/exercises.css"),
        memory::SHEET,
        steps::SHEET,
    ];
}

/// Lessons.
#[component(Learn)]
pub fn root(given: &Given) -> Html {
    let Given { instance, locked, .. } = *given;
    let asked = use_memo(given.link.clone(), |link| key_of(link));
    let set = use_memo(given.link.clone(), |link| set_by(link));
    let (store, act) = use_store(State::after, || {
        let kept = kept::of(&KEPT, instance).unwrap_or_default();
        State { instance, kept, ..State::default() }
    });
    let state: &State = &store;
    let dispatch: Dispatch = {
        let tell = given.tell.clone();
        use_callback((), move |action, ()| match action {
            Action::Leave(page, keys) => tell.page(page, &keys),
            action => act.emit(action),
        })
    };
    use_effect_with(state.kept.clone(), move |state: &Kept| kept::keep(&KEPT, instance, state.clone()));
    // Somebody followed a link, or went back.
    use_effect_with((*asked).clone(), {
        let (dispatch, told) = (dispatch.clone(), state.kept.told.clone());
        move |asked: &Option<String>| {
            if *asked != told {
                dispatch.emit(Action::Told(asked.clone()));
                dispatch.emit(Action::Choose(asked.clone()));
            }
        }
    });
    // Only what sets an exercise counts: its scenario is what the link said when it was opened, whatever the calculator does meanwhile.
    use_effect_with((*set).clone(), {
        let (dispatch, read, link) = (dispatch.clone(), state.kept.desk.read.clone(), given.link.clone());
        move |set: &Option<String>| {
            if *set != read {
                dispatch.emit(Action::Exercise(Change::Link(set.is_some().then(|| link.to_string()))));
            }
        }
    });
    use_effect_with(state.kept.chosen.clone(), {
        let (dispatch, tell) = (dispatch.clone(), given.tell.clone());
        let (told, is_there) = (state.kept.told.clone(), state.is_there());
        let (first, sets_one) = (state.contents.is_none(), set.is_some());
        move |chosen: &Option<String>| {
            // When the page is opened the link speaks first.
            if !first && locked != Locked::All && *chosen != told {
                dispatch.emit(Action::Told(chosen.clone()));
                let mut entries = vec![(KEY, chosen.as_deref().unwrap_or_default())];
                // One link leads to one place.
                if sets_one && chosen.is_some() {
                    entries.extend(EXERCISE_KEYS.into_iter().chain([MARK]).map(|key| (key, "")));
                }
                tell.keys(&entries);
            }
            let wanted = Rc::new(Cell::new(true));
            if let Some(key) = chosen.clone().filter(|_| !is_there) {
                let wanted = Rc::clone(&wanted);
                spawn_local(async move {
                    let read = fetch(&key).await;
                    if wanted.get() {
                        dispatch.emit(read.unwrap_or(Action::Missing));
                    }
                });
            }
            move || wanted.set(false)
        }
    });
    use_effect_with((), {
        let dispatch = dispatch.clone();
        move |()| {
            let wanted = Rc::new(Cell::new(true));
            let still = Rc::clone(&wanted);
            spawn_local(async move {
                let read = lessons::contents().await;
                if still.get() {
                    dispatch.emit(read.map_or(Action::Missing, Action::Contents));
                }
            });
            move || wanted.set(false)
        }
    });
    let open = {
        let tell = given.tell.clone();
        use_callback((), move |link: String, ()| tell.run(&link))
    };
    let save = {
        let tell = given.tell.clone();
        use_callback((), move |(name, kind, text): (&str, &str, String), ()| tell.save(name, kind, &text))
    };
    let around = Around { instance, contents: state.contents.clone(), calculator: given.link.clone(), dispatch, save };
    page(state, &around, (locked == Locked::Nothing).then_some(open))
}

/// Fetches what a key names.
async fn fetch(key: &str) -> Option<Action> {
    Some(match View::of(Some(key)) {
        View::List => return None,
        View::Lesson(id) => Action::Lesson(lessons::lesson(id).await?),
        View::Gallery | View::Figure(_) => Action::Gallery(lessons::gallery().await?),
        View::Sheet => Action::Sheet(lessons::sheet().await?),
    })
}

/// What the link names.
fn key_of(text: &str) -> Option<String> {
    let others = link::parse(text).others;
    others.into_iter().find(|(key, text)| key == KEY && !text.is_empty()).map(|(_, text)| text)
}
