//! The root of the page of evidence: holds its state, and has the data fetched.

use std::cell::RefCell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{data, kept};
use crate::evidence::parts::page::evidence;
use crate::evidence::state::{Action, Kept, Progress, State};
use crate::page::{Given, Locked, Page};

thread_local! {
    static KEPT: kept::Kept<Kept> = const { RefCell::new(Vec::new()) };
}

/// What every part may do.
pub(crate) type Dispatch = Callback<Action>;

/// The state behind yew's reducer hook.
struct Store(State);

impl Reducible for Store {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(self.0.after(action)))
    }
}

impl Page for Evidence {
    const SHEET: &str = concat!(
        include_str!("../styles/pages.css"),
        include_str!("../styles/evidence.css"),
        include_str!("../styles/scatter.css"),
        include_str!("../styles/tables.css")
    );
}

/// Recorded migrations, and sources.
#[component(Evidence)]
pub fn root(given: &Given) -> Html {
    let instance = given.instance;
    let store = use_reducer(|| {
        // What has been read before is there at once.
        let (progress, shown) = data::so_far();
        Store(State {
            instance,
            progress,
            shown,
            kept: kept::of(&KEPT, instance).unwrap_or_default(),
            ..State::default()
        })
    });
    let dispatch: Dispatch = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    use_effect_with(store.0.kept.clone(), move |state: &Kept| kept::keep(&KEPT, instance, state.clone()));
    {
        let dispatch = dispatch.clone();
        let all_there = store.0.progress == Progress::Done;
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
    evidence(&store.0, &dispatch, (given.locked == Locked::Nothing).then_some(open))
}
