//! Copies the values of the read-out; where the clipboard is refused, a field with them is selected instead.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::words;
use precopy_base::browser::clipboard;

/// What the button is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct Props {
    /// What is copied.
    pub(super) text: String,
}

#[component(CopyValues)]
pub(super) fn copy_values(props: &Props) -> Html {
    // What was copied, and whether the clipboard took it: a copy belongs to the values that it was made of.
    let copied = use_state(|| None::<(String, bool)>);
    let field = use_node_ref();
    let outcome = copied.as_ref().filter(|(text, _)| *text == props.text).map(|(_, taken)| *taken);
    {
        let field = field.clone();
        use_effect_with(outcome, move |&outcome| {
            if outcome == Some(false) {
                clipboard::select(&field);
            }
        });
    }
    let copy = {
        let (copied, text) = (copied.clone(), props.text.clone());
        Callback::from(move |_: MouseEvent| {
            let (copied, text) = (copied.clone(), text.clone());
            spawn_local(async move {
                let taken = clipboard::copy(text.clone()).await;
                copied.set(Some((text, taken)));
            });
        })
    };
    let shown = if outcome == Some(false) { props.text.clone() } else { String::new() };
    html! {
        <>
            <button class="reading__button" type="button" onclick={copy}>
                { if outcome == Some(true) { words::chart::VALUES_COPIED } else { words::chart::COPY_VALUES } }
            </button>
            <input
                ref={field}
                class={classes!("reading__text", (outcome != Some(false)).then_some("hidden"))}
                aria-label={words::LINK_SELECTED} title={words::LINK_SELECTED} readonly=true value={shown} />
        </>
    }
}
