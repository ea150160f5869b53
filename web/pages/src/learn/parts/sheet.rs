//! The formula sheet: each formula in symbols and in words, with its source, what it comes to for one guest, and how it is printed where that
//! differs. To be read, and to be printed on two pages.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_formats::lessons::{Bench, Block, Contents, Figure, Formula, Model, Sheet, Shows};
use yew::prelude::*;

use super::block::block;
use super::head::use_head;
use super::math::math;
use super::page::go;
use super::text::With;
use crate::browser::print::use_printing;
use crate::learn::app::Dispatch;
use crate::learn::words;
use crate::learn::words::paper as text;

#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) sheet: Rc<Sheet>,
    pub(super) contents: Option<Rc<Contents>>,
    pub(super) dispatch: Dispatch,
    pub(super) open: Option<Callback<String>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.sheet, &other.sheet)
            && self.contents.is_some() == other.contents.is_some()
            && self.dispatch == other.dispatch
            && self.open == other.open
    }
}

#[component(SheetShown)]
pub(super) fn sheet_shown(props: &Props) -> Html {
    let model = use_memo((), |()| RefCell::new(Model::default()));
    let head = use_head();
    let (_, print) = use_printing();
    let sheet = &props.sheet;
    let with = With {
        model,
        bench: Bench::at(sheet.scenario.clone()),
        contents: props.contents.clone(),
        symbols: true,
        dispatch: props.dispatch.clone(),
        open: props.open.clone(),
    };
    let one = |one: &Block, title: &str| match one {
        Block::Figure(Figure { shows: Shows::Formula(shown), .. }) => formula(shown, &with),
        Block::Figure(Figure { shows: Shows::Symbols(()), .. }) => symbols(&with),
        one => block(one, title, &with),
    };
    html! {
        <article class="lesson formulas">
            <div class="pages__top">
                { go(words::ALL, None, &props.dispatch) }
                <button class="button" type="button" onclick={print}>{ text::PRINT }</button>
            </div>
            <h2 ref={head} class="pages__title" tabindex="-1">{ &sheet.title }</h2>
            <div class="formulas__all">
                { for sheet.steps.iter().map(|step| html! {
                    <section key={step.title.clone()} class="formulas__part" aria-label={step.title.clone()}>
                        <h3 class="pages__head3">{ &step.title }</h3>
                        { for step.blocks.iter().map(|block| one(block, &step.title)) }
                    </section>
                }) }
            </div>
        </article>
    }
}

fn formula(shown: &Formula, with: &With) -> Html {
    let value = shown.is.as_ref().and_then(|term| {
        let answer = with.model.borrow_mut().answer(term, &with.bench).ok()?;
        Some(answer.said(term.unit))
    });
    html! {
        <div class="formulas__one">
            <p class="formulas__it" tabindex="0" role="group" aria-label={shown.words.clone()}>
                { math(&shown.math) }
                if let Some(value) = value { <span class="formulas__value">{ format!("= {value}") }</span> }
                if !shown.source.is_empty() { <span class="formulas__source">{ &shown.source }</span> }
            </p>
            if !shown.words.is_empty() { <p class="formulas__words">{ &shown.words }</p> }
            if let Some(printed) = &shown.as_printed {
                <p class="formulas__words"><em>{ text::AS_PRINTED }</em>{ " " }{ math(printed) }{ " " }{ &shown.why }</p>
            }
        </div>
    }
}

/// Symbol, meaning and unit of each word.
fn symbols(with: &With) -> Html {
    let all = with.contents.iter().flat_map(|contents| &contents.symbols);
    html! {
        <dl class="formulas__symbols">
            { for all.map(|symbol| html! {
                <div key={symbol.word.clone()}>
                    <dt>{ math(&symbol.math) }{ " " }{ &symbol.word }</dt>
                    <dd>{ &symbol.means }{ " " }<span class="formulas__source">{ &symbol.unit }</span></dd>
                </div>
            }) }
        </dl>
    }
}
