//! The root of an open panel: holds its state, and passes on what leaves it.

use std::rc::Rc;

use precopy_explore::Explore;
use yew::prelude::*;

use crate::browser::kept;
use crate::browser::mount::Tell;
use crate::parts::explain::explain_panel;
use crate::parts::measure::measure_panel;
use crate::parts::memory::memory_panel;
use crate::parts::products::products_panel;
use crate::parts::scenarios::scenarios_panel;
use crate::parts::share::share_panel;
use crate::state::{Action, Calculator, Kept, State};

/// The panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    /// Scenarios to start from.
    Scenarios,
    /// How to measure a VM, and a box to paste what was measured.
    Measure,
    /// Where a number comes from.
    Explain,
    /// The same VM under every product.
    Products,
    /// How it is given to others.
    Share,
    /// What would change the answer: below the chart instead of on the shelf.
    Explore,
    /// The memory at the moment that is played: beside the rounds.
    Memory,
}

/// What the root is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Properties {
    pub(crate) panel: Panel,
    /// Which calculator of the document this belongs to.
    pub(crate) instance: u32,
    /// The link to what is entered there.
    pub(crate) link: String,
    /// What the calculator says of it.
    pub(crate) verdict: String,
    pub(crate) tell: Tell,
}

/// What every part may do.
pub(crate) type Dispatch = Callback<Action>;

/// The kept state behind yew's reducer hook.
struct Store(Kept);

impl Reducible for Store {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(self.0.after(action)))
    }
}

#[component(App)]
pub(crate) fn app(properties: &Properties) -> Html {
    let instance = properties.instance;
    let store = use_reducer(|| Store(kept::of(instance)));
    let calculator = use_memo(properties.link.clone(), |link| Calculator::of_link(link));
    let dispatch: Dispatch = {
        let (dispatcher, tell) = (store.dispatcher(), properties.tell.clone());
        use_callback((), move |action, ()| {
            if let Some(action) = tell.unless_it_is_for_the_page(action) {
                dispatcher.dispatch(action);
            }
        })
    };
    let tell_page = {
        let tell = properties.tell.clone();
        use_callback((), move |told, ()| tell.what_is_explored(told))
    };
    use_effect_with(store.0.clone(), move |state| kept::keep(instance, state.clone()));
    let on_key = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() {
                dispatch.emit(Action::Close);
            }
        })
    };
    let state =
        State { instance, calculator, verdict: AttrValue::from(properties.verdict.clone()), kept: store.0.clone() };
    html! {
        <div onkeydown={on_key}>
            { match properties.panel {
                Panel::Scenarios => scenarios_panel(&state, &dispatch),
                Panel::Measure => measure_panel(&state, &dispatch),
                Panel::Explain => explain_panel(&state, &dispatch),
                Panel::Products => products_panel(&state, &dispatch),
                Panel::Share => share_panel(&state, &dispatch),
                Panel::Memory => memory_panel(&state),
                Panel::Explore => html! { <Explore {instance} link={properties.link.clone()} tell={tell_page} /> },
            } }
        </div>
    }
}
