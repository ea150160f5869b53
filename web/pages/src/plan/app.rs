//! The root of the page of plans: holds its state, has plans played, and keeps the link in step.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use precopy_formats::link;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::kept;
use crate::browser::planner::Halt;
use crate::browser::planner::{Asked, work};
use crate::page::{Given, Locked, Page};
use crate::plan::parts::page::{Around, page};
use crate::plan::state::{Action, HOW, Kept, PLAN, State, Told};
use crate::store::use_store;

thread_local! {
    static KEPT: kept::Kept<Kept> = const { RefCell::new(Vec::new()) };
}

/// What every part may do.
pub(crate) type Dispatch = Callback<Action>;

impl Page for Planner {
    const SHEETS: &'static [&'static str] = &[
        include_str!("../styles/pages.css"),
        include_str!("../styles/plan-pictures.css"),
        include_str!("../styles/tables.css"),
        include_str!("../styles/plan.css"),
        include_str!("../styles/grid.css"),
    ];
}

/// Plans for many VMs.
#[component(Planner)]
pub fn root(given: &Given) -> Html {
    let Given { instance, locked, .. } = *given;
    let asked_by_link = use_memo(given.link.clone(), |link| told_by(link));
    let (store, dispatch) = use_store(State::after, || State::new(instance, kept::of(&KEPT, instance), &asked_by_link));
    let state: &State = &store;
    use_effect_with(state.kept.clone(), move |state: &Kept| kept::keep(&KEPT, instance, state.clone()));
    // Somebody followed a link, or went back.
    use_effect_with((*asked_by_link).clone(), {
        let (dispatch, told) = (dispatch.clone(), state.kept.told.clone());
        move |asked: &Told| {
            if *asked != Told::default() && *asked != told {
                dispatch.emit(Action::OpenLink(asked.clone()));
            }
        }
    });
    // What is entered, in the link.
    let told = use_memo((state.kept.sheets.clone(), state.kept.how, given.link.len()), |_| {
        let own = [&asked_by_link.plan, &asked_by_link.how].map(|text| text.as_ref().map_or(0, String::len));
        state.told_in_link(given.link.len().saturating_sub(own.iter().sum()))
    });
    use_effect_with((*told).clone(), {
        let (dispatch, tell, before) = (dispatch.clone(), given.tell.clone(), state.kept.told.clone());
        let may = locked != Locked::All;
        move |told: &Told| {
            if may && *told != before {
                dispatch.emit(Action::Told(told.clone()));
                let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
                tell.keys(&[(PLAN, &text(&told.plan)), (HOW, &text(&told.how))]);
            }
        }
    });
    let halt = use_mut_ref(Halt::default);
    use_effect_with(state.run, {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        move |_| {
            let wanted = Rc::new(Cell::new(true));
            let ways = state.asked();
            if let Some(case) = state.case.clone().filter(|_| !ways.is_empty()) {
                let asked = Asked { run: state.run, case, ways, how: state.kept.how };
                let tell = move |action| dispatch.emit(action);
                spawn_local(work(asked, Rc::clone(&wanted), halt, tell));
            }
            move || wanted.set(false)
        }
    });
    let around = Around {
        calculator: given.link.clone(),
        can_open: locked == Locked::Nothing,
        readonly: locked == Locked::All,
        tell: given.tell.clone(),
    };
    page(state, &dispatch, &around)
}

/// What the link says of the plan.
fn told_by(text: &str) -> Told {
    let others = link::parse(text).others;
    let of = |wanted: &str| {
        let found = others.iter().find(|(key, text)| key == wanted && !text.is_empty());
        found.map(|(_, text)| text.clone())
    };
    Told { plan: of(PLAN), how: of(HOW) }
}
