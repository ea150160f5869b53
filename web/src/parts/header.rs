//! Head and foot of the page.

use precopy_base::browser::clipboard;
use precopy_formats::Inputs;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::shelf::shelf_button;
use crate::app::Dispatch;
use crate::browser::panels::{Program, has};
use crate::browser::picture::today;
use crate::browser::{address, mount};
use crate::state::{Action, Controls, Extent, Page, Shelf, State, link_of};
use crate::words;

/// The head.
pub(crate) fn header(state: &State, dispatch: &Dispatch) -> Html {
    html! {
        <header class="head">
            <h1 class="head__name">{ words::NAME }</h1>
            if has_pages(state) {
                { pages(state, dispatch) }
            }
            <p class="head__tagline">{ words::TAGLINE }</p>
            <div class="head__buttons">
                if page_shown(state) == Page::Calculator {
                    { shelf_button(state, Shelf::Glossary, dispatch) }
                    <button class="button button--quiet" type="button" onclick={start_afresh(dispatch)}>{ words::START_AFRESH }</button>
                    { shelf_button(state, Shelf::Share, dispatch) }
                }
                <CopyLink inputs={state.inputs.clone()} others={state.others.clone()} />
            </div>
        </header>
    }
}

/// Whether there are other pages than the calculator: none in the one file, and none where a part of it is shown.
fn has_pages(state: &State) -> bool {
    state.presentation.extent == Extent::Full && has(state.instance, Program::Pages)
}

/// The page that is shown.
pub(crate) fn page_shown(state: &State) -> Page {
    if has_pages(state) { state.page() } else { Page::Calculator }
}

/// The name of a page's button in the document.
pub(super) fn page_button_id(instance: u32, page: Page) -> String {
    format!("precopy{instance}-page-{}", page.id())
}

/// The way to the other pages.
fn pages(state: &State, dispatch: &Dispatch) -> Html {
    let shown = state.page();
    let button = |page: Page| {
        let dispatch = dispatch.clone();
        let turn = Callback::from(move |_: MouseEvent| dispatch.emit(Action::OpenPage(page)));
        html! {
            <button
                key={page.id()} id={page_button_id(state.instance, page)} class="head__page" type="button"
                aria-current={(page == shown).then_some("page")} onclick={turn}>
                { words::page(page) }
            </button>
        }
    };
    html! { <nav class="head__pages" aria-label={words::PAGES}>{ for Page::ALL.map(button) }</nav> }
}

fn start_afresh(dispatch: &Dispatch) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.emit(Action::StartAfresh))
}

/// What the copy button is given.
#[derive(Clone, Debug, PartialEq, Properties)]
struct CopyProps {
    inputs: Inputs,
    others: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Copied {
    NotYet,
    Yes,
    Refused,
}

/// Copies the link; where the clipboard is refused, a field with the link is selected instead.
#[component(CopyLink)]
fn copy_link(props: &CopyProps) -> Html {
    let copied = use_state_eq(|| Copied::NotYet);
    let field = use_node_ref();
    {
        // A copy belongs to the state that it was made of.
        let copied = copied.clone();
        use_effect_with(props.clone(), move |_| copied.set(Copied::NotYet));
    }
    {
        let field = field.clone();
        use_effect_with(*copied == Copied::Refused, move |&refused| {
            if refused {
                clipboard::select(&field);
            }
        });
    }
    // Written out when it is wanted, not while one drags.
    let address = {
        let props = props.clone();
        move || address::with_fragment(&link_of(&props.inputs, &props.others))
    };
    let shown = if *copied == Copied::Refused { address() } else { String::new() };
    let copy = {
        let copied = copied.clone();
        Callback::from(move |_| {
            let (copied, address) = (copied.clone(), address());
            spawn_local(async move {
                copied.set(if clipboard::copy(address).await { Copied::Yes } else { Copied::Refused });
            });
        })
    };
    html! {
        <>
            <input
                ref={field}
                class={classes!("head__link", (*copied != Copied::Refused).then_some("hidden"))}
                aria-label={words::LINK_SELECTED} readonly=true value={shown} />
            <button class="button" type="button" onclick={copy}>
                { if *copied == Copied::Yes { words::LINK_COPIED } else { words::COPY_LINK } }
            </button>
        </>
    }
}

/// The foot; in a frame name, version and date, for those who print it.
pub(crate) fn footer(state: &State, embed: bool, dispatch: &Dispatch) -> Html {
    html! {
        <footer class="foot">
            if embed {
                <span class="foot__made">{ words::picture::made_by(&today()) }</span>
                if state.presentation.controls != Controls::None && !state.presentation.readonly {
                    <button class="button button--quiet" type="button" onclick={start_afresh(dispatch)}>
                        { words::START_AFRESH }
                    </button>
                }
                { shelf_button(state, Shelf::Glossary, dispatch) }
            } else {
                { format!("{} {}", words::NAME, mount::version()) }
                { words::NOTHING_LEAVES }
            }
        </footer>
    }
}
