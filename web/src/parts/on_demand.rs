//! A panel or a page that is fetched when it is opened: says that it is on its way, or that it cannot be had, and lends it its place.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::browser::events::{focus, focus_near};
use crate::browser::mounted;
use crate::browser::panels::{Message, Opened, Program, after_paint, load};
use crate::parts::header::page_button_id;
use crate::state::{Action, Page};
use crate::words::shelf as words;

/// What a panel is told of the calculator.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Now {
    /// The present link.
    pub(crate) link: String,
    /// What the calculator says of it.
    pub(crate) verdict: &'static str,
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) program: Program,
    /// The panel or the page, as its program knows it.
    pub(crate) name: &'static str,
    pub(crate) instance: u32,
    pub(crate) now: Now,
    /// What takes the focus of a button that goes away: the head of the panel, or the page.
    pub(crate) head: NodeRef,
    /// Whether nobody has asked for it: then it comes after what was asked for has been painted, and fails quietly.
    #[prop_or_default]
    pub(crate) unasked: bool,
    pub(crate) close: Callback<()>,
    pub(crate) dispatch: Dispatch,
}

#[derive(Clone, Copy, PartialEq)]
enum Status {
    Loading,
    There,
    NotLoaded,
    Stopped,
}

#[component(OnDemand)]
pub(crate) fn on_demand(props: &Props) -> Html {
    let place = use_node_ref();
    let status = use_state_eq(|| Status::Loading);
    let attempt = use_state_eq(|| 0_u32);
    let opened = use_mut_ref(|| None::<Opened>);
    let latest = use_mut_ref(Now::default);
    let told = use_mut_ref(|| false);
    {
        let (opened, latest, unasked) = (Rc::clone(&opened), Rc::clone(&latest), props.unasked);
        use_effect_with(props.now.clone(), move |now| {
            latest.replace(now.clone());
            if !unasked {
                tell(&opened, &latest);
            } else if !told.replace(true) {
                // Once for all that changes until then: a dragged slider is painted first.
                spawn_local(async move {
                    after_paint().await;
                    told.replace(false);
                    tell(&opened, &latest);
                });
            }
        });
    }
    {
        let (props, place, status) = (props.clone(), place.clone(), status.clone());
        use_effect_with(*attempt, move |&attempt| {
            let wanted = Rc::new(Cell::new(true));
            spawn_local({
                let (wanted, opened) = (Rc::clone(&wanted), Rc::clone(&opened));
                async move {
                    if props.unasked {
                        after_paint().await;
                    }
                    let panels = load(props.instance, props.program, props.name, 0 < attempt).await;
                    // Closed meanwhile.
                    if !wanted.get() {
                        return;
                    }
                    let now = latest.borrow().clone();
                    let hear = hear(&props, &status, &opened);
                    let panel = panels.and_then(|panels| {
                        panels.open(&place, props.name, props.instance, (&now.link, now.verdict), hear)
                    });
                    match panel {
                        Some(panel) => {
                            opened.replace(Some(panel));
                            status.set(Status::There);
                        }
                        None => status.set(Status::NotLoaded),
                    }
                }
            });
            move || {
                wanted.set(false);
                let panel = opened.take();
                drop(panel);
            }
        });
    }
    let try_again = {
        let (status, head) = (status.clone(), props.head.clone());
        Callback::from(move |_: MouseEvent| {
            focus(&head);
            status.set(Status::Loading);
            attempt.set(*attempt + 1);
        })
    };
    let failure = match *status {
        Status::NotLoaded => Some(words::NOT_LOADED),
        Status::Stopped => Some(words::STOPPED),
        Status::Loading | Status::There => None,
    };
    html! {
        // Keys, because what a panel has put into its place must go with it.
        if let Some(failure) = failure {
            <div
                key="failed" class={classes!("on-demand__failed", props.unasked.then_some("on-demand__failed--quiet"))}
                role={if props.unasked { "status" } else { "alert" }}>
                <p>{ failure }</p>
                <button class="button" type="button" onclick={try_again}>{ words::TRY_AGAIN }</button>
            </div>
        } else {
            <p key="waits" class={classes!("on-demand__waits", (*status == Status::There).then_some("hidden"))} role="status">
                { words::LOADING }
            </p>
            <div key="place" ref={place} class="on-demand"></div>
        }
    }
}

/// Tells the panel what is new, if it is there.
fn tell(opened: &RefCell<Option<Opened>>, latest: &RefCell<Now>) {
    // What it answers at once may change both.
    let now = latest.borrow().clone();
    if let Ok(Some(opened)) = opened.try_borrow().as_deref() {
        opened.update(&now.link, now.verdict);
    }
}

/// What is done with what the panel tells.
fn hear(
    props: &Props,
    status: &UseStateHandle<Status>,
    opened: &Rc<RefCell<Option<Opened>>>,
) -> impl Fn(Message) + 'static {
    let (dispatch, close, instance) = (props.dispatch.clone(), props.close.clone(), props.instance);
    let (status, opened, head) = (status.clone(), Rc::clone(opened), props.head.clone());
    move |message| match message {
        Message::Values(entries, false) => dispatch.emit(Action::Enter(entries)),
        Message::Values(entries, true) => dispatch.emit(Action::Drag(entries)),
        Message::Keys(entries) => dispatch.emit(Action::SetKeys(entries)),
        Message::Uncertain(link, uncertain) => dispatch.emit(Action::Uncertain(Rc::new((link, uncertain)))),
        Message::Scenario(ready) => dispatch.emit(Action::OpenReady(Rc::new(ready))),
        Message::Run(link) => {
            focus_near(&head, &page_button_id(instance, Page::Calculator));
            dispatch.emit(Action::OpenRun(link));
        }
        Message::Page(page, entries) => {
            focus_near(&head, &page_button_id(instance, page));
            dispatch.emit(Action::SetKeys(entries));
            dispatch.emit(Action::OpenPage(page));
        }
        Message::Open(link) => dispatch.emit(Action::OpenRun(link)),
        Message::Save(file) => mounted::save(instance, &file),
        Message::Close => close.emit(()),
        Message::Failed => {
            if let Ok(Some(panel)) = opened.try_borrow().as_deref() {
                panel.is_lost();
            }
            status.set(Status::Stopped);
        }
    }
}
