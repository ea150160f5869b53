//! Exercises: the page of a student, that of the codes, and the form of a teacher.

mod claims;
mod compose;
mod field;
mod give;
mod may_turn;
mod result;
mod solve;
mod start;
mod turn;
mod verify;

use std::rc::Rc;

use precopy_formats::lessons::{Contents, Exercise, Lesson};
use yew::prelude::*;

use super::text::With;
use crate::learn::app::Dispatch;
use crate::learn::state::Action;
use crate::learn::state::exercise::draft::Draft;
use crate::learn::state::exercise::solving::From;
use crate::learn::state::exercise::{Change, Desk, Room};
use crate::learn::words::{self, exercise as text};

/// What the parts are given.
#[derive(Clone)]
pub(crate) struct Around {
    pub(crate) instance: u32,
    pub(crate) contents: Option<Rc<Contents>>,
    /// The calculator's link.
    pub(crate) calculator: AttrValue,
    pub(crate) dispatch: Dispatch,
    /// Gives a file: its name, its type, its text.
    pub(crate) save: Callback<(&'static str, &'static str, String)>,
}

impl Around {
    /// What a click does.
    pub(super) fn click(&self, change: Change) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_| dispatch.emit(Action::Exercise(change.clone())))
    }

    /// What a change of a field does.
    pub(super) fn change(&self, change: Change) {
        self.dispatch.emit(Action::Exercise(change));
    }

    /// A button.
    pub(super) fn button(&self, text: &'static str, change: Change) -> Html {
        html! { <button class="button" type="button" onclick={self.click(change)}>{ text }</button> }
    }

    /// A name of an element.
    pub(super) fn id(&self, what: &str) -> String {
        format!("precopy{}-exercise-{what}", self.instance)
    }
}

/// The page of a room.
pub(super) fn room(room: Room, desk: &Desk, given: &Around) -> Html {
    let lessons = {
        let dispatch = given.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Choose(None)))
    };
    let content = match (room, &desk.solving, &desk.draft) {
        (Room::Solve, Some(solving), _) => solve::page(solving, given),
        (Room::Verify, Some(solving), _) => verify::page(solving, &desk.codes, given),
        (Room::Compose, _, Some(draft)) => compose::page(draft, given),
        _ => solve::broken(&desk.broken),
    };
    html! {
        <>
            <div class="pages__top">
                <button class="button" type="button" onclick={lessons}>{ words::ALL }</button>
            </div>
            { content }
        </>
    }
}

/// Below the list of lessons: what one can do with exercises.
pub(super) fn exercises(desk: &Desk, given: &Around) -> Html {
    let fresh = Change::Compose(Box::new(Draft::new(&given.calculator)));
    let head = given.id("head");
    html! {
        <section class="exercises" aria-labelledby={head.clone()}>
            <h3 id={head} class="pages__head3">{ text::HEAD }</h3>
            <p>{ text::COMPOSE_LINE }</p>
            <div class="lesson__foot">
                { given.button(text::COMPOSE, fresh) }
                if desk.draft.is_some() { { given.button(text::GO_ON, Change::Room(Some(Room::Compose))) } }
                if desk.solving.is_some() { { given.button(text::BACK_TO_IT, Change::Room(Some(Room::Solve))) } }
            </div>
        </section>
    }
}

/// What a lesson's note for teachers offers: its exercise as students see it, and as a start for another.
pub(super) fn of_lesson(lesson: &Lesson, with: &With) -> Html {
    let made = Exercise::of_lesson(lesson, &mut with.model.borrow_mut());
    let Ok(exercise) = made.map(Rc::new) else { return Html::default() };
    let button = |text: &'static str, change: Change| {
        let dispatch = with.dispatch.clone();
        let on_click = Callback::from(move |_: MouseEvent| dispatch.emit(Action::Exercise(change.clone())));
        html! { <button class="button" type="button" onclick={on_click}>{ text }</button> }
    };
    html! {
        <div class="lesson__foot">
            { button(text::FROM_THIS, Change::Compose(Box::new(Draft::of(&exercise)))) }
            { button(text::TRY, Change::Open(exercise, From::Lesson(lesson.id.clone()))) }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct HeadProps {
    text: String,
}

/// The head of a room, which takes the focus when one comes in.
#[component(Head)]
pub(super) fn head(props: &HeadProps) -> Html {
    let head = use_node_ref();
    use_effect_with((), {
        let head = head.clone();
        move |()| precopy_base::browser::events::focus(&head)
    });
    html! { <h2 ref={head} class="pages__title" tabindex="-1">{ &props.text }</h2> }
}
