//! A file of scenarios that a person opens: taken at once when all is well, else what is wrong with it, and a choice.

use std::rc::Rc;

use precopy_base::browser::events::focus_named;
use precopy_base::browser::files;
use precopy_formats::scenario_file::{MOST_BYTES, Read, parse};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::keep::Stored;

use crate::state::kept::Joined;
use crate::words::keep as words;

/// What it is given.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Which calculator of the document this is.
    pub(crate) instance: u32,
    /// Takes over what is kept after a change.
    pub(crate) change: Callback<Stored>,
    /// What stands beside the button.
    pub(crate) children: Html,
}

/// What came of the last file.
#[derive(Clone, Debug, PartialEq)]
enum Came {
    Nothing,
    Unreadable,
    Taken(Joined),
    Flawed(Rc<Read>),
}

/// The button, and what came of the last file.
#[component(Imported)]
pub(crate) fn imported(props: &Props) -> Html {
    let came = use_state_eq(|| Came::Nothing);
    let on_file = {
        let (came, change) = (came.clone(), props.change.clone());
        Callback::from(move |event: Event| {
            let Some(file) = files::chosen(&event) else { return };
            let (came, change) = (came.clone(), change.clone());
            spawn_local(async move {
                // One that is far too large is not even read.
                let text = if files::is_larger(&file, 4 * MOST_BYTES) { None } else { files::text(file).await };
                came.set(match text.map(|text| parse(&text)) {
                    None => Came::Unreadable,
                    Some(read) if read.flaws.is_empty() => Came::Taken(take(&read, &change)),
                    Some(read) => Came::Flawed(Rc::new(read)),
                });
            });
        })
    };
    html! {
        <>
            <label class="button keep__file">
                <input
                    id={chooser_id(props.instance)} class="keep__chooser" type="file" accept=".json,application/json"
                    onchange={on_file} />
                { words::IMPORT }
            </label>
            { props.children.clone() }
            <div class="keep__came">
                <p role="status">
                    { match &*came {
                        Came::Nothing => String::new(),
                        Came::Unreadable => words::UNREADABLE.to_owned(),
                        Came::Taken(joined) => words::joined(*joined),
                        Came::Flawed(read) => words::flawed(read),
                    } }
                </p>
                if let Came::Flawed(read) = &*came {
                    { flawed(read, &came, props) }
                }
            </div>
        </>
    }
}

fn take(read: &Read, change: &Callback<Stored>) -> Joined {
    let mut counted = Joined::default();
    change.emit(Stored::changed(|shelf| {
        let (next, joined) = shelf.joined(&read.scenarios);
        counted = joined;
        next
    }));
    counted
}

fn chooser_id(instance: u32) -> String {
    format!("precopy{instance}-keep-file")
}

/// What is wrong with a file, and the choice. Its buttons go when one is pressed, and the focus to where another file can be opened.
fn flawed(read: &Rc<Read>, came: &UseStateHandle<Came>, props: &Props) -> Html {
    let chooser = chooser_id(props.instance);
    let on_take = {
        let (read, came, change, chooser) = (Rc::clone(read), came.clone(), props.change.clone(), chooser.clone());
        Callback::from(move |event: MouseEvent| {
            focus_named(&event, &chooser);
            came.set(Came::Taken(take(&read, &change)));
        })
    };
    let on_none = {
        let came = came.clone();
        Callback::from(move |event: MouseEvent| {
            focus_named(&event, &chooser);
            came.set(Came::Nothing);
        })
    };
    html! {
        <>
            <ul class="keep__flaws" aria-label={words::FLAWS}>
                { for read.flaws.iter().map(|flaw| html! { <li>{ flaw.to_string() }</li> }) }
            </ul>
            <p class="keep__choice">
                if !read.scenarios.is_empty() {
                    <button class="button" type="button" onclick={on_take}>{ words::TAKE_GOOD }</button>
                }
                <button class="button" type="button" onclick={on_none}>{ words::TAKE_NONE }</button>
            </p>
        </>
    }
}
