//! A figure of a paper, made anew: what it shows, drawn as it is turned, with what the paper prints; what is assumed, what is otherwise, and
//! what is claimed.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_formats::fields::TABLE;
use precopy_formats::lessons::{Assumed, Contents, Model, Said, Shows};
use yew::prelude::*;

use super::figure::figure;
use super::head::use_head;
use super::page::go;
use super::table::table;
use super::text::With;
use super::turn::sliders;
use crate::learn::app::Dispatch;
use crate::learn::state::remake::Remake;
use crate::learn::state::slider::Slider;
use crate::learn::state::view::{GALLERY, figure_key};
use crate::learn::state::{Action, played};
use crate::learn::words;
use crate::learn::words::gallery as text;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) remake: Remake,
    /// The short names of the figures before and after it.
    pub(super) beside: [Option<String>; 2],
    pub(super) contents: Option<Rc<Contents>>,
    pub(super) dispatch: Dispatch,
    /// Opens a link in the calculator; none where its inputs are locked.
    pub(super) open: Option<Callback<String>>,
}

#[component(RemadeShown)]
pub(super) fn remade_shown(props: &Props) -> Html {
    let Props { remake, dispatch, .. } = props;
    let model = use_memo((), |()| RefCell::new(Model::default()));
    let head = use_head();
    let shown = &remake.figure;
    let with = With {
        model: Rc::clone(&model),
        bench: remake.bench(),
        contents: props.contents.clone(),
        symbols: false,
        dispatch: dispatch.clone(),
        open: props.open.clone(),
    };
    let keys: Vec<String> = shown.turns.iter().map(|turn| turn.key.clone()).collect();
    let claim = |said: &Said| {
        let holds = remake.holds(said, &mut model.borrow_mut()).unwrap_or_default();
        let (class, word) = if holds { ("claim--holds", text::HOLDS) } else { ("claim--fails", text::FAILS) };
        html! { <li class={classes!("claim", class)}>{ &said.says }{ " " }<span class="claim__word">{ word }</span></li> }
    };
    html! {
        <article class="lesson remade">
            <div class="pages__top">{ go(text::ALL, Some(GALLERY.to_owned()), dispatch) }</div>
            <h2 ref={head} class="pages__title" tabindex="-1">{ &shown.title }</h2>
            <p class="pages__quiet">{ format!("{}, {}", shown.paper, shown.place) }</p>
            <p class="lesson__text">{ &shown.says }</p>
            if !keys.is_empty() {
                { sliders(&shown.turns, &keys, (0, text::TURN), &remake.hand.now, dispatch) }
            }
            { figure(&shown.figure, &with) }
            { buttons(props) }
            if !shown.claims.is_empty() {
                <section aria-label={text::CLAIMS}>
                    <h3 class="pages__head3">{ text::CLAIMS }</h3>
                    <p class="pages__quiet">{ text::CLAIMS_LINE }</p>
                    <ul class="claims">{ for shown.claims.iter().map(claim) }</ul>
                </section>
            }
            if !shown.assumed.is_empty() {
                <section class="remade__assumed" aria-label={text::ASSUMED}>
                    <h3 class="pages__head3">{ text::ASSUMED }</h3>
                    <p class="pages__quiet">{ text::ASSUMED_LINE }</p>
                    { table(text::ASSUMED, &text::ASSUMED_HEADS.map(str::to_owned), assumed(&shown.assumed, remake)) }
                </section>
            }
            if !shown.differs.is_empty() {
                <section aria-label={text::DIFFERS}>
                    <h3 class="pages__head3">{ text::DIFFERS }</h3>
                    <p class="lesson__text">{ &shown.differs }</p>
                </section>
            }
            { beside(props) }
        </article>
    }
}

/// What is assumed, as it is now, and why.
fn assumed(assumed: &[Assumed], remake: &Remake) -> Vec<(String, Vec<Html>)> {
    let row = |one: &Assumed| {
        let name = TABLE.iter().find(|row| row.key == one.key).map_or(one.key.as_str(), |row| row.field.name());
        let value = remake.hand.now.value(&one.key).unwrap_or_default();
        // An amount is said as a slider says it.
        let said = Slider::of(&one.key, (value, value), false).map_or_else(|| value.to_owned(), |it| it.said(value));
        (name.to_owned(), vec![said.into(), one.why.clone().into()])
    };
    assumed.iter().map(row).collect()
}

/// Back to its start, and to the calculator or to the page of plans.
fn buttons(props: &Props) -> Html {
    let Props { remake, dispatch, open, .. } = props;
    let action = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
    };
    let open = open.clone().zip(remake.opens()).map(|(open, start)| {
        let link = start.text();
        Callback::from(move |_: MouseEvent| open.emit(link.clone()))
    });
    let plan = match &remake.figure.figure.shows {
        Shows::Plan(shown) => shown.of.first().map(|of| action(Action::Leave("plan", played::keys(of)))),
        _ => None,
    };
    html! {
        <div class="lesson__foot">
            if !remake.figure.turns.is_empty() {
                <button class="button button--quiet" type="button" onclick={action(Action::Reset(0))}>{ words::RESET }</button>
            }
            if let Some(open) = open {
                <button class="button" type="button" onclick={open}>{ words::OPEN }</button>
            }
            if let Some(plan) = plan {
                <button class="button" type="button" onclick={plan}>{ words::played::OPEN }</button>
            }
        </div>
    }
}

/// The figures before and after it.
fn beside(props: &Props) -> Html {
    let ways = [text::BEFORE, text::AFTER].into_iter().zip(&props.beside);
    html! {
        <div class="lesson__foot">
            { for ways.filter_map(|(said, id)| Some(go(said, Some(figure_key(id.as_ref()?)), &props.dispatch))) }
        </div>
    }
}
