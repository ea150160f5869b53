//! The list of kept scenarios: each can be opened, renamed and deleted, and what was deleted last be put back.

use precopy_base::browser::events::{focus_near, input_value};
use precopy_base::words::scenario_line;
use precopy_formats::scenario_file::{Kept, MOST_CHARACTERS};
use yew::prelude::*;

use super::keep::Stored;
use crate::words::keep as words;

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Which calculator of the document this is.
    pub(crate) instance: u32,
    pub(crate) stored: Stored,
    /// Takes over what is kept after a change.
    pub(crate) change: Callback<Stored>,
    /// Opens one.
    pub(crate) open: Callback<Kept>,
}

/// One that is being renamed.
#[derive(Clone, Debug, PartialEq)]
struct Renaming {
    from: String,
    /// What is typed.
    to: String,
}

/// What the list remembers.
#[derive(Clone)]
struct Own {
    renaming: UseStateHandle<Option<Renaming>>,
    /// What was deleted last, and where it was.
    deleted: UseStateHandle<Option<(usize, Kept)>>,
    /// What gets the focus once it is there: a button that was pressed may have gone.
    next: UseStateHandle<Option<String>>,
}

/// The list.
#[component(KeptList)]
pub(crate) fn kept_list(props: &Props) -> Html {
    let own = Own {
        renaming: use_state_eq(|| None::<Renaming>),
        deleted: use_state(|| None::<(usize, Kept)>),
        next: use_state(|| None::<String>),
    };
    let place = use_node_ref();
    {
        let (place, next) = (place.clone(), own.next.clone());
        use_effect(move || {
            if let Some(id) = &*next {
                focus_near(&place, id);
                next.set(None);
            }
        });
    }
    let all = &props.stored.shelf.scenarios;
    html! {
        <div ref={place} class="keep__list">
            if all.is_empty() {
                <p class="explore__quiet">{ words::NOTHING }</p>
            } else {
                <ul class="keep__all" aria-label={words::LIST}>
                    { for all.iter().enumerate().map(|(index, kept)| one(props, &own, index, kept)) }
                </ul>
            }
            <p class="keep__deleted">
                <span role="status">{ own.deleted.as_ref().map(|(_, kept)| words::deleted(&kept.name)) }</span>
                { put_back(props, &own) }
            </p>
        </div>
    }
}

/// The name of a part of the list in the document; of one of them by where it stands.
fn id(props: &Props, what: &str, index: usize) -> String {
    format!("precopy{}-kept-{what}-{index}", props.instance)
}

fn one(props: &Props, own: &Own, index: usize, kept: &Kept) -> Html {
    let renaming = own.renaming.as_ref().filter(|renaming| renaming.from == kept.name);
    html! {
        <li key={kept.name.clone()} class="keep__one">
            if let Some(renaming) = renaming {
                { rename_field(props, own, index, kept, renaming) }
            } else {
                <span class="keep__name">{ kept.name.clone() }</span>
            }
            <span class="keep__buttons">{ for buttons(props, own, index, kept) }</span>
            <small class="keep__line">
                { scenario_line(&kept.inputs) }
                if !kept.note.is_empty() {
                    <span class="keep__note">{ kept.note.clone() }</span>
                }
            </small>
        </li>
    }
}

/// Gives one the name that is typed, and the focus back to its button.
fn rename(props: &Props, own: &Own, index: usize) {
    if let Some(Renaming { from, to }) = &*own.renaming {
        props.change.emit(Stored::changed(|shelf| shelf.renamed(from, to)));
    }
    own.renaming.set(None);
    own.next.set(Some(id(props, "rename", index)));
}

fn rename_field(props: &Props, own: &Own, index: usize, kept: &Kept, renaming: &Renaming) -> Html {
    let on_typed = {
        let (own, from) = (own.clone(), renaming.from.clone());
        Callback::from(move |event: InputEvent| {
            let to = input_value(&event).unwrap_or_default();
            own.renaming.set(Some(Renaming { from: from.clone(), to }));
        })
    };
    let on_key = {
        let (props, own) = (props.clone(), own.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                // Else the same key would press the button that gets the focus.
                event.prevent_default();
                rename(&props, &own, index);
            }
            "Escape" => {
                // It is this that ends, and nothing around it.
                event.prevent_default();
                event.stop_propagation();
                own.renaming.set(None);
                own.next.set(Some(id(&props, "rename", index)));
            }
            _ => {}
        })
    };
    html! {
        <input
            id={id(props, "name", index)} class="keep__field" type="text" maxlength={MOST_CHARACTERS.to_string()}
            autocomplete="off" aria-label={words::of_one(words::NEW_NAME, kept)} value={renaming.to.clone()}
            oninput={on_typed} onkeydown={on_key} />
    }
}

fn buttons(props: &Props, own: &Own, index: usize, kept: &Kept) -> [Html; 3] {
    let open = {
        let (open, kept) = (props.open.clone(), kept.clone());
        Callback::from(move |_: MouseEvent| open.emit(kept.clone()))
    };
    let is_renamed = own.renaming.as_ref().is_some_and(|renaming| renaming.from == kept.name);
    let on_rename = {
        let (props, own, name) = (props.clone(), own.clone(), kept.name.clone());
        Callback::from(move |_: MouseEvent| {
            if is_renamed {
                return rename(&props, &own, index);
            }
            own.renaming.set(Some(Renaming { from: name.clone(), to: name.clone() }));
            own.next.set(Some(id(&props, "name", index)));
        })
    };
    let delete = {
        let (props, own, name) = (props.clone(), own.clone(), kept.name.clone());
        Callback::from(move |_: MouseEvent| {
            let mut taken = None;
            props.change.emit(Stored::changed(|shelf| {
                let (next, one) = shelf.without(&name);
                taken = one;
                next
            }));
            own.deleted.set(taken);
            own.next.set(Some(id(&props, "back", 0)));
        })
    };
    let button = |key: &'static str, what: &'static str, on_click: Callback<MouseEvent>| {
        html! {
            <button
                {key} id={id(props, key, index)} class="back" type="button" aria-label={words::of_one(what, kept)}
                onclick={on_click}>
                { what }
            </button>
        }
    };
    [
        button("open", words::OPEN, open),
        button("rename", if is_renamed { words::DONE } else { words::RENAME }, on_rename),
        button("delete", words::DELETE, delete),
    ]
}

/// The way back of what was deleted last.
fn put_back(props: &Props, own: &Own) -> Html {
    let Some((index, kept)) = own.deleted.as_ref() else { return Html::default() };
    let on_click = {
        let (props, own, index, kept) = (props.clone(), own.clone(), *index, kept.clone());
        Callback::from(move |_: MouseEvent| {
            let kept = kept.clone();
            props.change.emit(Stored::changed(move |shelf| shelf.with_at(index, kept)));
            own.deleted.set(None);
            own.next.set(Some(id(&props, "open", index)));
        })
    };
    html! {
        <>
            { " " }
            <button id={id(props, "back", 0)} class="back" type="button" onclick={on_click}>{ words::PUT_BACK }</button>
        </>
    }
}
