//! Where logs are brought in: dropped, chosen, pasted; or the example is opened.

use std::rc::Rc;

use precopy_base::browser::events::area_text;
use precopy_base::browser::files::{all_chosen, pasted};
use yew::prelude::*;

use super::page::Around;
use crate::browser::logs::Brought;
use crate::records::words::brought as text;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) instance: u32,
    pub(super) around: Around,
    /// Whether there is nothing yet, so that all ways are shown at large.
    pub(super) is_first: bool,
}

/// The part.
#[component(Bring)]
pub(super) fn bring(props: &Props) -> Html {
    let Props { instance, around, is_first } = props;
    let typed = use_state(|| AttrValue::from(""));
    let on_files = {
        let around = around.clone();
        Callback::from(move |event: Event| around.add(all_chosen(&event).into_iter().map(Brought::File)))
    };
    let on_example = {
        let around = around.clone();
        Callback::from(move |_: MouseEvent| around.only(Brought::Example))
    };
    let take = {
        let (around, typed) = (around.clone(), typed.setter());
        move |text: &str| {
            around.add([Brought::Pasted(Rc::from(text))]);
            typed.set(AttrValue::from(""));
        }
    };
    // What is pasted is read at once: a long log in a field would be typeset for nothing.
    let on_paste = {
        let take = take.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = pasted(&event).filter(|text| !text.trim().is_empty()) {
                event.prevent_default();
                take(&text);
            }
        })
    };
    let on_type = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(area_text(&event).unwrap_or_default().into()))
    };
    let on_read = {
        let typed = (*typed).clone();
        Callback::from(move |_: MouseEvent| {
            if !typed.trim().is_empty() {
                take(&typed);
            }
        })
    };
    let area = format!("precopy{instance}-records-paste");
    html! {
        <section class={classes!("bring", is_first.then_some("bring--first"))} aria-label={text::BRING}>
            if *is_first {
                <p class="bring__line">{ text::DROP }</p>
            }
            <div class="bring__ways">
                <label class="button bring__file">
                    <input class="bring__chooser" type="file" multiple=true onchange={on_files} />
                    { if *is_first { text::CHOOSE } else { text::CHOOSE_MORE } }
                </label>
                if *is_first {
                    <button class="button" type="button" onclick={on_example}>{ text::EXAMPLE }</button>
                }
            </div>
            <label class="bring__name" for={area.clone()}>{ text::PASTE }</label>
            <textarea
                id={area} class="bring__area" rows={if *is_first { "4" } else { "1" }} spellcheck="false" placeholder={text::PLACEHOLDER}
                value={(*typed).clone()} onpaste={on_paste} oninput={on_type} />
            <button class={classes!("button", typed.trim().is_empty().then_some("hidden"))} type="button" onclick={on_read}>{ text::READ }</button>
            if *is_first {
                <dl class="bring__formats">
                    { for text::FORMATS.iter().map(|(name, line)| html! {
                        <div key={*name}><dt>{ *name }</dt><dd>{ *line }</dd></div>
                    }) }
                </dl>
            }
        </section>
    }
}
