//! The panel that gives the calculator to others: where it will stand, how it is shown there, what is copied, and a preview.

use precopy_base::browser::address::own_address;
use precopy_base::browser::copied::{Copied, use_copied};
use precopy_base::place::Place;
use precopy_model::problem::Field;
use yew::prelude::*;

use super::choice::{choice, fixed};
use crate::app::Dispatch;
use crate::browser::frame::show;
use crate::state::share::{Change, HEIGHTS, LOCKABLE, Readers, Share, Way};
use crate::state::snippets::Given;
use crate::state::{Action, State};
use crate::words::share as words;

/// The panel.
pub(crate) fn share_panel(state: &State, dispatch: &Dispatch) -> Html {
    let share = &state.kept.share;
    let own = Place::of_address(&own_address());
    let folder = Given::folder_of(share, &own);
    let summary = words::summary(&state.calculator, &state.verdict);
    let given = Given { share, calculator: &state.calculator, folder: &folder, summary: &summary };
    let way = share.way;
    html! {
        <div class="share">
            <p class="share__what">{ words::WHAT }</p>
            { choice(
                words::WAYS, Way::ALL.map(|one| (one, AttrValue::Static(words::name(one)))), way, CLASSES, dispatch,
                |way| Action::Share(Change::Way(way)),
            ) }
            <p class="share__steps">{ words::steps(way) }</p>
            { choices(state, share, &own, dispatch) }
            { saving(way, &share.fragment(&state.calculator, true), &summary, dispatch) }
            <Snippet key={words::name(way)} text={given.text()} />
            if way.is_embedded() {
                <Preview address={own.folder(false)} fragment={share.fragment(&state.calculator, true)} height={share.height} />
            }
        </div>
    }
}

/// Of a choice and its words.
const CLASSES: [&str; 2] = ["share__words", "share__word"];

/// A choice with its name beside it.
fn row<T: Copy + PartialEq + 'static>(
    label: &'static str,
    words: impl IntoIterator<Item = (T, AttrValue)>,
    chosen: T,
    dispatch: &Dispatch,
    choose: fn(T) -> Action,
) -> Html {
    html! {
        <div key={label} class="share__row">
            <span class="share__label">{ label }</span>
            { choice(label, words, chosen, CLASSES, dispatch, choose) }
        </div>
    }
}

/// What can be chosen for this way.
fn choices(state: &State, share: &Share, own: &Place, dispatch: &Dispatch) -> Html {
    let way = share.way;
    html! {
        <div class="share__choices">
            if way.is_embedded() {
                { row(words::SHOWN, fixed(&words::VIEWS), share.view, dispatch, |one| Action::Share(Change::View(one))) }
                { row(words::CONTROLS, fixed(&words::CONTROLS_SHOWN), share.controls, dispatch, |one| Action::Share(Change::Controls(one))) }
                { row(words::READERS, fixed(&words::WHAT_READERS), share.readers, dispatch, |one| Action::Share(Change::Readers(one))) }
                if share.readers == Readers::Some {
                    { locks(state, share, dispatch) }
                }
                { row(words::THEME, fixed(&words::THEMES), share.theme, dispatch, |one| Action::Share(Change::Theme(one))) }
            }
            if way.is_embedded() && way != Way::Element {
                { row(
                    words::HEIGHT, HEIGHTS.map(|height| (height, AttrValue::from(format!("{height} px")))), share.height, dispatch,
                    |height| Action::Share(Change::Height(height)),
                ) }
            }
            if way.is_fetched() {
                { row(words::VERSION, fixed(&words::VERSIONS), share.pinned, dispatch, |one| Action::Share(Change::Pinned(one))) }
                { address(state, share, own, dispatch) }
            }
        </div>
    }
}

