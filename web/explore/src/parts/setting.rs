//! A setting in the product's own words, ready to be pasted, and where its words are described.

use precopy_base::browser::copied::{Copied, use_copied};
use precopy_base::words::place;
use precopy_formats::settings::{self, Settings, Snippet};
use precopy_model::explore::Change;
use precopy_model::scenario::Checked;
use yew::prelude::*;

use crate::words::setting as words;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) changes: Vec<Change>,
    /// The scenario with the changes made.
    pub(super) scenario: Checked,
}

/// The setting.
#[component(Setting)]
pub(super) fn setting(props: &Props) -> Html {
    let chosen = use_state_eq(|| 0_usize);
    let Settings { snippets, without } = settings::of(&props.scenario, &props.changes);
    let shown = snippets.get(*chosen).or(snippets.first());
    html! {
        <div class="setting">
            if 1 < snippets.len() {
                { ways(&snippets, &chosen) }
            }
            if let Some(snippet) = shown {
                if snippets.len() == 1 {
                    <p class="setting__when">{ way(snippet) }</p>
                }
                { pasted(snippet) }
            }
            { for without.into_iter().map(|change| html! {
                <p class="explore__quiet">{ words::without(change, &props.scenario) }</p>
            }) }
        </div>
    }
}

/// What a way is called.
fn way(snippet: &Snippet) -> String {
    format!("{}, {}", words::language(snippet.language), words::acts(snippet.acts))
}

/// The ways to do it, one of which is shown.
fn ways(snippets: &[Snippet], chosen: &UseStateHandle<usize>) -> Html {
    let buttons = snippets.iter().enumerate().map(|(place, snippet)| {
        let pressed = (place == **chosen).to_string();
        let on_click = {
            let chosen = chosen.clone();
            Callback::from(move |_: MouseEvent| chosen.set(place))
        };
        html! {
            <button key={place} class="ask-word" type="button" aria-pressed={pressed} onclick={on_click}>
                { way(snippet) }
            </button>
        }
    });
    html! { <div class="ask-words" role="group" aria-label={words::WAYS}>{ for buttons }</div> }
}

/// One of them.
fn pasted(snippet: &Snippet) -> Html {
    html! {
        <>
            <Text text={snippet.text.clone()} />
            <p class="explore__quiet">
                if !snippet.note.is_empty() {
                    { snippet.note }{ " " }
                }
                if words::has_placeholders(snippet.language) {
                    { words::PLACEHOLDERS }
                }
            </p>
            { for snippet.sources.iter().map(|source| html! {
                <p class="explore__quiet setting__source">{ words::SOURCE }{ place(source) }</p>
            }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct TextProps {
    text: String,
}

/// The text with its button. Where the clipboard is refused, the text is selected.
#[component(Text)]
fn text(props: &TextProps) -> Html {
    let area = use_node_ref();
    let Copied { on_copy, done } = use_copied(&props.text, &area);
    // A line that is too long for its place takes two.
    let lines: usize = props.text.lines().map(|line| 1 + line.chars().count() / LONG_LINE).sum();
    html! {
        <div class="setting__text">
            <textarea
                ref={area} class="setting__area" rows={lines.to_string()} readonly=true spellcheck="false" aria-label={words::TEXT}
                value={props.text.clone()} />
            <button class="button" type="button" onclick={on_copy}>
                { if done == Some(true) { words::COPIED } else { words::COPY } }
            </button>
            <span class="setting__said" role="status">
                { if done == Some(false) { precopy_base::words::LINK_SELECTED } else { "" } }
            </span>
        </div>
    }
}

/// So many letters stand on a line.
const LONG_LINE: usize = 84;
