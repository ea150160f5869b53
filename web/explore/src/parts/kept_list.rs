//! The list of kept scenarios: each can be opened, renamed and deleted, and what was deleted last be put back.

use precopy_base::browser::events::{changed_text, focus};
use precopy_base::words::scenario_line;
use precopy_formats::scenario_file::{Kept, MOST_CHARACTERS};
use yew::prelude::*;

use super::keep::Stored;
use crate::app::Asked;
use crate::state::compare::opened;
use crate::told::Told;
use crate::words::keep as words;

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) asked: Asked,
    pub(crate) stored: Stored,
    /// Takes over what is kept after a change.
    pub(crate) change: Callback<Stored>,
}

/// The list.
#[component(KeptList)]
pub(crate) fn kept_list(props: &Props) -> Html {
    let renaming = use_state_eq(|| None::<String>);
    let deleted = use_state(|| None::<(usize, Kept)>);
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(renaming.is_some(), move |&open| {
            if open {
                focus(&field);
            }
        });
    }
    let one = |kept: &Kept| {
        let is_renamed = renaming.as_deref() == Some(kept.name.as_str());
        html! {
            <li key={kept.name.clone()} class="keep__one">
                if is_renamed {
                    { rename_field(kept, &renaming, &field, &props.change) }
                } else {
                    <span class="keep__name">{ kept.name.clone() }</span>
                }
                <span class="keep__buttons">{ for buttons(props, kept, &renaming, &deleted) }</span>
                <small class="keep__line">
                    { scenario_line(&kept.inputs) }
                    if !kept.note.is_empty() {
                        <span class="keep__note">{ kept.note.clone() }</span>
                    }
                </small>
            </li>
        }
    };
    html! {
        <div class="keep__list">
            if props.stored.shelf.scenarios.is_empty() {
                <p class="explore__quiet">{ words::NOTHING }</p>
            } else {
                <ul class="keep__all" aria-label={words::LIST}>{ for props.stored.shelf.scenarios.iter().map(one) }</ul>
            }
            <p class="keep__deleted" role="status">{ put_back(&deleted, &props.change) }</p>
        </div>
    }
}

fn rename_field(
    kept: &Kept,
    renaming: &UseStateHandle<Option<String>>,
    field: &NodeRef,
    change: &Callback<Stored>,
) -> Html {
    let on_change = {
        let (from, renaming, change) = (kept.name.clone(), renaming.clone(), change.clone());
        Callback::from(move |event: Event| {
            if let Some(to) = changed_text(&event) {
                change.emit(Stored::changed(|shelf| shelf.renamed(&from, &to)));
            }
            renaming.set(None);
        })
    };
    html! {
        <input
            ref={field.clone()} class="keep__field" type="text" maxlength={MOST_CHARACTERS.to_string()} autocomplete="off"
            aria-label={words::of_one(words::NEW_NAME, kept)} value={kept.name.clone()} onchange={on_change} />
    }
}

fn buttons(
    props: &Props,
    kept: &Kept,
    renaming: &UseStateHandle<Option<String>>,
    deleted: &UseStateHandle<Option<(usize, Kept)>>,
) -> [Html; 3] {
    let open = {
        let (tell, link) = (props.asked.tell.clone(), opened(&props.asked.calculator, kept));
        Callback::from(move |_: MouseEvent| tell.emit(Told::Open(link.clone())))
    };
    let is_renamed = renaming.as_deref() == Some(kept.name.as_str());
    let rename = {
        let (renaming, name) = (renaming.clone(), kept.name.clone());
        Callback::from(move |_: MouseEvent| renaming.set((!is_renamed).then(|| name.clone())))
    };
    let delete = {
        let (change, name, deleted) = (props.change.clone(), kept.name.clone(), deleted.clone());
        Callback::from(move |_: MouseEvent| {
            let mut taken = None;
            change.emit(Stored::changed(|shelf| {
                let (next, one) = shelf.without(&name);
                taken = one;
                next
            }));
            deleted.set(taken);
        })
    };
    let button = |what: &'static str, on_click: Callback<MouseEvent>| {
        html! {
            <button key={what} class="back" type="button" aria-label={words::of_one(what, kept)} onclick={on_click}>{ what }</button>
        }
    };
    [
        button(words::OPEN, open),
        button(if is_renamed { words::DONE } else { words::RENAME }, rename),
        button(words::DELETE, delete),
    ]
}

/// What was deleted last, and the way back.
fn put_back(deleted: &UseStateHandle<Option<(usize, Kept)>>, change: &Callback<Stored>) -> Html {
    let Some((index, kept)) = deleted.as_ref() else { return Html::default() };
    let on_click = {
        let (deleted, change, index, kept) = (deleted.clone(), change.clone(), *index, kept.clone());
        Callback::from(move |_: MouseEvent| {
            let kept = kept.clone();
            change.emit(Stored::changed(move |shelf| shelf.with_at(index, kept)));
            deleted.set(None);
        })
    };
    html! {
        <>
            { words::deleted(&kept.name) }{ " " }
            <button class="back" type="button" onclick={on_click}>{ words::PUT_BACK }</button>
        </>
    }
}
