//! The root of the page of evidence: holds its state, and has the data fetched.

use std::cell::RefCell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{data, kept};
use crate::evidence::parts::page::evidence;
use crate::evidence::state::{Action, Kept, Progress, State};
use crate::page::{Given, Locked, Page};
use crate::store::use_store;

thread_local! {
    static KEPT: kept::Kept<Kept> = const { RefCell::new(Vec::new()) };
}

/// What every part may do.
pub(crate) type Dispatch = Callback<Action>;

impl Page for Evidence {
    const SHEETS: &'static [&'static str] = &[
        include_str!("../styles/pages.css"),
        include_str!("../styles/evidence.css"),
        include_str!("../styles/scatter.css"),
        include_str!("../styles/tables.css"),
    ];
}

/// Recorded migrations, and sources.
#[component(Evidence)]
pub fn root(given: &Given) -> Html {
    let instance = given.instance;
    let (store, dispatch) = use_store(State::after, || {
        // What has been read before is there at once.
        let (progress, shown) = data::so_far();
        State { instance, progress, shown, kept: kept::of(&KEPT, instance).unwrap_or_default(), ..State::default() }
    });
    use_effect_with(store.kept.clone(), move |state: &Kept| kept::keep(&KEPT, instance, state.clone()));
    {
        let dispatch = dispatch.clone();
        let all_there = store.progress == Progress::Done;
        use_effect_with((), move |()| {
            let wanted = Rc::new(std::cell::Cell::new(true));
            if !all_there {
                spawn_local(data::load(Rc::clone(&wanted), move |action| dispatch.emit(action)));
            }
            move || wanted.set(false)
        });
    }
    let open = {
        let tell = given.tell.clone();
        Callback::from(move |link: String| tell.run(&link))
    };
    evidence(&store, &dispatch, (given.locked == Locked::Nothing).then_some(open))
}
