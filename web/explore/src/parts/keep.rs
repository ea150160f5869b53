//! The scenarios that a person keeps: a name for the present one, the list, and files of them.

use std::rc::Rc;

use precopy_base::browser::events::{changed_text, input_value};
use precopy_formats::scenario_file::{Kept, MOST_CHARACTERS, MOST_IN_NOTE, name, note, print};
use yew::prelude::*;

use super::imported::Imported;
use super::kept_list::KeptList;
use crate::app::Asked;
use crate::browser::store;
use crate::state::compare::opened;
use crate::state::kept::Shelf;
use crate::state::place::Place;
use crate::told::{File, Told};
use crate::words::keep as words;

/// What is kept, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored {
    pub(crate) shelf: Rc<Shelf>,
    pub(crate) place: Place,
}

impl Stored {
    fn load() -> Self {
        let (shelf, place) = store::load();
        Self { shelf: Rc::new(shelf), place }
    }

    /// What it is after a change, which is made to what is stored now: another page may have changed it meanwhile.
    pub(crate) fn changed(change: impl FnOnce(&Shelf) -> Shelf) -> Self {
        let (before, place) = store::load();
        let shelf = change(&before);
        let place = if shelf == before { place } else { store::keep(&shelf) };
        Self { shelf: Rc::new(shelf), place }
    }
}

/// The part.
#[component(Keep)]
pub(crate) fn keep(asked: &Asked) -> Html {
    let stored = use_state_eq(Stored::load);
    let typed = use_state_eq(|| None::<String>);
    let noted = use_state_eq(String::new);
    let head = format!("precopy{}-keep", asked.instance);
    let on_change = {
        let stored = stored.clone();
        use_callback((), move |next: Stored, ()| stored.set(next))
    };
    let on_open = {
        // The list is long, and none of a dragged slider's business.
        let now = use_mut_ref(|| asked.clone());
        now.replace(asked.clone());
        use_callback((), move |kept: Kept, ()| {
            let Asked { calculator, tell, .. } = now.borrow().clone();
            tell.emit(Told::Open(opened(&calculator, &kept)));
        })
    };
    {
        // The name belongs to the scenario, and may have come from elsewhere.
        let (typed, noted, stored) = (typed.clone(), noted.clone(), stored.clone());
        use_effect_with(asked.calculator.name().to_owned(), move |now| {
            typed.set(None);
            noted.set(stored.shelf.find(now).map(|kept| kept.note.clone()).unwrap_or_default());
        });
    }
    let given = typed.as_deref().unwrap_or(asked.calculator.name()).to_owned();
    html! {
        <section class="explore__part keep" aria-labelledby={head.clone()}>
            <h2 class="explore__head" id={head}>{ words::HEAD }</h2>
            { name_fields(asked, &given, &typed, &noted) }
            { keeping(asked, &given, &noted, &stored, &on_change) }
            <KeptList instance={asked.instance} stored={(*stored).clone()} change={on_change.clone()} open={on_open} />
            <div class="keep__files">
                <Imported instance={asked.instance} change={on_change}>
                    if !stored.shelf.scenarios.is_empty() {
                        { save_button(asked, words::EXPORT, &stored.shelf) }
                    }
                </Imported>
            </div>
            <p class="explore__quiet">
                { words::place(&stored.place) }
                if let Place::Unreadable(text) = &stored.place {
                    { " " }{ stored_button(asked, text.clone()) }
                }
            </p>
        </section>
    }
}

/// The fields for the name, which is a key of the link, and for a note, which is not.
fn name_fields(
    asked: &Asked,
    given: &str,
    typed: &UseStateHandle<Option<String>>,
    noted: &UseStateHandle<String>,
) -> Html {
    let ids = ["name", "note"].map(|name| format!("precopy{}-keep-{name}", asked.instance));
    let [name_id, note_id] = ids;
    let on_typed = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(input_value(&event)))
    };
    let on_name = {
        let (tell, before) = (asked.tell.clone(), asked.calculator.name().to_owned());
        Callback::from(move |event: Event| {
            let given = name(&changed_text(&event).unwrap_or_default());
            if given != before {
                tell.emit(name_told(given));
            }
        })
    };
    let on_note = {
        let noted = noted.clone();
        Callback::from(move |event: InputEvent| noted.set(input_value(&event).unwrap_or_default()))
    };
    html! {
        <div class="keep__names">
            <label for={name_id.clone()}>{ words::NAME }</label>
            <input
                id={name_id} class="keep__field" type="text" maxlength={MOST_CHARACTERS.to_string()} autocomplete="off"
                placeholder={words::proposed(&asked.calculator.inputs)} value={given.to_owned()} oninput={on_typed} onchange={on_name} />
            <label for={note_id.clone()}>{ words::NOTE }</label>
            <input
                id={note_id} class="keep__field" type="text" maxlength={MOST_IN_NOTE.to_string()} autocomplete="off"
                placeholder={words::NOTE_EXAMPLE} value={(**noted).clone()} oninput={on_note} />
        </div>
    }
}

fn name_told(name: String) -> Told {
    Told::Keys(vec![("name".to_owned(), name)])
}

/// The button that keeps, and what it would do.
fn keeping(asked: &Asked, given: &str, noted: &str, stored: &Stored, change: &Callback<Stored>) -> Html {
    let calculator = &asked.calculator;
    let mut one = Kept::of_keys(&calculator.inputs, &calculator.others);
    one.name = match name(given) {
        // Nobody has to think of one.
        named if named.is_empty() => name(&words::proposed(&calculator.inputs)),
        named => named,
    };
    one.note = note(noted);
    let there = stored.shelf.find(&one.name);
    let is_kept = there == Some(&one);
    let said = match there {
        Some(_) if is_kept => words::IS_KEPT,
        Some(_) => words::IS_THERE,
        None if stored.shelf.has_room_for(&one.name) => "",
        None => words::IS_FULL,
    };
    let on_click = {
        let (tell, change, one, before) =
            (asked.tell.clone(), change.clone(), one.clone(), calculator.name().to_owned());
        Callback::from(move |_: MouseEvent| {
            let kept = one.clone();
            change.emit(Stored::changed(move |shelf| shelf.with(kept)));
            if one.name != before {
                tell.emit(name_told(one.name.clone()));
            }
        })
    };
    html! {
        <p class="keep__keep">
            <button class="button" type="button" onclick={on_click}>
                { if there.is_some() && !is_kept { words::REPLACE } else { words::KEEP } }
            </button>
            <span class="explore__quiet" role="status">{ said }</span>
        </p>
    }
}

fn save_button(asked: &Asked, what: &'static str, shelf: &Rc<Shelf>) -> Html {
    let (tell, shelf) = (asked.tell.clone(), Rc::clone(shelf));
    let on_click = Callback::from(move |_: MouseEvent| tell.emit(Told::Save(json(FILE_NAME, print(&shelf.scenarios)))));
    html! { <button class="button" type="button" onclick={on_click}>{ what }</button> }
}

/// Gives what the browser has stored, as it is.
fn stored_button(asked: &Asked, text: Rc<str>) -> Html {
    let tell = asked.tell.clone();
    let on_click = Callback::from(move |_: MouseEvent| tell.emit(Told::Save(json(STORED_NAME, text.to_string()))));
    html! { <button class="back" type="button" onclick={on_click}>{ words::SAVE_STORED }</button> }
}

const FILE_NAME: &str = "precopy-scenarios.json";
const STORED_NAME: &str = "precopy-stored.json";

fn json(name: &str, text: String) -> File {
    File::Text { name: name.to_owned(), media_type: "application/json", text }
}
