//! The root of the page of plans: holds its state, has plans played, and keeps the link in step.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use precopy_formats::link;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::Locked;
use crate::browser::kept;
use crate::browser::mount::Tell;
use crate::browser::planner::{Asked, work};
use crate::plan::parts::page::{Around, page};
use crate::plan::state::{Action, Kept, State};

thread_local! {
    static KEPT: kept::Kept<Kept> = const { RefCell::new(Vec::new()) };
}

/// The key of the link.
const KEY: &str = "plan";

/// What the root is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Properties {
    /// Which calculator of the document this belongs to.
    pub(crate) instance: u32,
    /// The calculator's link.
    pub(crate) link: AttrValue,
    /// What may be changed.
    pub(crate) locked: Locked,
    pub(crate) tell: Tell,
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

#[component(Planner)]
pub(crate) fn root(properties: &Properties) -> Html {
    let Properties { instance, locked, .. } = *properties;
    let asked_by_link = use_memo(properties.link.clone(), |link| key_of(link));
    let store = use_reducer(|| Store(State::new(instance, kept::of(&KEPT, instance), asked_by_link.as_deref())));
    let state = &store.0;
    let dispatch: Dispatch = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    use_effect_with(state.kept.clone(), move |state: &Kept| kept::keep(&KEPT, instance, state.clone()));
    // Somebody followed a link, or went back.
    use_effect_with((*asked_by_link).clone(), {
        let (dispatch, told) = (dispatch.clone(), state.kept.told.clone());
        move |asked: &Option<String>| {
            if let Some(asked) = asked.clone().filter(|asked| told.as_ref() != Some(asked)) {
                dispatch.emit(Action::OpenLink(asked));
            }
        }
    });
    // What is entered, in the link.
    let told = use_memo((state.kept.sheets.clone(), properties.link.len()), |_| {
        let others =
            properties.link.len() - asked_by_link.as_ref().as_ref().map_or(0, String::len).min(properties.link.len());
        state.told_in_link(others)
    });
    use_effect_with((*told).clone(), {
        let (dispatch, tell, before) = (dispatch.clone(), properties.tell.clone(), state.kept.told.clone());
        let may = locked != Locked::All;
        move |told: &Option<String>| {
            if may && *told != before {
                dispatch.emit(Action::Told(told.clone()));
                tell.key(KEY, told.as_deref().unwrap_or_default());
            }
        }
    });
    use_effect_with(state.run, {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        move |_| {
            let wanted = Rc::new(Cell::new(true));
            let ways = state.asked();
            if let Some(case) = state.case.clone().filter(|_| !ways.is_empty()) {
                let kept = &state.kept;
                let (per_host, objective, tries) = (kept.per_host, kept.objective, kept.tries);
                let asked = Asked { run: state.run, case, ways, per_host, objective, tries };
                spawn_local(work(asked, Rc::clone(&wanted), move |action| dispatch.emit(action)));
            }
            move || wanted.set(false)
        }
    });
    let around = Around {
        calculator: properties.link.clone(),
        can_open: locked == Locked::Nothing,
        readonly: locked == Locked::All,
        tell: properties.tell.clone(),
    };
    page(state, &dispatch, &around)
}

/// What the link says of the plan.
fn key_of(text: &str) -> Option<String> {
    let others = link::parse(text).others;
    others.into_iter().find(|(key, text)| key == KEY && !text.is_empty()).map(|(_, text)| text)
}
