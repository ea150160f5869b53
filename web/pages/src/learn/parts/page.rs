//! The page: the list of lessons, or the one that is open.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_formats::lessons::{Bench, Contents, Lesson, Model};
use yew::prelude::*;

use super::exercise::{Around, exercises, room};
use super::list::list;
use super::step::StepShown;
use super::teacher::teacher;
use super::text::With;
use crate::learn::app::Dispatch;
use crate::learn::state::{Action, Hand, Open, State};
use crate::learn::words;

/// The page.
pub(crate) fn page(state: &State, given: &Around, open: Option<Callback<String>>) -> Html {
    let dispatch = &given.dispatch;
    if let Some(of) = state.kept.desk.room {
        return html! { <div class="learn" data-ready="">{ room(of, &state.kept.desk, given) }</div> };
    }
    let classes = classes!("learn", state.kept.projector.then_some("learn--projector"));
    let content = match (state.open(), &state.contents) {
        (Some(Open { lesson, hands }), _) => html! {
            <LessonShown
                key={lesson.id.clone()} lesson={Rc::clone(lesson)} hands={hands.clone()} contents={state.contents.clone()}
                symbols={state.kept.symbols} projector={state.kept.projector}
                next={state.next_lesson().map(ToOwned::to_owned)} dispatch={dispatch.clone()} {open} />
        },
        (None, Some(contents)) if state.kept.chosen.is_none() => html! {
            <>
                <h2 class="pages__title">{ words::TITLE }</h2>
                <p class="pages__lead">{ words::LEAD }</p>
                { list(contents, dispatch) }
                { exercises(&state.kept.desk, given) }
            </>
        },
        _ if state.is_missing => html! {
            <>
                <p class="notice" role="alert">{ words::MISSING }</p>
                { go(words::ALL, None, dispatch) }
            </>
        },
        _ => html! { <p class="pages__quiet" role="status">{ words::FETCHING }</p> },
    };
    let ready = (state.contents.is_some() && (state.kept.chosen.is_none() || state.open().is_some())).then_some("");
    html! { <div class={classes} data-ready={ready}>{ content }</div> }
}

fn go(text: &'static str, to: Option<String>, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let on_click = Callback::from(move |_: MouseEvent| dispatch.emit(Action::Choose(to.clone())));
    html! { <button class="button" type="button" onclick={on_click}>{ text }</button> }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    lesson: Rc<Lesson>,
    hands: Vec<Hand>,
    contents: Option<Rc<Contents>>,
    symbols: bool,
    projector: bool,
    next: Option<String>,
    dispatch: Dispatch,
    open: Option<Callback<String>>,
}

#[component(LessonShown)]
fn lesson_shown(props: &Props) -> Html {
    let Props { lesson, contents, symbols, dispatch, open, .. } = props.clone();
    // Plans that are played and what varies are kept by it as long as the lesson is open.
    let model = use_memo((), |()| {
        let mut model = Model::default();
        model.learn(lesson.scores.clone());
        RefCell::new(model)
    });
    let head = use_node_ref();
    use_effect_with((), {
        let head = head.clone();
        move |()| precopy_base::browser::events::focus(&head)
    });
    let with = With {
        model: Rc::clone(&model),
        bench: Bench::at(lesson.scenario.clone()),
        contents: contents.clone(),
        symbols,
        dispatch: dispatch.clone(),
        open: open.clone(),
    };
    let toggle = |text: &'static str, pressed: bool, action: fn(bool) -> Action| {
        let dispatch = dispatch.clone();
        let on_click = Callback::from(move |_: MouseEvent| dispatch.emit(action(!pressed)));
        html! { <button class="pick" type="button" aria-pressed={pressed.to_string()} onclick={on_click}>{ text }</button> }
    };
    let reset = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::ResetAll))
    };
    html! {
        <article class="lesson">
            <div class="pages__top">
                { go(words::ALL, None, &dispatch) }
                <div class="picks__row">
                    { toggle(words::SYMBOLS, symbols, Action::Symbols) }
                    { toggle(words::PROJECTOR, props.projector, Action::Projector) }
                </div>
            </div>
            <h2 ref={head} class="pages__title" tabindex="-1">{ &lesson.title }</h2>
            <p class="pages__lead">{ &lesson.aim }</p>
            <p class="pages__quiet">{ words::minutes(lesson.minutes) }</p>
            { for props.hands.iter().enumerate().map(|(at, hand)| html! {
                <StepShown
                    key={at} lesson={Rc::clone(&lesson)} {at} hand={hand.clone()} model={Rc::clone(&model)}
                    contents={contents.clone()} {symbols} dispatch={dispatch.clone()} open={open.clone()} />
            }) }
            { teacher(&lesson, &with) }
            <div class="lesson__foot">
                <button class="button" type="button" onclick={reset}>{ words::RESET_ALL }</button>
                if let Some(next) = props.next.clone() {
                    { go(words::NEXT, Some(next), &dispatch) }
                }
            </div>
        </article>
    }
}
