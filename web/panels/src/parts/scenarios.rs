//! Ready-made scenarios: the list, with its search.

use precopy_base::browser::events::{focus, input_value};
use precopy_formats::link;
use precopy_formats::ready::{self, Ready};
use yew::prelude::*;

use crate::app::Dispatch;
use crate::state::{Action, State};
use crate::words::scenarios as words;

/// The list, with its search.
pub(crate) fn scenarios_panel(state: &State, dispatch: &Dispatch) -> Html {
    let loaded = state.calculator.loaded().map(str::to_owned);
    let query = state.kept.query.clone();
    html! { <Panel {query} {loaded} dispatch={dispatch.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct PanelProps {
    query: String,
    /// The name of the scenario that is loaded.
    loaded: Option<String>,
    dispatch: Dispatch,
}

/// A scenario with what is shown of it and what it is found by.
struct Card {
    ready: &'static Ready,
    group: &'static str,
    facts: [String; 4],
    found_by: String,
}

fn cards() -> Vec<Card> {
    let mut cards = Vec::new();
    for group in ready::ALL {
        for ready in group.scenarios {
            let facts = words::facts(&link::parse(ready.link).inputs);
            let mut found_by = words::source(ready);
            for part in [ready.title, ready.shows, group.name].into_iter().chain(facts.iter().map(String::as_str)) {
                found_by.push(' ');
                found_by.push_str(part);
            }
            found_by.make_ascii_lowercase();
            cards.push(Card { ready, group: group.id, facts, found_by });
        }
    }
    cards
}

#[component(Panel)]
fn panel(props: &PanelProps) -> Html {
    let cards = cards();
    let field = use_node_ref();
    let query = props.query.to_ascii_lowercase();
    let searching = query.contains(|c| c != ' ');
    let found: Vec<&Card> =
        cards.iter().filter(|card| query.split(' ').all(|word| card.found_by.contains(word))).collect();
    let seek = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = input_value(&event) {
                dispatch.emit(Action::Seek(text));
            }
        })
    };
    let on_key = {
        let dispatch = props.dispatch.clone();
        // The first Escape clears the search, the next one closes the shelf.
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && searching {
                event.prevent_default();
                dispatch.emit(Action::Seek(String::new()));
            }
        })
    };
    let clear = {
        let (dispatch, field) = (props.dispatch.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            // The button goes away; the focus must not go with it.
            focus(&field);
            dispatch.emit(Action::Seek(String::new()));
        })
    };
    html! {
        <>
            <div class="seek">
                <label class="seek__label">
                    { words::SEARCH }
                    <input
                        ref={field} class="seek__field" type="search" autocomplete="off" spellcheck="false"
                        placeholder={words::SEARCH_EXAMPLE} value={props.query.clone()} oninput={seek} onkeydown={on_key} />
                </label>
                <p class="seek__count" role="status">
                    { if found.is_empty() { words::NOTHING_FOUND.to_owned() } else { words::count(found.len(), cards.len()) } }
                </p>
                if found.is_empty() {
                    <button class="button" type="button" onclick={clear}>{ words::CLEAR }</button>
                }
            </div>
            { for ready::ALL.iter().enumerate().map(|(index, group)| {
                let of_group: Vec<&Card> = found.iter().copied().filter(|card| card.group == group.id).collect();
                if of_group.is_empty() {
                    return Html::default();
                }
                let has_loaded = group.scenarios.iter().any(|ready| props.loaded.as_deref() == Some(ready.id));
                // A search has its own open lists: what was opened or closed by hand before it stays so after it.
                let key = if searching { format!("{}-found", group.id) } else { group.id.to_owned() };
                html! {
                    <details {key} class="group" open={searching || index == 0 || has_loaded}>
                        <summary class="group__head">
                            <h3 class="group__name">{ group.name }</h3>
                            <span class="group__count">{ of_group.len() }</span>
                        </summary>
                        <ul class="cards">
                            { for of_group.into_iter().map(|card| card_of(card, props)) }
                        </ul>
                    </details>
                }
            }) }
        </>
    }
}

/// A card; its title is the button, which covers the card.
fn card_of(card: &Card, props: &PanelProps) -> Html {
    let ready = card.ready;
    let loaded = props.loaded.as_deref() == Some(ready.id);
    let choose = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::OpenReady(ready)))
    };
    html! {
        <li key={ready.id} class={classes!("card", loaded.then_some("card--loaded"))}>
            <button class="card__title" type="button" onclick={choose} aria-current={loaded.then_some("true")}>
                { ready.title }
            </button>
            <p class="card__shows">{ ready.shows }</p>
            <p class="card__facts">
                // Each in one piece: "link 10" says nothing without its unit.
                { for card.facts.iter().map(|fact| html! { <span key={fact.clone()} class="fact">{ fact }</span> }) }
            </p>
            <p class="card__source">
                { words::source_before(ready) }
                <span class="assumed">{ words::ASSUMED }</span>
                { format!(" {}", words::assumed(ready)) }
                if loaded {
                    { format!(" · {}", words::LOADED) }
                }
            </p>
        </li>
    }
}
