//! The papers' figures: a list, by paper.

use precopy_formats::lessons::Remade;
use yew::prelude::*;

use super::head::use_head;
use super::page::go;
use crate::learn::app::Dispatch;
use crate::learn::state::Action;
use crate::learn::state::remake::Remake;
use crate::learn::state::view::figure_key;
use crate::learn::words;
use crate::learn::words::gallery as text;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) figures: Vec<Remake>,
    pub(super) dispatch: Dispatch,
}

/// The list.
#[component(Gallery)]
pub(super) fn gallery(props: &Props) -> Html {
    let head = use_head();
    let figures: Vec<&Remade> = props.figures.iter().map(|remake| &*remake.figure).collect();
    html! {
        <div class="lesson gallery">
            <div class="pages__top">{ go(words::ALL, None, &props.dispatch) }</div>
            <h2 ref={head} class="pages__title" tabindex="-1">{ text::TITLE }</h2>
            <p class="pages__lead">{ text::LEAD }</p>
            { for papers(&figures).into_iter().map(|(paper, figures)| html! {
                <section key={paper.to_owned()} aria-label={paper.to_owned()}>
                    <h3 class="pages__head3">{ paper }</h3>
                    <ul class="lessons">{ for figures.into_iter().map(|figure| item(figure, &props.dispatch)) }</ul>
                </section>
            }) }
        </div>
    }
}

/// Figures by paper, both in the order in which they stand in the gallery.
fn papers<'a>(figures: &[&'a Remade]) -> Vec<(&'a str, Vec<&'a Remade>)> {
    let mut papers: Vec<(&str, Vec<&Remade>)> = Vec::new();
    for figure in figures {
        match papers.iter_mut().find(|(paper, _)| *paper == figure.paper) {
            Some((_, of)) => of.push(figure),
            None => papers.push((&figure.paper, vec![figure])),
        }
    }
    papers
}

fn item(figure: &Remade, dispatch: &Dispatch) -> Html {
    let (dispatch, key) = (dispatch.clone(), figure_key(&figure.id));
    let on_click = Callback::from(move |_: MouseEvent| dispatch.emit(Action::Choose(Some(key.clone()))));
    html! {
        <li key={figure.id.clone()} class="lessons__item">
            <h4 class="pages__head3">
                <button class="lesson__link" type="button" onclick={on_click}>{ &figure.title }</button>
            </h4>
            <p class="pages__quiet">{ &figure.place }</p>
            <p>{ &figure.says }</p>
        </li>
    }
}
