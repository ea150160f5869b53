//! How it is cited: a line or an entry, to be copied.

use precopy_base::browser::address::own_address;
use precopy_base::browser::copied::{Copied, use_copied};
use precopy_base::browser::date::today;
use precopy_base::file_name::stem;
use precopy_base::words::{LINK_SELECTED, scenario_line};
use yew::prelude::*;

use crate::app::Asked;
use crate::state::cite::Cited;
use crate::words::export as words;

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) asked: Asked,
}

/// The text with its button. Where the clipboard is refused, the text is selected.
#[component(Cite)]
pub(crate) fn cite(props: &Props) -> Html {
    let is_entry = use_state_eq(|| false);
    let field = use_node_ref();
    let text = text(&props.asked, *is_entry);
    let Copied { on_copy, done } = use_copied(&text, &field);
    let choice = |what: &'static str, entry: bool| {
        let is_entry = is_entry.clone();
        let pressed = (*is_entry == entry).to_string();
        let on_click = Callback::from(move |_: MouseEvent| is_entry.set(entry));
        html! { <button key={what} class="tool" type="button" aria-pressed={pressed} onclick={on_click}>{ what }</button> }
    };
    html! {
        <div class="export__cite">
            <div class="export__row">
                <span class="export__label">{ words::CITE }</span>
                <span class="export__buttons" role="group" aria-label={words::CITE}>
                    { choice(words::LINE, false) }
                    { choice(words::BIBTEX, true) }
                    <button class="button" type="button" onclick={on_copy}>
                        { if done == Some(true) { words::COPIED } else { words::COPY } }
                    </button>
                    <span role="status">{ if done == Some(false) { LINK_SELECTED } else { "" } }</span>
                </span>
            </div>
            <textarea
                ref={field} class="export__text" rows="4" readonly=true spellcheck="false" aria-label={words::CITED} value={text} />
        </div>
    }
}

fn text(asked: &Asked, is_entry: bool) -> String {
    let calculator = &asked.calculator;
    // A file of one's own, or a copy that was written into a page, has an address that leads nobody there.
    let address = own_address();
    let address = if address.starts_with("http") { address } else { String::new() };
    let line = scenario_line(&calculator.inputs);
    let cited = Cited {
        title: if calculator.name().is_empty() { &line } else { calculator.name() },
        stem: &stem(calculator),
        date: &today(),
        address: address.split('?').next().unwrap_or_default(),
        link: &calculator.complete_link(),
    };
    if is_entry { cited.bibtex() } else { cited.line() }
}
