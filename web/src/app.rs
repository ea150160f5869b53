//! The root: holds the state, and keeps address and state in step.

use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::address::{Listener, Writer};
use crate::browser::mounted::remember;
use crate::browser::options::Options;
use crate::browser::panels::{self, Program};
use crate::pages::calculator::calculator;
use crate::pages::other::other_page;
use crate::parts::header::{footer, header, page_shown};
use crate::parts::undo::UndoKeys;
use crate::state::{Action, Page, State, Theme};

/// What the root is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Properties {
    pub(crate) id: u32,
    pub(crate) options: Options,
}

/// The state behind yew's reducer hook.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Store(pub(crate) State);

impl Reducible for Store {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(self.0.reduce(action)))
    }
}

/// What every part may do to the state.
pub(crate) type Dispatch = Callback<Action>;

#[component(App)]
pub(crate) fn app(properties: &Properties) -> Html {
    let options = &properties.options;
    let store = {
        let (start, instance, host) = (options.state.clone().unwrap_or_default(), properties.id, options.host.clone());
        use_reducer(move || Store(State::from_link(&start).mounted(instance, host)))
    };
    let state = &store.0;
    let dispatch: Dispatch = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    let writer = use_memo((), |()| Writer::default());
    {
        let (id, address) = (properties.id, options.address);
        // Compared by inputs: a link is only written out when they changed.
        use_effect_with((state.inputs.clone(), state.others.clone()), {
            let (state, writer, dispatch) = (state.clone(), Rc::clone(&writer), dispatch.clone());
            move |_| {
                let link = state.link();
                remember(id, &state, link.clone(), &dispatch);
                if address {
                    writer.write(link);
                }
            }
        });
    }
    {
        let dispatch = dispatch.clone();
        use_effect_with(options.address, move |&address| {
            let listener = address.then(|| Listener::new(move |link| dispatch.emit(Action::OpenLink(link))));
            move || drop(listener)
        });
    }
    {
        // A link that names a scenario: the panels know its title and its reasons. Nobody waits for that.
        let (id, dispatch) = (properties.id, dispatch.clone());
        use_effect_with(state.scenarios.asked(), move |asked| {
            let Some(name) = asked.clone() else { return };
            spawn_local(async move {
                panels::after_paint().await;
                let panels = panels::load(id, Program::Panels, "", false).await;
                if let Some(ready) = panels.and_then(|panels| panels.scenario(&name)) {
                    dispatch.emit(Action::Recognise(Rc::new(ready)));
                }
            });
        });
    }
    let place = use_node_ref();
    let embed = state.presentation.embed;
    let classes = classes!("precopy", embed.then_some("precopy--embed"));
    let root = use_node_ref();
    let page = page_shown(state);
    html! {
        <div ref={root.clone()} class={classes} data-theme={state.presentation.theme.map(Theme::word)}>
            <div class="page">
                if !embed {
                    { header(state, &dispatch) }
                }
                if page == Page::Calculator {
                    // On another page one would not see what is undone.
                    <UndoKeys place={root} unfinished={state.has_draft()} own_page={options.address} dispatch={dispatch.clone()} />
                }
                { match page {
                    Page::Calculator => calculator(state, &dispatch),
                    page => other_page(page, state, &place, &dispatch),
                } }
                { footer(state, embed, &dispatch) }
            </div>
        </div>
    }
}
