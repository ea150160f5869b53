//! A step of a lesson: its text and figures as they are turned, up to the first question that is open.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_formats::lessons::{Bench, Block, Contents, Lesson, Model};
use yew::prelude::*;

use super::block::block;
use super::question::question;
use super::text::With;
use super::turn::sliders;
use crate::learn::app::Dispatch;
use crate::learn::state::{Action, Hand, uncovered};
use crate::learn::words;

#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) lesson: Rc<Lesson>,
    pub(super) at: usize,
    pub(super) hand: Hand,
    pub(super) model: Rc<RefCell<Model>>,
    pub(super) contents: Option<Rc<Contents>>,
    pub(super) symbols: bool,
    pub(super) dispatch: Dispatch,
    pub(super) open: Option<Callback<String>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.lesson, &other.lesson)
            && Rc::ptr_eq(&self.model, &other.model)
            && (self.at, self.symbols, self.contents.is_some()) == (other.at, other.symbols, other.contents.is_some())
            && self.hand == other.hand
            && self.open == other.open
    }
}

#[component(StepShown)]
pub(super) fn step(props: &Props) -> Html {
    let Props { lesson, at, hand, .. } = props;
    let Some(step) = lesson.steps.get(*at) else { return Html::default() };
    let with = With {
        model: Rc::clone(&props.model),
        bench: Bench { start: lesson.scenario.clone(), now: hand.now.clone() },
        contents: props.contents.clone(),
        symbols: props.symbols,
        dispatch: props.dispatch.clone(),
        open: props.open.clone(),
    };
    let shown = uncovered(&step.blocks, hand);
    let shown_block = |(number, one): (usize, &Block)| match one {
        Block::Turn(keys) => sliders(&lesson.turns, keys, (*at, &step.title), &hand.now, &props.dispatch),
        Block::Question(asked) => question(asked, (*at, number), hand, &with),
        one => block(one, &step.title, &with),
    };
    // Figures between which nothing is said stand together, so that there is room for them beside the text.
    let blocks: Vec<(usize, &Block)> = step.blocks.iter().enumerate().take(shown).collect();
    let parts = blocks.chunk_by(|(_, one), (_, other)| is_figure(one) && is_figure(other)).map(|part| {
        let all = part.iter().copied().map(shown_block);
        match part {
            [(_, one), ..] if is_figure(one) => html! { <div class="lesson__figures">{ for all }</div> },
            _ => all.collect(),
        }
    });
    let reset = {
        let (dispatch, at) = (props.dispatch.clone(), *at);
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Reset(at)))
    };
    let open = props.open.clone().map(|open| {
        let link = hand.now.text();
        Callback::from(move |_: MouseEvent| open.emit(link.clone()))
    });
    html! {
        <section class="lesson__step" aria-label={step.title.clone()}>
            <h3 class="pages__head3">{ &step.title }</h3>
            { for parts }
            <div class="lesson__foot">
                <button class="button button--quiet" type="button" onclick={reset}>{ words::RESET }</button>
                if let Some(open) = open {
                    <button class="button button--quiet" type="button" onclick={open}>{ words::OPEN }</button>
                }
            </div>
        </section>
    }
}

const fn is_figure(block: &Block) -> bool {
    matches!(block, Block::Figure(_))
}
