//! Running text: words, live numbers, formulas, links.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_formats::lessons::{Bench, Contents, Inline, Model, To};
use yew::prelude::*;

use super::math::math;
use crate::learn::app::Dispatch;
use crate::learn::state::Action;
use crate::learn::state::view::{GALLERY, SHEET, figure_key};

/// What a text is shown with.
#[derive(Clone)]
pub(super) struct With {
    pub(super) model: Rc<RefCell<Model>>,
    pub(super) bench: Bench,
    pub(super) contents: Option<Rc<Contents>>,
    /// Whether symbols stand in the place of words.
    pub(super) symbols: bool,
    pub(super) dispatch: Dispatch,
    /// Opens a link in the calculator; none where its inputs are locked.
    pub(super) open: Option<Callback<String>>,
}

impl With {
    /// A text.
    pub(super) fn text(&self, pieces: &[Inline]) -> Html {
        pieces.iter().map(|piece| self.piece(piece)).collect::<Html>()
    }

    fn piece(&self, piece: &Inline) -> Html {
        match piece {
            Inline::Text(text) => text.clone().into(),
            Inline::Code(code) => html! { <code>{ code }</code> },
            Inline::Emphasis(inner) => html! { <em>{ self.text(inner) }</em> },
            Inline::Strong(inner) => html! { <strong>{ self.text(inner) }</strong> },
            Inline::Asked(term) => {
                let answer = self.model.borrow_mut().answer(term, &self.bench);
                let live = term.at.is_none().then_some("lesson__live");
                match answer {
                    Ok(answer) => {
                        html! { <span class={classes!("lesson__number", live)}>{ answer.said(term.unit) }</span> }
                    }
                    Err(problem) => html! { <span class="lesson__number">{ problem.what }</span> },
                }
            }
            Inline::Printed(printed) => {
                html! { <span class="lesson__printed" title={printed.place.clone()}>{ &printed.text }</span> }
            }
            Inline::Word(word) => {
                let all = self.contents.iter().flat_map(|contents| &contents.symbols);
                let symbol = all.into_iter().find(|symbol| self.symbols && symbol.word == word.word);
                match symbol {
                    Some(symbol) => html! { <span class="lesson__symbol">{ math(&symbol.math) }</span> },
                    None => html! { <span class="lesson__word">{ &word.said }</span> },
                }
            }
            Inline::Formula(nodes) => math(nodes),
            Inline::Link(link) => self.link(&link.to, self.text(&link.said)),
        }
    }

    fn link(&self, to: &To, said: Html) -> Html {
        let press = match to {
            To::Calculator(changes) => self.open.clone().map(|open| {
                let link = self.bench.start.changed(changes).text();
                Callback::from(move |_: MouseEvent| open.emit(link.clone()))
            }),
            To::Lesson(id) => Some(self.choose(id.clone())),
            To::Formulas(()) => Some(self.choose(SHEET.to_owned())),
            To::Gallery(id) if id.is_empty() => Some(self.choose(GALLERY.to_owned())),
            To::Gallery(id) => Some(self.choose(figure_key(id))),
            To::Page(name) => page(name).map(|name| {
                let dispatch = self.dispatch.clone();
                Callback::from(move |_: MouseEvent| dispatch.emit(Action::Leave(name, Vec::new())))
            }),
        };
        match press {
            Some(press) => html! { <button class="lesson__link" type="button" onclick={press}>{ said }</button> },
            None => said,
        }
    }

    /// Chooses what a key names.
    fn choose(&self, key: String) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Choose(Some(key.clone()))))
    }
}

/// The pages to which a lesson may lead.
fn page(name: &str) -> Option<&'static str> {
    ["plan", "records", "evidence"].into_iter().find(|known| *known == name)
}
