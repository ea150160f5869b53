//! A word that explains itself: a button that shows the glossary's line, by click, touch or Enter, until Escape or the focus
//! leaves it.

use yew::prelude::*;

use crate::words::glossary::{ask, find};

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// As in the glossary.
    pub(crate) word: &'static str,
    /// What stands on the page; empty: a question mark.
    #[prop_or_default]
    pub(crate) shown: String,
}

/// A word of the glossary.
#[component(Term)]
pub(crate) fn term(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let Some(entry) = find(props.word) else { return html! { { props.shown.clone() } } };
    let set = |value: bool| {
        let open = open.clone();
        move || open.set(value)
    };
    let on_click = {
        let toggle = set(!*open);
        Callback::from(move |_: MouseEvent| toggle())
    };
    let on_blur = {
        let close = set(false);
        Callback::from(move |_: FocusEvent| close())
    };
    let on_key = {
        let (close, is_open) = (set(false), *open);
        Callback::from(move |event: KeyboardEvent| {
            if is_open && event.key() == "Escape" {
                event.prevent_default();
                close();
            }
        })
    };
    let bare = props.shown.is_empty();
    html! {
        <span class="term">
            <button
                class={if bare { "term__ask" } else { "term__word" }} type="button" aria-expanded={open.to_string()}
                aria-label={bare.then(|| ask(entry.word))} onclick={on_click} onblur={on_blur} onkeydown={on_key}>
                { if bare { "?" } else { props.shown.as_str() } }
            </button>
            <span class="term__tip" role="status">
                if *open {
                    <span class="term__text">
                        <b>{ entry.word }</b>
                        { format!(": {}.", entry.meaning) }
                    </span>
                }
            </span>
        </span>
    }
}
