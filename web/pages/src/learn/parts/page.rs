//! The page: the list of lessons, or the one that is open; the gallery of figures, or one of them; the formula sheet.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_formats::lessons::{Bench, Contents, Lesson, Model};
use yew::prelude::*;

use super::course::CourseSaved;
use super::exercise::{Around, exercises, room};
use super::gallery::Gallery;
use super::head::use_head;
use super::list::list;
use super::paper::paper;
use super::remade::RemadeShown;
use super::sheet::SheetShown;
use super::step::StepShown;
use super::teacher::teacher;
use super::text::With;
use crate::browser::print::use_printing;
use crate::learn::app::Dispatch;
use crate::learn::state::view::View;
use crate::learn::state::{Action, Hand, Open, State};
use crate::learn::words;

/// The page.
pub(crate) fn page(state: &State, given: &Around, open: Option<Callback<String>>) -> Html {
    let dispatch = &given.dispatch;
    if let Some(of) = state.kept.desk.room {
        return html! { <div class="learn" data-ready="">{ room(of, &state.kept.desk, given) }</div> };
    }
    let classes = classes!("learn", state.kept.projector.then_some("learn--projector"));
    let content = shown(state, given, open).unwrap_or_else(|| match state.is_lost() {
        true => html! {
            <>
                <p class="notice" role="alert">{ words::MISSING }</p>
                { go(words::ALL, None, dispatch) }
            </>
        },
        false => html! { <p class="pages__quiet" role="status">{ words::FETCHING }</p> },
    });
    let ready = (state.contents.is_some() && (state.is_there() || state.is_lost())).then_some("");
    html! { <div class={classes} data-ready={ready}>{ content }</div> }
}

/// What is chosen; none as long as it is not there.
fn shown(state: &State, given: &Around, open: Option<Callback<String>>) -> Option<Html> {
    let (contents, dispatch) = (state.contents.clone(), given.dispatch.clone());
    Some(match state.view() {
        View::List => {
            let contents = contents?;
            html! {
                <>
                    <h2 class="pages__title">{ words::TITLE }</h2>
                    <p class="pages__lead">{ words::LEAD }</p>
                    { list(&contents, &dispatch) }
                    { exercises(&state.kept.desk, given) }
                    <CourseSaved save={given.save.clone()} />
                </>
            }
        }
        View::Lesson(_) => {
            let Open { lesson, hands } = state.open()?;
            html! {
                <LessonShown
                    key={lesson.id.clone()} lesson={Rc::clone(lesson)} hands={hands.clone()} {contents}
                    symbols={state.kept.symbols} projector={state.kept.projector}
                    next={state.next_lesson().map(ToOwned::to_owned)} {dispatch} {open} />
            }
        }
        View::Gallery if state.is_there() => html! { <Gallery figures={state.kept.gallery.clone()} {dispatch} /> },
        View::Gallery => return None,
        View::Figure(id) => {
            let remake = state.remake()?.clone();
            let beside = state.beside();
            html! { <RemadeShown key={id.to_owned()} {remake} {beside} {contents} {dispatch} {open} /> }
        }
        View::Sheet => {
            let (sheet, contents) = (state.sheet.clone()?, Some(contents?));
            html! { <SheetShown {sheet} {contents} {dispatch} {open} /> }
        }
    })
}

/// Goes to what a key names, or to the list.
pub(super) fn go(text: &'static str, to: Option<String>, dispatch: &Dispatch) -> Html {
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
    let head = use_head();
    let (printing, print) = use_printing();
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
        <>
        // What is on screen stays as it is while something else is printed.
        <article class="lesson" hidden={printing}>
            <div class="pages__top">
                { go(words::ALL, None, &dispatch) }
                <div class="picks__row">
                    { toggle(words::SYMBOLS, symbols, Action::Symbols) }
                    { toggle(words::PROJECTOR, props.projector, Action::Projector) }
                    <button class="button button--quiet" type="button" onclick={print}>{ words::paper::PRINT }</button>
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
        if printing {
            { paper(&lesson, &with) }
        }
        </>
    }
}
