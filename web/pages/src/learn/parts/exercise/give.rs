//! What a teacher takes away: the link, the frame, and where they lead.

use precopy_base::browser::address::own_address;
use precopy_base::browser::copied::{Copied, use_copied};
use precopy_base::browser::events::input_value;
use precopy_formats::lessons::Exercise;
use yew::prelude::*;

use super::Around;
use crate::learn::state::exercise::Change;
use crate::learn::state::exercise::draft::{Draft, Text};
use crate::learn::state::exercise::given::{HEIGHTS, address, folder, snippet};
use crate::learn::words::exercise as words;
use crate::parts::pick::choice;

/// The texts with their buttons.
pub(super) fn give(draft: &Draft, exercise: &Exercise, fragment: &str, given: &Around) -> Html {
    let own = own_address();
    let folder = folder(&draft.folder, &own);
    let title = if exercise.title.is_empty() { words::UNTITLED } else { exercise.title.as_str() };
    let id = given.id("folder");
    let on_input = {
        let given = given.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = input_value(&event) {
                given.change(Change::Write(Text::Folder, text));
            }
        })
    };
    let height = {
        let given = given.clone();
        Callback::from(move |height| given.change(Change::Height(height)))
    };
    let note = match folder.as_str() {
        "" => Some(words::ADDRESS_UNKNOWN),
        folder if folder.starts_with('f') => Some(words::ADDRESS_FILE),
        _ => None,
    };
    html! {
        <section class="compose__give" aria-label={words::GIVE}>
            <h3 class="pages__head3">{ words::GIVE }</h3>
            <Copy name={words::LINK} text={address(&folder, fragment)} rows={3} />
            <Copy name={words::FRAME} text={snippet(&folder, fragment, title, draft.height)} rows={5} />
            <div class="compose__line">
                <span class="pages__quiet">{ words::HEIGHT }</span>
                { choice(words::HEIGHT, &HEIGHTS, draft.height, pixels, &height) }
            </div>
            <div class="exercise__field">
                <label for={id.clone()}>{ words::ADDRESS }</label>
                <input
                    id={id.clone()} class="exercise__text" type="url" autocomplete="off" spellcheck="false" placeholder={folder_example(&folder)}
                    value={draft.folder.clone()} oninput={on_input} aria-describedby={format!("{id}-line")} />
                <p class="pages__quiet" id={format!("{id}-line")}>{ note.unwrap_or_default() }</p>
            </div>
            <p class="pages__quiet">{ words::VERIFY_LATER }</p>
            <p class="pages__quiet">{ words::NO_SECURITY }</p>
        </section>
    }
}

fn folder_example(folder: &str) -> String {
    if folder.starts_with('h') { folder.to_owned() } else { words::ADDRESS_EXAMPLE.to_owned() }
}

const fn pixels(height: u32) -> &'static str {
    match height {
        900 => "900 px",
        1200 => "1200 px",
        _ => "1600 px",
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CopyProps {
    pub(super) name: &'static str,
    pub(super) text: String,
    pub(super) rows: u32,
}

/// A text that can be copied. Where the clipboard is refused, it is selected.
#[component(Copy)]
pub(super) fn copy(props: &CopyProps) -> Html {
    let area = use_node_ref();
    let Copied { on_copy, done } = use_copied(&props.text, &area);
    let name = props.name;
    html! {
        <div class="exercise__copy">
            <p class="exercise__name" aria-hidden="true">{ name }</p>
            <textarea
                ref={area} class="exercise__area" rows={props.rows.to_string()} readonly=true spellcheck="false" aria-label={name}
                value={props.text.clone()} />
            <p class="compose__line">
                <button class="button" type="button" aria-label={format!("{}: {name}", words::COPY)} onclick={on_copy}>
                    { if done == Some(true) { words::COPIED } else { words::COPY } }
                </button>
                <span role="status">
                    { match done {
                        Some(false) => precopy_base::words::LINK_SELECTED,
                        _ => "",
                    } }
                </span>
            </p>
        </div>
    }
}