/// A box for each input that can be locked.
fn locks(state: &State, share: &Share, dispatch: &Dispatch) -> Html {
    html! {
        <div key="locks" class="share__row">
            <span class="share__label">{ words::LOCKED }</span>
            <span class="share__words" role="group" aria-label={words::LOCKED}>
                { for LOCKABLE.into_iter().filter(|&field| state.calculator.inputs.applies(field)).map(|field: Field| {
                    let dispatch = dispatch.clone();
                    let id = format!("precopy{}-lock-{}", state.instance, precopy_formats::fields::row(field).key);
                    let on_change = Callback::from(move |_: Event| dispatch.emit(Action::Share(Change::Lock(field))));
                    html! {
                        <span key={field.name()} class="share__lock">
                            <input
                                id={id.clone()} class="share__box" type="checkbox" checked={share.locked.contains(&field)}
                                onchange={on_change} />
                            <label for={id}>{ field.name() }</label>
                        </span>
                    }
                }) }
            </span>
        </div>
    }
}

/// Where the calculator lies: the page's own place unless another one is typed.
fn address(state: &State, share: &Share, own: &Place, dispatch: &Dispatch) -> Html {
    let id = format!("precopy{}-share-address", state.instance);
    let text = share.address.clone().unwrap_or_else(|| own.folder(false));
    let on_text = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = precopy_base::browser::events::input_value(&event) {
                dispatch.emit(Action::Share(Change::Address(text)));
            }
        })
    };
    html! {
        <div key="address" class="share__row">
            <label class="share__label" for={id.clone()}>{ words::ADDRESS }</label>
            <span class="share__words">
                <input
                    {id} class="share__address" type="url" autocomplete="off" spellcheck="false"
                    placeholder={words::ADDRESS_EXAMPLE} value={text.clone()} oninput={on_text} />
                if text.trim().is_empty() {
                    <span class="share__quiet">{ words::ADDRESS_UNKNOWN }</span>
                }
            </span>
        </div>
    }
}

/// Buttons for what is saved, where the way needs a file beside the text.
fn saving(way: Way, fragment: &str, summary: &str, dispatch: &Dispatch) -> Html {
    let save = |text: &'static str, what: &'static str| {
        let (dispatch, fragment, summary) = (dispatch.clone(), fragment.to_owned(), summary.to_owned());
        let save = move |_: MouseEvent| dispatch.emit(Action::Save(what, fragment.clone(), summary.clone()));
        let on_click = Callback::from(save);
        html! { <button key={what} class="button" type="button" onclick={on_click}>{ text }</button> }
    };
    match way {
        Way::File | Way::Moodle => html! { <p class="share__save">{ save(words::SAVE_FILE, "file") }</p> },
        Way::Picture => html! {
            <p class="share__save">{ save(words::SAVE_SVG, "svg") }{ save(words::SAVE_PNG, "png") }</p>
        },
        _ => Html::default(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SnippetProps {
    text: String,
}

/// The text to be copied, with its button. Where the clipboard is refused, the text is selected.
#[component(Snippet)]
fn snippet(props: &SnippetProps) -> Html {
    let field = use_node_ref();
    let Copied { on_copy, done } = use_copied(&props.text, &field);
    html! {
        <div class="share__text">
            <textarea
                ref={field} class="share__area" rows="6" readonly=true spellcheck="false" aria-label={words::TEXT}
                value={props.text.clone()} />
            <p class="share__copy">
                <button class="button" type="button" onclick={on_copy}>
                    { if done == Some(true) { words::COPIED } else { words::COPY } }
                </button>
                <span role="status">
                    { if done == Some(false) { precopy_base::words::LINK_SELECTED } else { "" } }
                </span>
            </p>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PreviewProps {
    /// The folder of this page; empty where it has none.
    address: String,
    fragment: String,
    height: u32,
}

/// The calculator as it will be embedded: this very page in a frame.
#[component(Preview)]
fn preview(props: &PreviewProps) -> Html {
    let frame = use_node_ref();
    {
        let frame = frame.clone();
        use_effect_with((props.fragment.clone(), props.height), move |(fragment, height)| {
            show(&frame, fragment, *height)
        });
    }
    html! {
        <section class="share__preview" aria-label={words::PREVIEW}>
            <h3 class="share__head">{ words::PREVIEW }</h3>
            if !props.address.starts_with('h') {
                <p class="share__quiet">{ words::NO_PREVIEW }</p>
            } else {
                <iframe ref={frame} class="share__frame" title={words::PREVIEW}></iframe>
            }
        </section>
    }
}
